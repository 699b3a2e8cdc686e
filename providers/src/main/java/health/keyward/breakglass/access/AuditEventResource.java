package health.keyward.breakglass.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.breakglass.core.AppEvent;
import health.keyward.breakglass.keycloak.AppEvents;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * {@code /realms/{realm}/keyward/v1/audit-events}: an app says what was done under a grant, as one FHIR R4 AuditEvent (BG-12). For the service account of a
 * confidential client with the realm role {@code audit-events}; role and client come from the models, no claim of the token is believed.
 */
public final class AuditEventResource {
    public static final String ROLE = "audit-events";
    static final int LARGEST = 65_536;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(LARGEST)
                    .build())
            .build());

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AppEvents events;

    public AuditEventResource(KeycloakSession session, AppEvents events) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.events = events;
    }

    @POST
    public Response take(@Nullable InputStream body) {
        ClientModel client = admitted();
        byte[] bytes = bytes(body);
        AppEvent event = switch (AppEvent.of(json(bytes))) {
            case AppEvent.Read.Event(AppEvent read) -> read;
            case AppEvent.Read.Malformed(String why) -> throw Problems.badRequest("bad-audit-event", why);
        };
        Actor app = new Actor(realm.getId(), null, null, client.getClientId(), null, address());
        return switch (events.take(new RealmId(realm.getId()), event, bytes, app)) {
            case TAKEN ->
                Response.status(201).header("Cache-Control", "no-store").build();
            case NOT_THEIRS -> throw Problems.notFound("There is no such grant of yours.");
            case NOT_DURING ->
                throw Problems.conflict("not-during-the-grant", "The event was not recorded while that grant ran.");
            case TOO_MANY ->
                throw Problems.problem(
                        "too-many", "Too many events", 429, "That grant has as many events as are kept.");
        };
    }

    private ClientModel admitted() {
        AuthenticationManager.AuthResult auth;
        try {
            auth = new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(realm)
                    .authenticate();
        } catch (NotAuthorizedException e) {
            auth = null;
        }
        if (auth == null) {
            throw Problems.problem(
                    "unauthenticated",
                    "A token is needed",
                    401,
                    "Send a valid access token of this realm by client credentials.");
        }
        ClientModel client = auth.client();
        if (!realm.isEnabled() || client == null || !service(client, auth.user()) || !holds(auth.user(), client)) {
            throw forbidden();
        }
        return client;
    }

    private static boolean service(ClientModel client, UserModel user) {
        return client.isEnabled()
                && !client.isPublicClient()
                && !client.isBearerOnly()
                && client.isServiceAccountsEnabled()
                && client.getId().equals(user.getServiceAccountClientLink());
    }

    private boolean holds(UserModel user, ClientModel client) {
        RoleModel role = realm.getRole(ROLE);
        return role != null
                && user.isEnabled()
                && user.hasRole(role)
                && (client.isFullScopeAllowed() || client.hasScope(role));
    }

    private static byte[] bytes(@Nullable InputStream body) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Problems.problem(
                        "too-large", "The event is too large", 413, "An event has at most " + LARGEST + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static Map<?, ?> json(byte[] bytes) {
        try {
            return JSON.readValue(bytes, Object.class) instanceof Map<?, ?> map ? map : Map.of();
        } catch (IOException e) {
            throw malformed();
        }
    }

    private @Nullable String address() {
        return session.getContext().getConnection() == null
                ? null
                : session.getContext().getConnection().getRemoteAddr();
    }

    private static ProblemException malformed() {
        return Problems.badRequest("bad-audit-event", "Send one FHIR R4 AuditEvent as JSON.");
    }

    private static ProblemException forbidden() {
        return Problems.problem(
                "forbidden",
                "This client may not say this",
                403,
                "Needed is the service account of a confidential client with the role " + ROLE + ".");
    }
}
