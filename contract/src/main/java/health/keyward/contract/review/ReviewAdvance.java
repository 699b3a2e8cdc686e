package health.keyward.contract.review;

/** Which items a stage hands on to the next one, beside those without an answer. */
public enum ReviewAdvance {
    ALL,
    KEPT,
    DENIED,
    NONE
}
