package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverApp;
import health.keyward.contract.inactivity.InactivityLeaverPartner;
import health.keyward.inactivity.core.AppAccess;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.PartnerClock;
import health.keyward.inactivity.store.Directory;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leavers in the words of the contract. */
final class LeaverSaid {
    private LeaverSaid() {}

    static InactivityLeaver leaver(
            Leaver one,
            List<AppAccess> apps,
            List<PartnerClock> partners,
            Map<UserId, Directory.Person> names,
            Instant now) {
        Leaver.@Nullable Cancelled cancelled = one.cancelled();
        Instant deadline = one.deadline();
        return new InactivityLeaver(
                one.id().toString(),
                one.person().value(),
                name(names, one.person()),
                InactivityLeaver.Source.valueOf(one.source().name()),
                one.reportedBy(),
                name(names, new UserId(one.reportedBy())),
                one.reportedAt(),
                one.lastMoment(),
                deadline,
                one.reason(),
                state(one, apps, now),
                one.lateAt(now)
                        || (one.state() == Leaver.State.OUT
                                && apps.stream().anyMatch(app -> app.endsAt().isAfter(deadline))),
                one.held() == null ? null : InactivityHeld.valueOf(one.held().name()),
                one.detail(),
                one.outAt(),
                cancelled == null ? null : cancelled.at(),
                cancelled == null ? null : cancelled.reason(),
                apps.stream()
                        .map(app -> new InactivityLeaverApp(
                                app.client(),
                                InactivityLeaverApp.Kind.valueOf(app.kind().name()),
                                InactivityLeaverApp.Told.valueOf(app.told().name()),
                                app.endsAt(),
                                !app.endsAt().isAfter(now),
                                app.endsAt().isAfter(deadline)))
                        .toList(),
                partners.stream()
                        .map(partner -> new InactivityLeaverPartner(
                                partner.client(), partner.dueAt(), partner.toldAt(), partner.lateAt(now)))
                        .toList());
    }

    private static InactivityLeaver.State state(Leaver one, List<AppAccess> apps, Instant now) {
        return switch (one.state()) {
            case CANCELLED -> InactivityLeaver.State.CANCELLED;
            case WAITING -> one.held() == null ? InactivityLeaver.State.WAITING : InactivityLeaver.State.HELD;
            case OUT ->
                apps.stream().anyMatch(app -> app.endsAt().isAfter(now))
                        ? InactivityLeaver.State.ENDING
                        : InactivityLeaver.State.ENDED;
        };
    }

    private static @Nullable String name(Map<UserId, Directory.Person> names, UserId id) {
        return Optional.ofNullable(names.get(id))
                .map(Directory.Person::username)
                .orElse(null);
    }
}
