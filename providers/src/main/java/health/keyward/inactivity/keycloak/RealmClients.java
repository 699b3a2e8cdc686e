package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.core.Accounts.Effect;
import health.keyward.inactivity.core.Clients;
import health.keyward.keycloak.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Clients by Keycloak's model, which tells every node's cache; then read again from the table. */
record RealmClients(KeycloakSession session, RealmModel realm) implements Clients {
    @Override
    public Effect switched(String key, boolean enabled) {
        @Nullable ClientModel client = realm.getClientById(key);
        if (client == null) {
            return new Effect(false, "the client is gone");
        }
        client.setEnabled(enabled);
        Database database = new Database(session);
        database.entityManager().flush();
        boolean seen = database.write(tx -> {
            try (PreparedStatement ask = tx.prepareStatement("SELECT enabled FROM client WHERE id = ?")) {
                ask.setString(1, key);
                try (ResultSet row = ask.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
        return new Effect(seen == enabled, "enabled=" + seen);
    }
}
