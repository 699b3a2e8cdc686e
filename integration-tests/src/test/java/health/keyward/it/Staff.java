package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.apply.PersonSecret;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** People and apps that tests bring along, so that the demo people stay as the blueprint made them. */
public final class Staff {
    static final String REALM = "hospital";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Every secret the tests made; none of them may ever be read back from a record. */
    static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    private static @Nullable Admin boss;
    private static @Nullable Admin chief;

    private Staff() {}

    /** The master realm's administrator, who may do everything but what is for system administrators. */
    static synchronized Admin boss() {
        Admin known = boss;
        if (known == null) {
            known = new Admin(
                    Badge.of(adminConsole("master"), Ward.house().register().masterAdmin(), true));
            boss = known;
        }
        return known;
    }

    /** A system administrator of the hospital who may also use Keycloak's own admin REST. */
    static synchronized Admin chief() {
        Admin known = chief;
        if (known == null) {
            DemoPerson person = Ward.someone("system-admin");
            grant(boss(), idOf(person.username()), "realm-management", "realm-admin");
            known = new Admin(Badge.of(adminConsole(REALM), person, true));
            chief = known;
        }
        return known;
    }

    /** Keycloak's own admin console, a public client of every realm. */
    static Tokens.Client adminConsole(String realm) {
        URI server = Ward.house().keycloak(1).address();
        return new Tokens.Client(
                "security-admin-console",
                "",
                server + "/admin/" + realm + "/console/",
                URI.create(server + "/realms/" + realm));
    }

    /** Somebody new with password and second factor and exactly these realm roles; {@code name} begins the user name. */
    public static DemoPerson hire(String name, String... roles) {
        return hire(chief(), REALM, fresh(name), true, roles);
    }

    /** A name nobody had before. */
    static String fresh(String name) {
        return name + "-" + Long.toString(Math.abs(RANDOM.nextLong()), 36).substring(0, 6);
    }

    static DemoPerson hire(Admin by, String realm, String username, boolean secondFactor, String... roles) {
        PersonSecret secret = new PersonSecret(Tokens.random(), secondFactor ? base32() : "");
        SECRETS.add(secret.password());
        if (secondFactor) {
            SECRETS.add(secret.totpSecret());
        }
        List<Map<String, Object>> credentials = new ArrayList<>();
        credentials.add(Map.of("type", "password", "value", secret.password(), "temporary", false));
        if (secondFactor) {
            credentials.add(Map.of(
                    "type",
                    "otp",
                    "userLabel",
                    "Authenticator app",
                    "secretData",
                    Admin.text(Map.of("value", secret.totpSecret())),
                    "credentialData",
                    Admin.text(new TreeMap<>(Map.of(
                            "subType", "totp", "digits", 6, "counter", 0, "period", 30, "algorithm", "HmacSHA1")))));
        }
        Map<String, Object> user = new LinkedHashMap<>(person(username));
        user.put("credentials", credentials);
        String id = by.make(realm + "/users", user);
        for (String role : roles) {
            by.make(realm + "/users/" + id + "/role-mappings/realm", List.of(by.get(realm + "/roles/" + role)));
        }
        return new DemoPerson(
                username,
                "Test " + username,
                "",
                secret.password(),
                secondFactor ? secret.totpForApps() : "",
                List.of(roles),
                true);
    }

    /** What a person must have to be made. */
    static Map<String, Object> person(String username) {
        return Map.of(
                "username",
                username,
                "firstName",
                "Test",
                "lastName",
                "Person",
                "email",
                username.replaceAll("[^a-z0-9-]", "x") + "@lindenfield.example",
                "emailVerified",
                true,
                "enabled",
                true);
    }

    /** Grants a role of a client of the hospital. */
    static void grant(Admin by, String userId, String clientId, String role) {
        String client = clientUuid(by, clientId);
        by.make(
                REALM + "/users/" + userId + "/role-mappings/clients/" + client,
                List.of(by.get(REALM + "/clients/" + client + "/roles/" + role)));
    }

    static String idOf(String username) {
        return find(username).orElseThrow(() -> new AssertionError("there is no " + username));
    }

    static Optional<String> find(String username) {
        JsonNode found = boss().get(REALM + "/users?exact=true&username=" + username);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(0).path("id").asText());
    }

    static String clientUuid(Admin by, String clientId) {
        ArrayNode found = (ArrayNode) by.get(REALM + "/clients?clientId=" + clientId);
        return found.get(0).path("id").asText();
    }

    /** A confidential app of the hospital with the code flow; {@code extra} goes into its representation, {@code name} begins its id. */
    static Tokens.Client app(String name, Map<String, ?> extra) {
        return app(boss(), REALM, fresh(name), extra);
    }

    static Tokens.Client app(Admin by, String realm, String clientId, Map<String, ?> extra) {
        String redirect = "http://localhost:" + Ward.house().ports().oidcApp() + "/" + clientId;
        String secret = Tokens.random();
        SECRETS.add(secret);
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("clientId", clientId);
        client.put("secret", secret);
        client.put("protocol", "openid-connect");
        client.put("publicClient", false);
        client.put("standardFlowEnabled", true);
        client.put("directAccessGrantsEnabled", false);
        client.put("fullScopeAllowed", true);
        client.put("redirectUris", List.of(redirect));
        client.put("attributes", Map.of("keyward.data_class", "none", "pkce.code.challenge.method", "S256"));
        client.putAll(extra);
        by.make(realm + "/clients", client);
        return new Tokens.Client(
                clientId, secret, redirect, URI.create(Ward.house().keycloak(1).address() + "/realms/" + realm));
    }

    /** Does something while the console's client is changed, and puts it back as it was. */
    static <T> T whileConsole(Consumer<ObjectNode> change, Supplier<T> meanwhile) {
        String path = REALM + "/clients/" + clientUuid(chief(), "keyward-console");
        ObjectNode before = (ObjectNode) chief().get(path);
        ObjectNode changed = before.deepCopy();
        change.accept(changed);
        try {
            chief().put(path, changed);
            return meanwhile.get();
        } finally {
            before.withObject("authenticationFlowBindingOverrides").put("browser", "");
            chief().put(path, before);
            if (!chief().get(path).path("protocolMappers").equals(before.path("protocolMappers"))) {
                throw new AssertionError("the console's mappers are not what they were");
            }
        }
    }

    static String base32() {
        StringBuilder text = new StringBuilder();
        RANDOM.ints(32, 0, 32).forEach(i -> text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(i)));
        return text.toString();
    }
}
