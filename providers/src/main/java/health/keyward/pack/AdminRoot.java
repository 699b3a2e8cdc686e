package health.keyward.pack;

import health.keyward.audit.Ledger;
import health.keyward.contract.Me;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Demands;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * {@code /admin/realms/{realm}/keyward}. Keycloak has only checked that there is a token; the first thing every way in does is to pass the gate, so that
 * no room can forget it.
 */
@Produces(MediaType.APPLICATION_JSON)
public final class AdminRoot {
    /** Who finds a page of their own at the console. */
    private static final Set<String> AT_THE_CONSOLE =
            Set.of(AdminGate.SYSTEM_ADMIN, AdminGate.PRIVACY_OFFICER, AdminGate.REVIEWER);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminAuth auth;

    AdminRoot(KeycloakSession session, RealmModel realm, AdminAuth auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    @GET
    @Path("v1/me")
    public Response me() {
        AdminCall call = enter(AT_THE_CONSOLE).withoutParameters();
        return Wire.json(new Me(
                call.user().getId(),
                call.user().getUsername(),
                displayName(call),
                realm.getName(),
                realm.getDisplayName() == null ? realm.getName() : realm.getDisplayName(),
                call.user()
                        .getRoleMappingsStream()
                        .filter(role -> role.getContainerId().equals(realm.getId()))
                        .map(RoleModel::getName)
                        .sorted()
                        .toList(),
                call.acr(),
                call.authenticatedAt()));
    }

    @Path("v1/{room}")
    public Object room(@PathParam("room") String name) {
        Room room = session.getProvider(Room.class, name);
        Set<String> roles = new HashSet<>(room == null ? Set.of() : room.narrowRoles());
        roles.add(AdminGate.SYSTEM_ADMIN);
        AdminCall call = enter(roles);
        if (room == null) {
            throw Problems.notFound(
                    "This installation has no room " + (name.matches("[a-z]{1,20}") ? name : "of that name") + ".");
        }
        return (call.systemAdmin() ? room.adminResource(call) : room.narrowResource(call))
                .orElseThrow(() -> Problems.notFound("This room has no admin API."));
    }

    private AdminCall enter(Set<String> roles) {
        Ledger ledger = Doors.open(session, Ledger.class);
        return gate().admit(
                        session,
                        realm,
                        auth,
                        roles,
                        (of, actor, what, question) -> ledger.looking(of, actor, what, question)::await,
                        Doors.all(session, Demands.class));
    }

    private AdminGate gate() {
        return Doors.open(session, AdminGate.class);
    }

    private static String displayName(AdminCall call) {
        String first = call.user().getFirstName();
        String last = call.user().getLastName();
        String whole = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        return whole.isEmpty() ? call.user().getUsername() : whole;
    }
}
