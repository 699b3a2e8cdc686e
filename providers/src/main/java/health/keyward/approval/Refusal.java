package health.keyward.approval;

/** Why somebody may not do that with a proposal. */
public enum Refusal {
    UNKNOWN_KIND,
    /** The same change waits already. */
    ALREADY_OPEN,
    /** It was decided, or its time has passed. */
    NOT_OPEN,
    EXPIRED,
    /** The proposer cannot confirm or decline. */
    SAME_PERSON,
    SAME_SESSION,
    /** The person it concerns cannot confirm. */
    IS_SUBJECT,
    LACKS_ROLE,
    /** The second factor was shown too long ago. */
    NOT_FRESH,
    /** Whoever proposed it is gone, disabled, or no longer holds the role. */
    PROPOSER_GONE,
    /** What was confirmed is not what was proposed. */
    OTHER_HASH,
    /** The stored text does not have the hash it was stored with. */
    PAYLOAD_CHANGED,
    /** Things have changed since; it would now do something else. */
    STALE,
    /** Only the proposer takes a proposal back. */
    NOT_PROPOSER
}
