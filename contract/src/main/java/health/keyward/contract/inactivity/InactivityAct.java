package health.keyward.contract.inactivity;

/** What a run does to an account. HOLD: something was due and was held back. */
public enum InactivityAct {
    WARN,
    WARN_AGAIN,
    GRACE,
    DISABLE,
    ARCHIVE,
    DELETE,
    RETURN,
    BLOCK,
    UNBLOCK,
    HOLD
}
