package health.keyward.abac.access;

import health.keyward.abac.core.access.DecisionPoint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;
import org.keycloak.services.Urls;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/**
 * Says where the decision point is (AuthZEN 9), at {@code /.well-known/authzen-configuration/realms/{realm}} and {@code
 * /realms/{realm}/.well-known/authzen-configuration}. Off when Keycloak's own {@code authzen} feature is on, which answers there then, unless {@code
 * --spi-well-known--keyward-authzen--beside=true}; off altogether by {@code --spi-well-known--keyward-authzen--enabled=false}.
 */
public final class AccessMetadataFactory implements WellKnownProviderFactory, EnvironmentDependentProviderFactory {
    static final String ID = "keyward-authzen";
    static final String ALIAS = "authzen-configuration";

    @Override
    public WellKnownProvider create(KeycloakSession session) {
        return new WellKnownProvider() {
            @Override
            public Object getConfig() {
                String point = Urls.realmIssuer(
                        session.getContext().getUri().getBaseUri(),
                        session.getContext().getRealm().getName());
                Map<String, Object> metadata = metadata(point);
                metadata.put("signed_metadata", signed(session, point, metadata));
                return metadata;
            }

            @Override
            public void close() {}
        };
    }

    /** @param point address of the realm, which names the decision point */
    static Map<String, Object> metadata(String point) {
        String access = point + "/keyward/v1/access/v1/";
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("policy_decision_point", point);
        metadata.put("access_evaluation_endpoint", access + "evaluation");
        metadata.put("access_evaluations_endpoint", access + "evaluations");
        metadata.put("search_subject_endpoint", access + "search/subject");
        metadata.put("search_resource_endpoint", access + "search/resource");
        metadata.put("search_action_endpoint", access + "search/action");
        metadata.put("supported_obligations", DecisionPoint.OBLIGATIONS);
        return metadata;
    }

    /** The same by the realm's signing key, so that whoever knows that key need not trust the way it came. */
    private static String signed(KeycloakSession session, String point, Map<String, Object> metadata) {
        Map<String, Object> claims = new LinkedHashMap<>(metadata);
        claims.put("iss", point);
        claims.put("iat", Time.currentTime());
        String algorithm = session.getContext().getRealm().getDefaultSignatureAlgorithm();
        return new JWSBuilder()
                .type("JWT")
                .jsonContent(claims)
                .sign(session.getProvider(
                                SignatureProvider.class,
                                algorithm == null || algorithm.isEmpty()
                                        ? Constants.DEFAULT_SIGNATURE_ALGORITHM
                                        : algorithm)
                        .signer());
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return !Profile.isFeatureEnabled(Profile.Feature.AUTHZEN) || config.getBoolean("beside", false);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getAlias() {
        return ALIAS;
    }

    /** Before Keycloak's, should both be there. */
    @Override
    public int getPriority() {
        return 0;
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
