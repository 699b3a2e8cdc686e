package health.keyward.trust.keycloak;

import org.keycloak.Config;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/**
 * Puts back the client a token was really issued to. A hard-coded claim mapper can write {@code azp}, and with it any app could have made itself
 * tokens that look like the console's.
 */
public final class TruthfulTokensFactory implements TokenPostProcessorFactory {
    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return TruthfulTokensFactory::process;
    }

    private static void process(TokenPostProcessorContext context) {
        AuthenticatedClientSessionModel clientSession =
                context.clientSessionCtx().getClientSession();
        if (context.accessToken() != null) {
            context.accessToken().issuedFor(clientSession.getClient().getClientId());
        }
    }

    @Override
    public String getId() {
        return "keyward-truthful-tokens";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
