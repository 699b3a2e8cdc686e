package health.keyward.trust.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Gives one person a protected role, or takes it from them (SU-12, 21 CFR 1311.130). Asked: {@code person} (user id), {@code role}, {@code act}. */
final class ProtectedRoleKind implements Approvable {
    static final String KIND = "protected-role";

    private static final Set<String> ASKED = Set.of("person", "role", "act");

    private final KeycloakSession session;

    ProtectedRoleKind(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realmId, Map<String, String> asked) {
        if (!asked.keySet().equals(ASKED)) {
            return new Reading.Unclear("Ask for person (user id), role (name) and act (GRANT or TAKE).");
        }
        RealmModel realm = session.realms().getRealm(realmId.value());
        @Nullable RoleModel role = realm.getRole(asked.getOrDefault("role", ""));
        if (role == null || !RealmHolders.isProtected(realm, role)) {
            return new Reading.Unclear("role must be a protected role of this realm.");
        }
        @Nullable UserModel person = session.users().getUserById(realm, asked.getOrDefault("person", ""));
        if (person == null) {
            return new Reading.Unclear("There is no such person in this realm.");
        }
        boolean holds = person.getRoleMappingsStream().anyMatch(role::equals);
        return switch (asked.getOrDefault("act", "")) {
            case "GRANT" ->
                holds
                        ? new Reading.Unclear("The person holds the role already.")
                        : clear(realmId, asked, person, "Give " + role.getName() + " to ", null, "held");
            case "TAKE" ->
                holds
                        ? clear(realmId, asked, person, "Take " + role.getName() + " from ", "held", null)
                        : new Reading.Unclear("The person does not hold the role directly.");
            default -> new Reading.Unclear("act must be GRANT or TAKE.");
        };
    }

    private static Reading clear(
            RealmId realm,
            Map<String, String> asked,
            UserModel person,
            String title,
            @Nullable String before,
            @Nullable String after) {
        return new Reading.Clear(new Change(
                KIND,
                realm,
                title + person.getUsername(),
                new UserId(person.getId()),
                asked,
                List.of(new Change.Line("role " + asked.getOrDefault("role", ""), before, after))));
    }

    @Override
    public Execution execute(Approved approved) {
        Map<String, String> asked = approved.change().asked();
        RealmModel realm = session.realms().getRealm(approved.change().realm().value());
        @Nullable UserModel person = session.users().getUserById(realm, asked.getOrDefault("person", ""));
        @Nullable RoleModel role = realm.getRole(asked.getOrDefault("role", ""));
        if (person == null || role == null) {
            return new Execution.NotDone("The person or the role is gone.");
        }
        if ("GRANT".equals(asked.get("act"))) {
            person.grantRole(role);
        } else {
            person.deleteRoleMapping(role);
        }
        return new Execution.Done();
    }
}
