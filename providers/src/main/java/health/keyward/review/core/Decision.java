package health.keyward.review.core;

/** What a reviewer may say (AR-6). */
public enum Decision {
    KEEP,
    REDUCE,
    REVOKE,
    UNKNOWN
}
