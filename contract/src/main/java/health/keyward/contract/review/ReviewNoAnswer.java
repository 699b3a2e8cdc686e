package health.keyward.contract.review;

/** What becomes of an item nobody answered. */
public enum ReviewNoAnswer {
    REVOKE,
    KEEP_AND_FLAG,
    ESCALATE
}
