package health.keyward.breakglass.keycloak;

import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.breakglass.store.EmergencyReviews;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Notes in the transaction itself that somebody began or ceased to be a daily administrator, by whatever path: a drill is due then (EA-9). Refuses nothing.
 */
record EmergencyStaff(KeycloakSession session, Clock clock) implements Veto {
    @Override
    public Optional<String> refuses(List<Touch> touches, Call call) {
        @Nullable RealmModel realm = session.getContext().getRealm();
        if (realm != null && touches.stream().anyMatch(touch -> mayConcern(touch) && !isUsual(realm, touch))) {
            RealmId id = new RealmId(realm.getId());
            if (!EmergencyPathGuard.staff(session, id).equals(before(id))) {
                new Database(session).write(tx -> {
                    new EmergencyReviews().staffChanged(tx, id, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return true;
                });
            }
        }
        return Optional.empty();
    }

    /** Everybody new gets the default role; trust sees to it that it makes nobody an administrator. */
    private static boolean isUsual(RealmModel realm, Touch touch) {
        @Nullable RoleModel usual = realm.getDefaultRole();
        return usual != null
                && touch.thing().equals("UserRoleMapping")
                && touch.ref("roleId").filter(usual.getId()::equals).isPresent();
    }

    /** Another transaction still sees what was committed. */
    private Set<UserId> before(RealmId realm) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), committed -> EmergencyPathGuard.staff(committed, realm));
    }

    /** Rows whose change can make somebody an administrator or end it; all other transactions are not asked about. */
    static boolean mayConcern(Touch touch) {
        boolean updated = touch.kind() == Touch.Kind.UPDATED;
        return switch (touch.thing()) {
            case "UserRoleMapping", "UserGroupMembership", "GroupRoleMapping", "CompositeRole" -> !updated;
            case "User" -> touch.kind() == Touch.Kind.DELETED || touch.changes("enabled");
            case "Group" -> touch.kind() == Touch.Kind.DELETED || touch.changes("parentId");
            case "Role" -> touch.kind() == Touch.Kind.DELETED || touch.changes("name");
            default -> false;
        };
    }
}
