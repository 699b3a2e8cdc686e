package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.AccountRuling;
import health.keyward.stepup.Need;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Asks the room that decides, where the house has one. */
final class Access {
    private static final Ruling OPEN = new Ruling.Allowed(Need.PASSWORD);

    private Access() {}

    static Ruling ask(KeycloakSession session, AccessRuling.Entry entry) {
        List<AccountRuling> accounts = Doors.all(session, AccountRuling.class);
        for (AccountRuling account : accounts) {
            Optional<Ruling> last = account.on(entry);
            if (last.isPresent()) {
                return last.get();
            }
        }
        List<AccessRuling> rulings = Doors.all(session, AccessRuling.class);
        Ruling ruling = rulings.isEmpty() ? OPEN : rulings.getFirst().on(entry);
        return switch (ruling) {
            case Ruling.Allowed(Need need, boolean degraded) ->
                new Ruling.Allowed(beside(accounts, entry, need), degraded);
            case Ruling.Refused refused -> refused;
        };
    }

    private static Need beside(List<AccountRuling> accounts, AccessRuling.Entry entry, Need need) {
        Need all = need;
        for (AccountRuling account : accounts) {
            all = all.and(account.beside(entry));
        }
        return all;
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
