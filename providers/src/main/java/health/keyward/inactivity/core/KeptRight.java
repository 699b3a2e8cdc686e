package health.keyward.inactivity.core;

import java.time.Instant;

/**
 * A role or group that was taken when an account was archived, and whether its owner may have it again (IN-10).
 *
 * @param keptAt when it was taken
 */
public record KeptRight(Kind kind, String id, String name, Instant keptAt, State state, Guard guard) {
    /** What it is. */
    public enum Kind {
        ROLE,
        GROUP
    }

    /** What became of it. */
    public enum State {
        PROPOSED,
        /** The person has it again. */
        HELD,
        /** The realm has no such role or group any more. */
        GONE
    }

    /** Who may give it back. */
    public enum Guard {
        /** One administrator. */
        NONE,
        /** Two: the step-up map names it, or a role that comes with it. */
        STEP_UP,
        /** Two, by the rule for protected roles. */
        PROTECTED,
        /** Nobody: it brings a protected role along, and those are given by themselves. */
        BRINGS_PROTECTED
    }
}
