package health.keyward.contract;

import org.jspecify.annotations.Nullable;

/**
 * One clear error (RFC 9457). {@code acr_values} and {@code max_age} (seconds) are set only where a fresh, stronger sign-in would help (RFC 9470).
 *
 * @param type a stable URN such as {@code urn:keyward:problem:bad-filter}
 * @param status the HTTP status, repeated
 * @param detail what was wrong and what to do, for a person
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String error,
        @Nullable String acr_values,
        @Nullable Integer max_age) {}
