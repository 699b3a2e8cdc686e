package health.keyward.history.core;

import org.jspecify.annotations.Nullable;

/** How an attempt ended. {@code DENIED}: the person was known and proven, the rule said no. {@code UNDONE}: recorded, then rolled back. */
public enum Outcome {
    SUCCESS,
    FAILED,
    DENIED,
    UNDONE;

    /** @param error Keycloak's error; null for a success */
    public static Outcome of(String type, @Nullable String error, Cause cause) {
        if (type.startsWith("USER_DISABLED_BY_")) {
            return FAILED;
        }
        if (error == null && !type.endsWith("_ERROR")) {
            return SUCCESS;
        }
        return switch (cause) {
            case NO_RIGHT, LEVEL_NOT_REACHED, AUTHENTICATOR_REFUSED, SECOND_FACTOR_MISSING -> DENIED;
            case NONE,
                    WRONG_PASSWORD,
                    WRONG_CODE,
                    UNKNOWN_USER,
                    LOCKED,
                    DISABLED,
                    EXPIRED_CODE,
                    SESSION_EXPIRED,
                    CANCELLED,
                    CLIENT_PROBLEM,
                    OTHER -> FAILED;
        };
    }
}
