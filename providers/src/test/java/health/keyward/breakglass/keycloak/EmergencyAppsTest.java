package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** Emergency access is for apps that say so, and for no other (BG-4). */
class EmergencyAppsTest {
    private final RealmModel realm = realm(Map.of(
            "ward-board", client(true, "true"),
            "pharmacy", client(true, "true"),
            "closed", client(false, "true"),
            "billing", client(true, null),
            "odd", client(true, "yes")));

    @Test
    void every_one_of_the_apps_has_to_be_marked_and_open() {
        assertThat(EmergencyApps.allOpen(realm, List.of("ward-board", "pharmacy")))
                .isTrue();
        for (String other : List.of("closed", "billing", "odd", "nobody-knows")) {
            assertThat(EmergencyApps.allOpen(realm, List.of("ward-board", other)))
                    .as(other)
                    .isFalse();
        }
    }

    private static ClientModel client(boolean enabled, @Nullable String mark) {
        return (ClientModel) Proxy.newProxyInstance(
                EmergencyAppsTest.class.getClassLoader(),
                new Class<?>[] {ClientModel.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "isEnabled" -> enabled;
                    case "getAttribute" -> arguments[0].equals(EmergencyApps.OPEN) ? mark : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static RealmModel realm(Map<String, ClientModel> clients) {
        return (RealmModel) Proxy.newProxyInstance(
                EmergencyAppsTest.class.getClassLoader(),
                new Class<?>[] {RealmModel.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClientByClientId" -> clients.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
