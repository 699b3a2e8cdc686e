package health.keyward.contract.review;

/**
 * {@code DECIDED} may be corrected until its stage closes; {@code UNRESOLVED} went through every stage without an answer; {@code GONE}: person or right
 * vanished meanwhile.
 */
public enum ReviewItemState {
    OPEN,
    DECIDED,
    RESOLVED,
    UNRESOLVED,
    GONE
}
