package health.keyward.contract.inactivity;

/** Why an account is on its way out of use. */
public enum InactivityCause {
    IDLE,
    NEVER_USED,
    END_DATE,
    NO_MANAGER,
    VIOLATION,
    LEFT
}
