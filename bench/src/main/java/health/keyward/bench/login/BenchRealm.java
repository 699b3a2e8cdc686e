package health.keyward.bench.login;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.apply.RealmApi;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * The realm both sides sign in to: Keycloak's own browser flow, its own password hashing, brute-force detection on, one
 * confidential client and some people. The only difference is who keeps the events.
 *
 * @param password of every person; made for this run
 * @param clientSecret made for this run
 */
record BenchRealm(String password, String clientSecret) {
    static final String NAME = "bench";
    static final String CLIENT = "bench-app";
    static final String REDIRECT = "http://localhost:9/signed-in";
    static final int PEOPLE = 40;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SecureRandom RANDOM = new SecureRandom();

    static BenchRealm generated() {
        return new BenchRealm(token(), token());
    }

    static String person(int number) {
        return "person-" + number % PEOPLE;
    }

    /** @param stockEvents whether Keycloak saves its events, every type of them */
    void make(RealmApi admin, boolean stockEvents) {
        make(admin, stockEvents, realm -> realm);
    }

    /** @param furnish adds what the bench needs beside a password */
    void make(RealmApi admin, boolean stockEvents, UnaryOperator<ObjectNode> furnish) {
        admin.find("/realms/" + NAME).ifPresent(earlier -> admin.delete("/realms/" + NAME));
        admin.post("/realms", furnish.apply(representation(stockEvents)));
    }

    private ObjectNode representation(boolean stockEvents) {
        ObjectNode realm = JSON.createObjectNode()
                .put("realm", NAME)
                .put("enabled", true)
                .put("bruteForceProtected", true)
                .put("eventsEnabled", stockEvents)
                .put("adminEventsEnabled", stockEvents);
        realm.putArray("eventsListeners").add("jboss-logging");
        ObjectNode client = realm.putArray("clients").addObject();
        client.put("clientId", CLIENT)
                .put("secret", clientSecret)
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", false);
        client.putArray("redirectUris").add(REDIRECT);
        client.putObject("attributes").put("pkce.code.challenge.method", "S256").put("keyward.break_glass", "true");
        ArrayNode people = realm.putArray("users");
        for (int number = 0; number < PEOPLE; number++) {
            people.add(person(person(number)));
        }
        return realm;
    }

    private ObjectNode person(String name) {
        ObjectNode person = JSON.createObjectNode()
                .put("username", name)
                .put("email", name + "@hospital.example")
                .put("emailVerified", true)
                .put("firstName", "Bench")
                .put("lastName", name)
                .put("enabled", true);
        person.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", password)
                .put("temporary", false);
        return person;
    }

    static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Hashing is most of a sign-in, takes 7 MiB, and takes longer when anything else uses the memory; where milliseconds are counted and not a ratio, what it costs
     * is none of what is asked.
     */
    static ObjectNode hashedCheaply(ObjectNode realm) {
        return realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1000)");
    }
}
