package health.keyward.contract.inactivity;

import java.time.Instant;

/** A role or group that was taken when the account was archived. */
public record InactivityKeptRight(Kind kind, String id, String name, Instant keptAt, State state, Guard guard) {
    public enum Kind {
        ROLE,
        GROUP
    }

    /** {@code HELD}: the person has it again; {@code GONE}: the realm has it no more. */
    public enum State {
        PROPOSED,
        HELD,
        GONE
    }

    /**
     * Who gives it back: one administrator; two, because the step-up map speaks of it; two, by the rule for protected roles; nobody, because a protected role
     * would come with it.
     */
    public enum Guard {
        NONE,
        STEP_UP,
        PROTECTED,
        BRINGS_PROTECTED
    }
}
