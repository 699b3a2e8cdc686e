package health.keyward.abac.access;

import health.keyward.abac.Party;
import health.keyward.abac.core.access.Asker;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.NotAuthorizedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Who may ask: the service account of a confidential client, with a token made for this decision point. Claims prove nothing here, because mappers can
 * forge them: roles come from the user model and the client's scope, resource types from the client.
 */
public final class AccessGate {
    /** Wanted in {@code aud}, so that a token sent to another service cannot be used here. */
    public static final String AUDIENCE = "keyward-access";

    public static final String ASKS = "access-decisions";
    public static final String SEARCHES = "access-search";
    public static final String TYPES = "keyward.resource_types";
    public static final String NAMES = "keyward.subject_ids";
    static final String RESOURCES = "keyward.resources.";
    static final String ACTIONS = "keyward.actions.";

    private static final Logger LOG = Logger.getLogger(AccessGate.class);
    private static final String LIST = "##";
    private static final int MOST_REGISTERED = 1_000;

    /** Lists of resources as they were read, by their text. */
    private static final Map<String, List<Party>> READ = new ConcurrentHashMap<>();

    private static final int MOST_READ = 200;

    private final KeycloakSession session;
    private final RealmModel realm;

    AccessGate(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /**
     * Somebody who was let in.
     *
     * @param names whether people are named by their user name instead of Keycloak's id
     */
    record Admitted(Asker asker, ClientModel client, boolean names) {}

    /** @throws ProblemException 401 without a good token, 403 for everybody who may not ask; neither says why */
    Admitted admit() {
        AuthenticationManager.AuthResult auth = verified();
        if (auth == null) {
            throw unauthenticated();
        }
        ClientModel client = auth.client();
        if (!realm.isEnabled()
                || client == null
                || !isService(client, auth.user())
                || !holds(ASKS, auth.user(), client)) {
            throw forbidden();
        }
        return new Admitted(
                new Asker(
                        new RealmId(realm.getId()),
                        client.getClientId(),
                        holds(SEARCHES, auth.user(), client),
                        types(client)),
                client,
                "username".equals(client.getAttribute(NAMES)));
    }

    static ProblemException forbidden() {
        return Problems.problem(
                "forbidden",
                "This client may not ask",
                403,
                "Asking needs the service account of a confidential client with the role " + ASKS
                        + ", searching the role " + SEARCHES
                        + " too, and a resource type that is registered to the client.");
    }

    private static ProblemException unauthenticated() {
        return Problems.problem(
                "unauthenticated",
                "A token is needed",
                401,
                "Send a valid access token of this realm by client credentials, with " + AUDIENCE + " in aud.");
    }

    private AuthenticationManager.@Nullable AuthResult verified() {
        try {
            return new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(realm)
                    .setAudience(AUDIENCE)
                    .authenticate();
        } catch (NotAuthorizedException e) {
            return null;
        }
    }

    private static boolean isService(ClientModel client, UserModel user) {
        return client.isEnabled()
                && !client.isPublicClient()
                && !client.isBearerOnly()
                && client.isServiceAccountsEnabled()
                && client.getId().equals(user.getServiceAccountClientLink());
    }

    private boolean holds(String name, UserModel user, ClientModel client) {
        RoleModel role = realm.getRole(name);
        return role != null
                && user.isEnabled()
                && user.hasRole(role)
                && (client.isFullScopeAllowed() || client.hasScope(role));
    }

    private static Map<String, Asker.Registered> types(ClientModel client) {
        Map<String, Asker.Registered> types = new LinkedHashMap<>();
        for (String type : list(client.getAttribute(TYPES))) {
            types.put(type, new Asker.Registered(resources(client, type), list(client.getAttribute(ACTIONS + type))));
        }
        return types;
    }

    private static List<String> list(@Nullable String text) {
        List<String> values = new ArrayList<>();
        if (text != null) {
            for (String one : text.split(LIST, -1)) {
                if (!one.isBlank()) {
                    values.add(one.strip());
                }
            }
        }
        return values;
    }

    private static List<Party> resources(ClientModel client, String type) {
        String text = client.getAttribute(RESOURCES + type);
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<Party> known = READ.get(type + text);
        if (known == null) {
            known = read(client.getClientId(), type, text);
            if (READ.size() >= MOST_READ) {
                READ.clear();
            }
            READ.put(type + text, known);
        }
        return known;
    }

    private static List<Party> read(String client, String type, String text) {
        try {
            List<Party> resources = new ArrayList<>();
            if (AccessJson.value(text.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list
                    && list.size() <= MOST_REGISTERED) {
                for (Object one : list) {
                    resources.add(resource(type, one));
                }
                return List.copyOf(resources);
            }
        } catch (AccessJson.Unreadable | IllegalArgumentException e) {
            // falls through to the one warning
        }
        LOG.warnf(
                "client %s: %s%s is no list of at most %d resources with an id each; a search finds none",
                client, RESOURCES, type, MOST_REGISTERED);
        return List.of();
    }

    private static Party resource(String type, Object one) {
        if (one instanceof Map<?, ?> map && map.get("id") instanceof String id) {
            Map<String, Object> properties = new LinkedHashMap<>();
            if (map.get("properties") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> properties.put(name.toString(), value));
            }
            return new Party(type, id, properties);
        }
        throw new IllegalArgumentException("a resource has an id");
    }
}
