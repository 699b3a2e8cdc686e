package health.keyward.inactivity.core;

/** Why an account is on its way out of use. */
public enum Cause {
    IDLE,
    NEVER_USED,
    /** The last day of employment has passed. */
    END_DATE,
    NO_MANAGER,
    /** An administrator marked the account with {@code policy_violation}. */
    VIOLATION,
    /** The leavers' feed said so. */
    LEFT;

    /** Whether the person is warned first; who has left, or breaks a rule, is not. */
    public boolean warns() {
        return this == IDLE || this == NEVER_USED || this == NO_MANAGER;
    }
}
