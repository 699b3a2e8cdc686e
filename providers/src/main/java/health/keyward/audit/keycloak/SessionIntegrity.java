package health.keyward.audit.keycloak;

import health.keyward.audit.Integrity;
import health.keyward.audit.store.Findings;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whether the ledger still proves itself, as one Keycloak session sees it.
 *
 * @param evidenceRealm name of the realm that keeps the evidence; empty when none was configured
 */
record SessionIntegrity(KeycloakSession session, String evidenceRealm, Clock clock) implements Integrity {
    @Override
    public List<Finding> findings() {
        return new Database(session).write(tx -> Findings.read(tx, clock.instant()));
    }

    /** An alarm that reaches too many is better than one that reaches nobody. */
    @Override
    public List<RealmId> keepers() {
        Optional<RealmModel> one = Optional.ofNullable(session.realms().getRealmByName(evidenceRealm));
        return one.map(RealmModel::getId)
                .map(id -> List.of(new RealmId(id)))
                .orElseGet(() -> session.realms()
                        .getRealmsStream()
                        .filter(realm -> realm.getRole("system-admin") != null)
                        .map(realm -> new RealmId(realm.getId()))
                        .toList());
    }
}
