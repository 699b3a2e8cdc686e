package health.keyward.stepup.keycloak;

import health.keyward.stepup.core.MapCheck;
import org.keycloak.models.RealmModel;

/** What a realm has that a rule can name. */
record RealmWords(RealmModel realm) implements MapCheck.Known {
    @Override
    public boolean app(String clientId) {
        return realm.getClientByClientId(clientId) != null;
    }

    @Override
    public boolean scope(String name) {
        return realm.getClientScopesStream().anyMatch(scope -> scope.getName().equals(name));
    }

    @Override
    public boolean role(String name) {
        return realm.getRole(name) != null;
    }
}
