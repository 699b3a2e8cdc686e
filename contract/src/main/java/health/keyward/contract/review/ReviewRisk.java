package health.keyward.contract.review;

/** How much harm a right can do. */
public enum ReviewRisk {
    LOW,
    ELEVATED,
    HIGH
}
