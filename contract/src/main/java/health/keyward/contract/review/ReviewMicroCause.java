package health.keyward.contract.review;

/** What asked for a small review. */
public enum ReviewMicroCause {
    TRANSFER,
    PROMOTION,
    LONG_ABSENCE,
    RISK_EVENT,
    TERMINATION
}
