package health.keyward.contract.inactivity;

/** Why what is due does not happen. */
public enum InactivityHeld {
    EXEMPT,
    ON_LEAVE,
    UNDELIVERED,
    EMERGENCY,
    PROTECTED,
    FEDERATED,
    LAST_ADMIN
}
