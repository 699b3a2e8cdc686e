package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one row. What nothing supplies yet (zone, country, network operator, risk, decision) reads {@code unknown}.
 *
 * @param error Keycloak's error, verbatim
 * @param amr authentication methods (RFC 8176)
 * @param entry number of the entry in the log
 * @param node boot id and number of the row within it, as the server that wrote it counted
 * @param reached clients a sign-out was sent to
 */
public record SignInDetail(
        SignInRow row,
        @Nullable String error,
        List<String> amr,
        @Nullable Instant authenticatedAt,
        @Nullable String userAgent,
        String zone,
        String country,
        String networkOperator,
        String risk,
        String decisionId,
        @Nullable String correlationId,
        List<String> reached,
        Map<String, String> details,
        long entry,
        String node) {}
