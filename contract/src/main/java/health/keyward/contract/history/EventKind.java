package health.keyward.contract.history;

/** What sort of activity a row is. */
public enum EventKind {
    SIGN_IN,
    SIGN_OUT,
    TOKEN,
    FACTOR,
    ACCOUNT,
    REFUSED,
    OTHER
}
