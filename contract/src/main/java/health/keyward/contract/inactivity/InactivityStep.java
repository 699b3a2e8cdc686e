package health.keyward.contract.inactivity;

/** Where an account stands on its way out of use (IN-4). GRACE: the second warning has been delivered, disabling is next. */
public enum InactivityStep {
    ACTIVE,
    WARNED,
    WARNED_AGAIN,
    GRACE,
    DISABLED,
    ARCHIVED,
    DELETED
}
