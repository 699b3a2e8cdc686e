package health.keyward.breakglass.core;

import java.util.Set;

/** The rights an emergency account may have: what puts realm and accounts back in order, and nothing that reads what people did (EA-6). */
public final class RecoveryRoles {
    /** The realm role of such accounts. */
    public static final String ROLE = "emergency-admin";

    /** Roles of the client {@code realm-management}. */
    public static final Set<String> MANAGEMENT = Set.of(
            "manage-realm",
            "view-realm",
            "manage-users",
            "view-users",
            "query-users",
            "query-groups",
            "manage-clients",
            "view-clients",
            "query-clients",
            "query-realms",
            "manage-identity-providers",
            "view-identity-providers");

    private RecoveryRoles() {}

    /** @param held names of realm-management roles, whatever gave them */
    public static boolean only(Set<String> held) {
        return MANAGEMENT.containsAll(held);
    }
}
