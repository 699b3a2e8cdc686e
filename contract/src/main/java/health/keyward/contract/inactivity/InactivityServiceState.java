package health.keyward.contract.inactivity;

/** Where a client stands: its owner was told, or it was disabled for not being used or by an administrator. */
public enum InactivityServiceState {
    IN_USE,
    WARNED,
    DISABLED
}
