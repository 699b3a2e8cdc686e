package health.keyward.contract.breakglass;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Emergency access that was given.
 *
 * @param id 32 hex digits
 * @param patient opaque reference
 * @param purpose HL7 v3 ActReason
 * @param state {@code RUNNING} or {@code OVER}
 * @param mfaWaived whether a colleague's signature stood in for the second factor
 * @param coSigner id of that colleague; null when nobody had to sign
 * @param degraded whether the engine that decides was down
 * @param endedAt null while it runs
 * @param endReason for example {@code LOGOUT}; {@code EXPIRED} for what has run out
 */
public record BreakGlassGrant(
        String id,
        String personId,
        String username,
        String patient,
        List<String> apps,
        String dataClass,
        String action,
        String purpose,
        String reason,
        int reasonsVersion,
        Instant from,
        Instant until,
        String state,
        boolean mfaWaived,
        @Nullable String coSigner,
        boolean degraded,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        @Nullable String endedBy) {}
