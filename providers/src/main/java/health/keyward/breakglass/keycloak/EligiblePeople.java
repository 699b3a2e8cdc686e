package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.core.EligibleHoldings;
import health.keyward.breakglass.core.EligibleHoldings.Step;
import health.keyward.breakglass.store.EligibleSteps;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Who may break the glass in this realm right now (BG-1). */
final class EligiblePeople {
    private static final EligibleSteps STEPS = new EligibleSteps();

    private final KeycloakSession session;
    private final AskBook book;

    EligiblePeople(KeycloakSession session, AskBook book) {
        this.session = session;
        this.book = book;
    }

    /** The row of the list that lets this person ask; empty when none does. */
    Optional<EligibleEntry> row(RealmModel realm, UserModel person, String app, String dataClass) {
        Eligibility list = book.eligibility(new RealmId(realm.getId())).list();
        return list.of(held(realm, person, list), app, dataClass);
    }

    /** Those of the apps that this person may ask for. */
    List<ClientModel> apps(RealmModel realm, UserModel person, List<ClientModel> apps, String dataClass) {
        Eligibility list = book.eligibility(new RealmId(realm.getId())).list();
        Set<String> held = held(realm, person, list);
        return apps.stream()
                .filter(app -> list.of(held, app.getClientId(), dataClass).isPresent())
                .toList();
    }

    /** Whether this person may sign for a colleague: who stands on the list may. */
    boolean maySign(RealmModel realm, UserModel person) {
        Eligibility list = book.eligibility(new RealmId(realm.getId())).list();
        return list.names(held(realm, person, list));
    }

    private Set<String> held(RealmModel realm, UserModel person, Eligibility list) {
        if (!person.isEnabled() || person.getServiceAccountClientLink() != null) {
            return Set.of();
        }
        Instant since = book.now().minus(Duration.ofHours(list.settleHours()));
        Set<Step> lately =
                list.settleHours() == 0 ? Set.of() : new Database(session).write(tx -> STEPS.since(tx, since));
        return EligibleHoldings.of(person.getId(), id -> steps(realm, person, id), lately);
    }

    private static Set<String> steps(RealmModel realm, UserModel person, String id) {
        if (id.equals(person.getId())) {
            return ids(
                    person.getRoleMappingsStream().map(RoleModel::getId),
                    person.getGroupsStream().map(GroupModel::getId));
        }
        RoleModel role = realm.getRoleById(id);
        if (role != null) {
            return ids(role.getCompositesStream().map(RoleModel::getId), Stream.empty());
        }
        GroupModel group = realm.getGroupById(id);
        return group == null
                ? Set.of()
                : ids(group.getRoleMappingsStream().map(RoleModel::getId), Stream.ofNullable(group.getParentId()));
    }

    private static Set<String> ids(Stream<String> some, Stream<String> more) {
        return Stream.concat(some, more).collect(Collectors.toCollection(HashSet::new));
    }
}
