package health.keyward.breakglass.access;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.keycloak.SessionGrants;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * {@code /realms/{realm}/keyward/v1/break-glass}: an app says that the patient's context is closed, a person that the access is no longer needed (BG-10). An
 * app proves itself as at the token endpoint (RFC 6749 2.3, RFC 7523), so that nobody can forge its word.
 */
public final class GrantAppResource {
    private final KeycloakSession session;
    private final SessionGrants grants;

    public GrantAppResource(KeycloakSession session, SessionGrants grants) {
        this.session = session;
        this.grants = grants;
    }

    @POST
    @Path("context-closed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response contextClosed(@FormParam("grant_id") @Nullable String id) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = client(realm);
        Grant grant = grant(realm, id)
                .filter(found -> found.apps().contains(client.getClientId()))
                .orElseThrow(GrantAppResource::none);
        Actor app = new Actor(realm.getId(), null, null, client.getClientId(), null, address());
        grants.end(new RealmId(realm.getId()), grant.id(), EndReason.CONTEXT_CLOSED, app);
        return Response.noContent().build();
    }

    @POST
    @Path("end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@FormParam("grant_id") @Nullable String id) {
        RealmModel realm = session.getContext().getRealm();
        AuthenticationManager.AuthResult auth = person(realm);
        Grant grant = grant(realm, id)
                .filter(found -> found.person().value().equals(auth.user().getId()))
                .orElseThrow(GrantAppResource::none);
        Actor self = new Actor(
                realm.getId(),
                auth.user().getId(),
                auth.user().getUsername(),
                auth.client() == null ? null : auth.client().getClientId(),
                auth.session() == null ? null : auth.session().getId(),
                address());
        grants.end(new RealmId(realm.getId()), grant.id(), EndReason.ENDED, self);
        return Response.noContent().build();
    }

    private Optional<Grant> grant(RealmModel realm, @Nullable String id) {
        return id == null ? Optional.empty() : grants.find(new RealmId(realm.getId()), id);
    }

    private ClientModel client(RealmModel realm) {
        EventBuilder event =
                new EventBuilder(realm, session, session.getContext().getConnection()).event(EventType.CLIENT_LOGIN);
        ClientModel client;
        try {
            client = AuthorizeClientUtil.authorizeClient(session, event, null).getClient();
        } catch (WebApplicationException refused) {
            throw unauthenticated("Prove the client as at the token endpoint.");
        }
        if (client.isPublicClient() || !client.isEnabled()) {
            throw unauthenticated("Only a client that can prove itself may say this.");
        }
        return client;
    }

    private AuthenticationManager.AuthResult person(RealmModel realm) {
        AuthenticationManager.AuthResult auth;
        try {
            auth = new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(realm)
                    .authenticate();
        } catch (NotAuthorizedException e) {
            auth = null;
        }
        if (auth == null) {
            throw unauthenticated("Send an access token of the person whose access it is.");
        }
        return auth;
    }

    private @Nullable String address() {
        return session.getContext().getConnection() == null
                ? null
                : session.getContext().getConnection().getRemoteAddr();
    }

    /** The same for what is not there and for what is somebody else's, so that ids cannot be guessed. */
    private static RuntimeException none() {
        return Problems.notFound("There is no such grant of yours.");
    }

    private static RuntimeException unauthenticated(String how) {
        return Problems.problem("unauthenticated", "Who asks is not known", 401, how);
    }
}
