package health.keyward.console.services;

import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityServiceAccount;
import health.keyward.contract.inactivity.InactivityServicePage;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServiceState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said about clients. */
final class ServiceWords {
    private ServiceWords() {}

    static String sentence(InactivityServicePage page, InactivityServicePolicy policy) {
        return Words.say("services.sentence", page.accounts(), page.unowned())
                + " "
                + (policy.unusedDays() == 0
                        ? Words.say("services.policy.none")
                        : Words.say("services.policy.now", policy.unusedDays(), policy.noticeDays()));
    }

    static String owner(InactivityServiceAccount one) {
        if (one.owner() == null) {
            return Words.say("services.owner.none");
        }
        var name = Objects.requireNonNullElse(one.ownerName(), one.owner());
        return one.answered() ? name : Words.say("services.owner.gone", name);
    }

    static Optional<Instant> lastUse(InactivityServiceAccount one) {
        return Stream.of(Optional.ofNullable(one.ownUse()), Optional.ofNullable(one.otherUse()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    static String use(@Nullable Instant at, Times times) {
        return at == null ? Words.say("services.never") : times.exact(at);
    }

    static String state(InactivityServiceAccount one) {
        return one.state() == InactivityServiceState.IN_USE && !one.enabled()
                ? Words.say("services.off")
                : Words.of(one.state());
    }

    static String tone(InactivityServiceAccount one) {
        if (one.state() == InactivityServiceState.DISABLED || !one.enabled()) {
            return "FAILED";
        }
        return one.state() == InactivityServiceState.WARNED ? "DENIED" : "SUCCESS";
    }

    static String icon(InactivityServiceAccount one) {
        return switch (tone(one)) {
            case "FAILED" -> "failed";
            case "DENIED" -> "clock";
            default -> "ok";
        };
    }

    static @Nullable String next(InactivityServiceAccount one, Times times) {
        if (one.next() == null || one.nextAt() == null) {
            return null;
        }
        var what = Words.say("services.next.what", Words.of(one.next()), times.day(one.nextAt()));
        return one.held() == null ? what : what + ". " + Words.of(one.held());
    }
}
