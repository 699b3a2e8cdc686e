package health.keyward.breakglass.keycloak;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Clips tokens to the grant they carry, after everybody else has had a say in how long they live. */
public final class GrantTokensFactory implements TokenPostProcessorFactory {
    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new GrantTokens(session);
    }

    @Override
    public int order() {
        return -100;
    }

    @Override
    public String getId() {
        return "keyward-break-glass-tokens";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
