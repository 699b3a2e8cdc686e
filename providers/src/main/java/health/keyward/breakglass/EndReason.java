package health.keyward.breakglass;

/** Why a grant is over (BG-10). */
public enum EndReason {
    EXPIRED,
    /** By the person. */
    ENDED,
    /** By a new grant for the same patient: an extension. */
    REPLACED,
    LOGOUT,
    /** The app closed the patient's context. */
    CONTEXT_CLOSED,
    /** By an officer. */
    REVOKED,
    /** The person is no longer on the list, or the account was disabled. */
    NOT_ELIGIBLE
}
