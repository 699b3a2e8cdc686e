package health.keyward.console.inactivity;

import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityExemption;
import org.jspecify.annotations.Nullable;

/** Exemptions and leaves in words. */
final class ExemptionWords {
    private ExemptionWords() {}

    static String person(InactivityExemption one) {
        return name(one.username());
    }

    static String owner(InactivityExemption one) {
        return name(one.ownerName());
    }

    static String name(@Nullable String username) {
        return username == null ? Words.say("dormant.line.gone") : username;
    }

    static String state(InactivityExemption one) {
        return Words.say("dormant.exemption.state." + one.state().name());
    }

    static String icon(InactivityExemption.State state) {
        return switch (state) {
            case PLANNED -> "clock";
            case STANDING -> "ok";
            case EXPIRED -> "undone";
            case ENDED -> "close";
        };
    }

    static String tone(InactivityExemption.State state) {
        return switch (state) {
            case PLANNED -> "UNDONE";
            case STANDING -> "SUCCESS";
            case EXPIRED, ENDED -> "DENIED";
        };
    }

    static boolean endable(InactivityExemption one) {
        return one.state() == InactivityExemption.State.STANDING || one.state() == InactivityExemption.State.PLANNED;
    }
}
