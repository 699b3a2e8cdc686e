package health.keyward.review.core;

/** What becomes of an item nobody answered (AR-13). */
public enum NoAnswer {
    REVOKE,
    KEEP_AND_FLAG,
    ESCALATE
}
