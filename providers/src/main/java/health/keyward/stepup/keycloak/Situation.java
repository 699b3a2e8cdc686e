package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.core.StepUpMap;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What the map is asked about, from what Keycloak knows. Of a person's roles only those are looked up that the map names. */
record Situation(RealmModel realm, ClientModel client, UserModel user) {
    static final String DATA_CLASS = "keyward.data_class";

    /** @param scope the parameter of the authorization, as a sign-in sees it too; null when the app gave none */
    Ask ask(StepUpMap map, @Nullable String scope, @Nullable String address) {
        return new Ask(
                new RealmId(realm.getId()),
                client.getClientId(),
                client.getAttribute(DATA_CLASS),
                map.roles().stream().filter(this::holds).collect(Collectors.toSet()),
                scope == null
                        ? Set.of()
                        : Set.copyOf(Arrays.asList(scope.strip().split(" +"))),
                null,
                address,
                new UserId(user.getId()));
    }

    boolean mayBeAsked(StepUpMap map) {
        return map.mayConcern(client.getClientId(), client.getAttribute(DATA_CLASS));
    }

    private boolean holds(String name) {
        @Nullable RoleModel role = realm.getRole(name);
        return role != null && user.hasRole(role);
    }
}
