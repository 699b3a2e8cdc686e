package health.keyward.audit.keycloak;

import health.keyward.keycloak.InTransaction;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Role and group changes the model announces, whoever makes them: an identity-provider mapper, a job, an import. With an admin event in the same
 * transaction they add nothing; without one they are the record.
 */
@InTransaction
final class ModelListener implements ProviderEventListener {
    @Override
    public void onEvent(ProviderEvent event) {
        switch (event) {
            case RoleModel.RoleGrantedEvent e ->
                sees(
                        e.getKeycloakSession(),
                        e.getRealm(),
                        "CREATE",
                        "ROLE_MAPPING",
                        e.getRole().getName(),
                        e.getUser());
            case RoleModel.RoleRevokedEvent e ->
                sees(
                        e.getKeycloakSession(),
                        e.getRealm(),
                        "DELETE",
                        "ROLE_MAPPING",
                        e.getRole().getName(),
                        e.getUser());
            case GroupModel.GroupMemberJoinEvent e ->
                sees(
                        e.getKeycloakSession(),
                        e.getRealm(),
                        "CREATE",
                        "GROUP_MEMBERSHIP",
                        e.getGroup().getName(),
                        e.getUser());
            case GroupModel.GroupMemberLeaveEvent e ->
                sees(
                        e.getKeycloakSession(),
                        e.getRealm(),
                        "DELETE",
                        "GROUP_MEMBERSHIP",
                        e.getGroup().getName(),
                        e.getUser());
            case UserModel.UserPreRemovedEvent e ->
                sees(e.getKeycloakSession(), e.getRealm(), "DELETE", "USER", "", e.getUser());
            default -> {}
        }
    }

    private static void sees(
            KeycloakSession session,
            @Nullable RealmModel realm,
            String operation,
            String area,
            String what,
            @Nullable UserModel person) {
        Witness.of(session)
                .sees(new Sighting.OfModel(
                        AuditRoomFactory.CLOCK.instant(),
                        realm == null ? "" : realm.getId(),
                        operation,
                        area,
                        person == null ? what : "users/" + person.getId() + (what.isEmpty() ? "" : "/" + what),
                        person == null ? null : person.getId(),
                        person == null ? null : person.getUsername()));
    }
}
