package health.keyward.review.core;

/** What became of a denial (AR-14). */
public enum Effect {
    NONE,
    WAITING,
    APPLIED,
    EFFECTIVE,
    FAILED,
    DRIFTED,
    BY_HAND,
    UNDONE
}
