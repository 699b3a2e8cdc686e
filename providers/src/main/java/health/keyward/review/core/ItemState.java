package health.keyward.review.core;

/** Where an item stands. */
public enum ItemState {
    OPEN,
    DECIDED,
    RESOLVED,
    UNRESOLVED,
    GONE
}
