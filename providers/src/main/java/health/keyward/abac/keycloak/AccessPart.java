package health.keyward.abac.keycloak;

import health.keyward.abac.access.AccessResource;
import health.keyward.abac.access.ReasonTexts;
import health.keyward.abac.core.access.Allowance;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;

/**
 * Wires the decision point for apps. Options of the room: {@code access-body} (bytes of a request, 262144), {@code access-batch} (evaluations in one, 100),
 * {@code access-rate} (questions a second of one client on one node, 200) and {@code access-burst} (1000).
 */
final class AccessPart {
    private static final String SEGMENT = "access";

    private AccessResource.Limits limits = new AccessResource.Limits(256 << 10, 100);
    private Allowance allowance = new Allowance(200, 1_000, System::nanoTime);

    void init(Config.Scope config) {
        limits = new AccessResource.Limits(
                config.getInt("access-body", limits.body()), config.getInt("access-batch", limits.batch()));
        allowance = new Allowance(
                config.getInt("access-rate", 200), config.getInt("access-burst", 1_000), System::nanoTime);
    }

    Optional<Object> resource(KeycloakSession session, String segment, ReasonTexts texts) {
        return segment.equals(SEGMENT)
                ? Optional.of(new AccessResource(session, limits, allowance, texts))
                : Optional.empty();
    }
}
