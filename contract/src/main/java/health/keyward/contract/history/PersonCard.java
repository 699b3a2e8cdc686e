package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Head of a person's page. A deleted person keeps id and last known name.
 *
 * @param exists false when the account was deleted
 * @param factors credential types in words of Keycloak: {@code password}, {@code otp}, {@code webauthn-passwordless}, {@code keyward-recovery-codes}
 */
public record PersonCard(
        String userId,
        String username,
        @Nullable String name,
        @Nullable String email,
        @Nullable String department,
        @Nullable String employmentType,
        @Nullable String unit,
        boolean exists,
        boolean enabled,
        boolean temporarilyLocked,
        List<String> roles,
        List<String> groups,
        List<Factor> factors,
        @Nullable Instant lastSignIn,
        @Nullable Instant lastNonInteractive,
        @Nullable Instant lastFailure,
        long failuresLast24h,
        @Nullable Instant createdAt) {
    /** One credential, never its content. */
    public record Factor(
            String type, @Nullable String label, @Nullable Instant createdAt) {}
}
