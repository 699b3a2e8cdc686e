package health.keyward.review.core;

/** How much harm a right can do. */
public enum Risk {
    LOW,
    ELEVATED,
    HIGH
}
