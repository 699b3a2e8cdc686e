package health.keyward.contract.review;

/** Why something is done; 5 to 500 characters on one line. */
public record ReviewReason(String reason) {}
