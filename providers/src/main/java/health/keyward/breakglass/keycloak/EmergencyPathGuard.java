package health.keyward.breakglass.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.breakglass.AdminPaths;
import health.keyward.breakglass.core.EmergencyPaths;
import health.keyward.breakglass.store.EmergencyPathReads;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Refuses a change that would leave the realm without a working way in for administrators (EA-11), whatever path the change takes. */
record EmergencyPathGuard(KeycloakSession session) implements Veto {
    private static final EmergencyPathReads PATHS = new EmergencyPathReads(
            AdminGate.SYSTEM_ADMIN, "keyward-console", AuthenticationExecutionModel.Requirement.DISABLED.ordinal());

    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm == null || isNewOrGone(realm, touches) || touches.stream().noneMatch(EmergencyPathGuard::mayBreak)) {
            return Optional.empty();
        }
        RealmId id = new RealmId(realm.getId());
        EmergencyPaths after = read(session, id);
        return after.whole() ? Optional.empty() : after.loses(before(id));
    }

    static Set<UserId> staff(KeycloakSession session, RealmId realm) {
        return new Database(session).read(tx -> PATHS.staff(tx, realm));
    }

    static AdminPaths paths(KeycloakSession session) {
        return realm -> new Database(session).read(tx -> PATHS.working(tx, realm));
    }

    static EmergencyPaths read(KeycloakSession session, RealmId realm) {
        return new Database(session).read(tx -> PATHS.of(tx, realm));
    }

    /** Another transaction still sees what was committed. */
    private EmergencyPaths before(RealmId realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), committed -> read(committed, realm));
    }

    private static boolean isNewOrGone(RealmModel realm, List<Touch> touches) {
        return touches.stream()
                .anyMatch(touch -> touch.thing().equals("Realm")
                        && touch.kind() != Touch.Kind.UPDATED
                        && touch.id().equals(realm.getId()));
    }

    /** Rows whose change can take something away; all other transactions are not asked about. */
    static boolean mayBreak(Touch touch) {
        boolean gone = touch.kind() == Touch.Kind.DELETED;
        return switch (touch.thing()) {
            case "UserRoleMapping", "UserGroupMembership", "GroupRoleMapping", "CompositeRole", "Credential" -> gone;
            case "User" -> gone || touch.changes("enabled");
            case "Group" -> gone || touch.changes("parentId");
            case "Role" -> gone || touch.changes("name");
            case "Client" -> gone || touch.changes("enabled") || touch.changes("clientId");
            case "Realm" -> touch.changes("browserFlow");
            case "AuthenticationFlow", "AuthenticationExecution" -> touch.kind() != Touch.Kind.INSERTED;
            default -> false;
        };
    }
}
