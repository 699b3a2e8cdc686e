package health.keyward.contract.inactivity;

/** How something on a list ended. SKIPPED: it was not due any more. */
public enum InactivityItemState {
    PENDING,
    DONE,
    FAILED,
    SKIPPED
}
