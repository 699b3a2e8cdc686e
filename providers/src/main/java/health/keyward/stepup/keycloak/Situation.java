package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.core.StepUpMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What the map is asked about, from what Keycloak knows. Of a person's roles only those are looked up that the map names. */
record Situation(RealmModel realm, ClientModel client, UserModel user) {
    static final String DATA_CLASS = "keyward.data_class";

    Ask ask(StepUpMap map, Stream<ClientScopeModel> scopes, @Nullable String address) {
        return new Ask(
                new RealmId(realm.getId()),
                client.getClientId(),
                client.getAttribute(DATA_CLASS),
                map.roles().stream().filter(this::holds).collect(Collectors.toSet()),
                scopes.map(ClientScopeModel::getName).collect(Collectors.toSet()),
                null,
                address);
    }

    boolean mayBeAsked(StepUpMap map) {
        return map.mayConcern(client.getClientId(), client.getAttribute(DATA_CLASS));
    }

    private boolean holds(String name) {
        @Nullable RoleModel role = realm.getRole(name);
        return role != null && user.hasRole(role);
    }
}
