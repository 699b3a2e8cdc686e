package health.keyward.audit.keycloak;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/**
 * Keeps at hand which roles went into a token, for the event that follows it. The roles are those Keycloak has just worked out for the token, by id, so
 * that nothing is looked up for it and no claim mapper can name others.
 */
public final class IssuedRolesFactory implements TokenPostProcessorFactory {
    private static final String KEY = IssuedRolesFactory.class.getName();
    /** Ids of 36 characters; an entry of the log has room for many times that. */
    private static final int MOST = 200;

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return context -> keep(session, context);
    }

    private static void keep(KeycloakSession session, TokenPostProcessorContext context) {
        session.setAttribute(
                KEY,
                context.clientSessionCtx()
                        .getRolesStream()
                        .map(RoleModel::getId)
                        .sorted()
                        .limit(MOST)
                        .collect(Collectors.joining(",")));
    }

    /** Ids of the roles in the token that this request issued, comma-separated; empty when it issued none. */
    static Optional<String> of(KeycloakSession session) {
        @Nullable String roles = session.getAttribute(KEY, String.class);
        return Optional.ofNullable(roles);
    }

    @Override
    public String getId() {
        return "keyward-issued-roles";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
