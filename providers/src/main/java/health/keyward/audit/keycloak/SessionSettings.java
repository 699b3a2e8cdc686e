package health.keyward.audit.keycloak;

import health.keyward.audit.LedgerSettings;
import health.keyward.audit.store.KeptSettings;
import health.keyward.keycloak.Database;
import org.keycloak.models.KeycloakSession;

/** The settings of the ledger as one Keycloak session sees them. */
record SessionSettings(KeycloakSession session) implements LedgerSettings {
    @Override
    public Values current() {
        return new Database(session).write(KeptSettings::read);
    }

    @Override
    public boolean change(Values from, Values to) {
        return new Database(session).write(tx -> KeptSettings.add(tx, from, to));
    }
}
