package health.keyward.abac;

import java.util.Map;

/**
 * A subject or a resource (AuthZEN Authorization API 1.0, 5.1 and 5.2).
 *
 * @param type for subjects {@code user}; for resources {@code app}, {@code record}, or what is registered to the asking client
 * @param id of a user Keycloak's id; of an app its client id; of anything else opaque
 * @param properties what the asker says of it: texts, numbers, booleans, lists and maps of these. Never believed against what Keyward knows
 */
public record Party(String type, String id, Map<String, Object> properties) {
    public Party {
        properties = Map.copyOf(properties);
    }

    public static Party of(String type, String id) {
        return new Party(type, id, Map.of());
    }
}
