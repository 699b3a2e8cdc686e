package health.keyward.contract.review;

/** How the answers of several stages become one. */
public enum ReviewTruth {
    ONE_DENY_DENIES,
    LAST_DECIDES,
    ALL_MUST_DENY
}
