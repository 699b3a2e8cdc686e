package health.keyward.contract.review;

/** Launches exactly what was previewed. */
public record LaunchReview(String hash, String reason) {}
