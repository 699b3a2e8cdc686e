package health.keyward.trust.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Database;
import health.keyward.trust.core.ProtectedRoles;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What the rule about protected roles asks, answered from Keycloak's model. */
final class RealmHolders implements ProtectedRoles.Holders {
    private static final String HOLDERS_OF = """
        SELECT EXISTS (SELECT FROM user_role_mapping m JOIN keycloak_role r ON r.id = m.role_id
          WHERE r.realm_id = ? AND r.name = ? AND NOT r.client_role)
        """;
    private static final String LEAVING = "keyward.leaving-holders";
    private final KeycloakSession session;
    private final RealmModel realm;

    RealmHolders(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    static void note(KeycloakSession session, RealmModel realm, UserModel person) {
        if (holdsProtected(realm, person)) {
            Set<String> leaving = leaving(session);
            leaving.add(person.getId());
            session.setAttribute(LEAVING, leaving);
        }
    }

    @Override
    public boolean isOrContainsProtected(String roleId) {
        RoleModel role = session.roles().getRoleById(realm, roleId);
        return role != null && protectedRoles(realm).anyMatch(p -> p.equals(role) || role.hasRole(p));
    }

    @Override
    public boolean groupGivesProtected(String groupId) {
        GroupModel group = session.groups().getGroupById(realm, groupId);
        while (group != null) {
            GroupModel here = group;
            if (protectedRoles(realm).anyMatch(here::hasRole)) {
                return true;
            }
            group = group.getParent();
        }
        return false;
    }

    @Override
    public boolean holds(UserId person) {
        if (leaving(session).contains(person.value())) {
            return true;
        }
        UserModel user = session.users().getUserById(realm, person.value());
        return user != null && holdsProtected(realm, user);
    }

    @Override
    public boolean isSystemAdmin(Veto.Call call) {
        String id = call.actor().userId();
        if (id == null || !realm.getId().equals(call.actor().realmId())) {
            return false;
        }
        UserModel actor = session.users().getUserById(realm, id);
        RoleModel role = realm.getRole(AdminGate.SYSTEM_ADMIN);
        return actor != null && actor.isEnabled() && role != null && actor.hasRole(role);
    }

    @Override
    public boolean hasSystemAdmin(List<Touch> touches) {
        RoleModel role = realm.getRole(AdminGate.SYSTEM_ADMIN);
        if (role == null || touches.stream().anyMatch(t -> t.thing().equals("Role"))) {
            return hadSystemAdmin();
        }
        Set<String> grantedNow = touches.stream()
                .filter(t -> t.thing().equals("UserRoleMapping") && t.kind() == Touch.Kind.INSERTED)
                .filter(t -> t.ref("roleId").filter(role.getId()::equals).isPresent())
                .flatMap(t -> t.ref("user").stream())
                .collect(Collectors.toCollection(HashSet::new));
        boolean takenNow = touches.stream()
                .anyMatch(t -> t.thing().equals("UserRoleMapping")
                        && t.kind() == Touch.Kind.DELETED
                        && t.ref("roleId").filter(role.getId()::equals).isPresent());
        return takenNow
                || !leaving(session).isEmpty()
                || session.users().getRoleMembersStream(realm, role).anyMatch(u -> !grantedNow.contains(u.getId()));
    }

    /** A role that is renamed or removed no longer says who held it; another transaction still sees what was committed. */
    private boolean hadSystemAdmin() {
        String realmId = realm.getId();
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                before -> new Database(before).read(tx -> {
                    try (PreparedStatement ask = tx.prepareStatement(HOLDERS_OF)) {
                        ask.setString(1, realmId);
                        ask.setString(2, AdminGate.SYSTEM_ADMIN);
                        try (ResultSet answer = ask.executeQuery()) {
                            return answer.next() && answer.getBoolean(1);
                        }
                    }
                }));
    }

    @Override
    public boolean isNewOrGoneRealm(List<Touch> touches) {
        return touches.stream()
                .anyMatch(t ->
                        t.thing().equals("Realm") && t.kind() != Touch.Kind.UPDATED && t.id().equals(realm.getId()));
    }

    static boolean isProtected(RealmModel realm, RoleModel role) {
        return protectedRoles(realm).anyMatch(role::equals);
    }

    private static boolean holdsProtected(RealmModel realm, UserModel person) {
        return protectedRoles(realm).anyMatch(person::hasRole);
    }

    private static Stream<RoleModel> protectedRoles(RealmModel realm) {
        return Stream.concat(
                        ProtectedRoles.NAMES.stream().map(realm::getRole),
                        realm.getRolesStream().filter(r -> "true".equals(r.getFirstAttribute(ProtectedRoles.MARK))))
                .filter(java.util.Objects::nonNull);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> leaving(KeycloakSession session) {
        Set<String> leaving = session.getAttribute(LEAVING, Set.class);
        return leaving == null ? new HashSet<>() : leaving;
    }
}
