package health.keyward.contract.history;

/** How an attempt ended. {@code DENIED}: the person was known and proven, the rule said no. {@code UNDONE}: recorded, then rolled back. */
public enum Outcome {
    SUCCESS,
    FAILED,
    DENIED,
    UNDONE
}
