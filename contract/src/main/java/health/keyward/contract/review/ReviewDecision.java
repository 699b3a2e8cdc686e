package health.keyward.contract.review;

/** What a reviewer may say. Who does not know passes it on. */
public enum ReviewDecision {
    KEEP,
    REDUCE,
    REVOKE,
    UNKNOWN
}
