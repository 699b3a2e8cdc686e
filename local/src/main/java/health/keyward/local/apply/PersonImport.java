package health.keyward.local.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A person as Keycloak's user representation, with what the starter generated as credentials. */
final class PersonImport {
    private PersonImport() {}

    static ObjectNode of(Person person, @Nullable PersonSecret secret) {
        ObjectNode user = Json.object();
        user.put("username", person.username());
        user.put("firstName", person.firstName());
        user.put("lastName", person.lastName());
        user.put("email", person.email());
        user.put("emailVerified", true);
        user.put("enabled", person.enabled());
        ObjectNode attributes = user.putObject("attributes");
        person.attributes().forEach((name, value) -> attributes.putArray(name).add(value));
        if (!person.group().isEmpty()) {
            user.putArray("groups").add(person.group());
        }
        ArrayNode roles = user.putArray("realmRoles");
        person.roles().forEach(roles::add);
        if (secret != null) {
            user.set("credentials", credentials(secret));
        }
        return user;
    }

    /** Password in clear (the server hashes it) and, when there is a secret, a one-time-code credential of RFC 6238. */
    static ArrayNode credentials(PersonSecret secret) {
        ArrayNode credentials = Json.array();
        credentials
                .addObject()
                .put("type", "password")
                .put("value", secret.password())
                .put("temporary", false);
        if (!secret.totpSecret().isEmpty()) {
            ObjectNode data = Json.object()
                    .put("subType", "totp")
                    .put("digits", 6)
                    .put("counter", 0)
                    .put("period", 30)
                    .put("algorithm", "HmacSHA1");
            credentials
                    .addObject()
                    .put("type", "otp")
                    .put("userLabel", "Authenticator app")
                    .put(
                            "secretData",
                            Json.object().put("value", secret.totpSecret()).toString())
                    .put("credentialData", data.toString());
        }
        return credentials;
    }
}
