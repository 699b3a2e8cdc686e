package health.keyward.breakglass.core;

/** Where a review stands. */
public enum CaseState {
    OPEN,
    /** The requester has been asked something. */
    ASKED,
    ANSWERED,
    /** One reviewer called it contested; somebody else decides. */
    CONTESTED,
    /** For good. */
    CLOSED;

    /** One question at a time. */
    public boolean mayAsk() {
        return this != ASKED && this != CLOSED;
    }

    public boolean mayAnswer() {
        return this == ASKED;
    }
}
