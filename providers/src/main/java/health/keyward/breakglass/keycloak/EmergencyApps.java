package health.keyward.breakglass.keycloak;

import java.util.Comparator;
import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Which apps emergency access is for: those whose client says so. All others never carry a grant, whatever a list says. */
final class EmergencyApps {
    /** {@code true} where emergency access may be given for the app; such a client has one of the room's mappers. */
    static final String OPEN = "keyward.break_glass";

    private EmergencyApps() {}

    static boolean open(ClientModel client) {
        return client.isEnabled() && Boolean.parseBoolean(client.getAttribute(OPEN));
    }

    /** By the name people read. Looked for among all: Keycloak searches by attributes of its own only. */
    static List<ClientModel> of(RealmModel realm) {
        return realm.getClientsStream()
                .filter(EmergencyApps::open)
                .sorted(Comparator.comparing(EmergencyApps::name).thenComparing(ClientModel::getClientId))
                .toList();
    }

    static String name(ClientModel client) {
        return client.getName() == null || client.getName().isBlank() ? client.getClientId() : client.getName();
    }

    static boolean allOpen(RealmModel realm, List<String> apps) {
        return apps.stream().map(realm::getClientByClientId).allMatch(client -> client != null && open(client));
    }
}
