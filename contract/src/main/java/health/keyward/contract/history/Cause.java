package health.keyward.contract.history;

/** Why an attempt failed, in the words the console shows. */
public enum Cause {
    NONE,
    WRONG_PASSWORD,
    WRONG_CODE,
    UNKNOWN_USER,
    LOCKED,
    DISABLED,
    EXPIRED_CODE,
    SESSION_EXPIRED,
    SECOND_FACTOR_MISSING,
    LEVEL_NOT_REACHED,
    AUTHENTICATOR_REFUSED,
    CANCELLED,
    CLIENT_PROBLEM,
    NO_RIGHT,
    OTHER
}
