package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.EmergencySeal;
import health.keyward.breakglass.store.EmergencySeals;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Whether an emergency account holds what two administrators bound after its last use (EA-8). */
final class EmergencySealing {
    private static final EmergencySeals SEALS = new EmergencySeals();

    private final KeycloakSession session;
    private final RealmId realm;

    EmergencySealing(KeycloakSession session, RealmId realm) {
        this.session = session;
        this.realm = realm;
    }

    boolean stands(String account) {
        Optional<EmergencySeal> newest = new Database(session).write(tx -> SEALS.newest(tx, realm, account));
        @Nullable
        Instant lastUse = new Database(session)
                .write(tx -> SEALS.lastUse(tx, realm, account))
                .orElse(null);
        return EmergencySeal.stands(newest, lastUse, ids(held(account)));
    }

    void seal(String account, EmergencySeal seal) {
        new Database(session).write(tx -> {
            SEALS.seal(tx, realm, account, seal);
            return true;
        });
    }

    List<CredentialModel> held(String account) {
        @Nullable RealmModel model = session.realms().getRealm(realm.value());
        @Nullable UserModel user = model == null ? null : session.users().getUserById(model, account);
        return user == null
                ? List.of()
                : user.credentialManager().getStoredCredentialsStream().toList();
    }

    static Set<String> ids(List<CredentialModel> held) {
        return held.stream().map(CredentialModel::getId).collect(Collectors.toSet());
    }
}
