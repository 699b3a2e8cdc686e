package health.keyward.contract.review;

/** Hands an item on to somebody else, by user name; twice at most (AR-3). */
public record ReassignReviewItem(String to, String reason, long version) {}
