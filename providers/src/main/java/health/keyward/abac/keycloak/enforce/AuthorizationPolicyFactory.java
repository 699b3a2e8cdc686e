package health.keyward.abac.keycloak.enforce;

import org.keycloak.Config;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.authorization.policy.provider.PolicyProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.representations.idm.authorization.PolicyRepresentation;

/** Offers Keyward's policy among the policies of Authorization Services; there is nothing to set. */
public final class AuthorizationPolicyFactory implements PolicyProviderFactory<PolicyRepresentation> {
    public static final String ID = "opa-abac";

    private static final PolicyProvider POLICY = new AuthorizationPolicy();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "Keyward policy";
    }

    @Override
    public String getGroup() {
        return "Keyward";
    }

    @Override
    public PolicyProvider create(AuthorizationProvider authorization) {
        return POLICY;
    }

    @Override
    public PolicyProvider create(KeycloakSession session) {
        return POLICY;
    }

    @Override
    public PolicyRepresentation toRepresentation(Policy policy, AuthorizationProvider authorization) {
        return new PolicyRepresentation();
    }

    @Override
    public Class<PolicyRepresentation> getRepresentationType() {
        return PolicyRepresentation.class;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
