package health.keyward.audit.keycloak;

import java.time.Instant;

/**
 * A call under {@code /admin/} that may change something.
 *
 * @param realmName as the address says it
 * @param target path below the realm
 */
record AdminRequest(Instant at, String method, String realmName, String target) {
    String operation() {
        return switch (method) {
            case "POST" -> "CREATE";
            case "PUT", "PATCH" -> "UPDATE";
            case "DELETE" -> "DELETE";
            default -> "ACTION";
        };
    }
}
