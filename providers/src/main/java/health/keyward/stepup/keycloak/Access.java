package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.Need;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Asks the room that decides, where the house has one. */
final class Access {
    private static final AccessRuling.Ruling OPEN = new AccessRuling.Ruling.Allowed(Need.PASSWORD);

    private Access() {}

    static AccessRuling.Ruling ask(KeycloakSession session, AccessRuling.Entry entry) {
        List<AccessRuling> rulings = Doors.all(session, AccessRuling.class);
        return rulings.isEmpty() ? OPEN : rulings.getFirst().on(entry);
    }

    static Set<String> scopes(@Nullable String parameter) {
        return parameter == null || parameter.isBlank()
                ? Set.of()
                : Set.copyOf(Arrays.asList(parameter.strip().split(" +")));
    }

    static @Nullable String userAgent(KeycloakSession session) {
        return session.getContext().getRequestHeaders().getHeaderString("User-Agent");
    }
}
