package health.keyward.review.core;

/** Which items a stage hands on, beside those without an answer (AR-5). */
public enum Advance {
    ALL,
    KEPT,
    DENIED,
    NONE
}
