package health.keyward.abac;

import java.util.Locale;

/** Why there is no answer. Every one of them is a refusal; nothing can be set otherwise. */
public enum Failure {
    ENGINE_ERROR,
    DEADLINE,
    /** The policy says nothing, or the answer was cut off. */
    NO_ANSWER,
    /** The answer is not shaped as agreed. */
    WRONG_ANSWER,
    UNKNOWN_OBLIGATION,
    NO_POLICY,
    /** The only bundle there is was not signed as it must be, or was changed. */
    BAD_SIGNATURE,
    STALE_POLICY,
    CIRCUIT_OPEN,
    /** What has to be known could not be gathered. */
    NO_ATTRIBUTES,
    /** The record could not be written. */
    NO_RECORD;

    /** As in reasons and logs: {@code failed.deadline}. */
    public String code() {
        return "failed." + name().toLowerCase(Locale.ROOT);
    }
}
