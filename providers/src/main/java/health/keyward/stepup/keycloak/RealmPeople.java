package health.keyward.stepup.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.stepup.core.ExceptionRule;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Who somebody is, by Keycloak's model, now. */
record RealmPeople(KeycloakSession session, RealmModel realm) implements ExceptionRule.People {
    @Override
    public boolean isActive(UserId person) {
        UserModel user = session.users().getUserById(realm, person.value());
        return user != null && user.isEnabled() && user.getServiceAccountClientLink() == null;
    }

    @Override
    public Optional<String> role(String name) {
        RoleModel role = realm.getRole(name);
        return role == null || role.equals(realm.getDefaultRole()) ? Optional.empty() : Optional.of(role.getId());
    }

    @Override
    public boolean holds(UserId person, String roleName) {
        UserModel user = session.users().getUserById(realm, person.value());
        RoleModel role = realm.getRole(roleName);
        return user != null && role != null && user.hasRole(role);
    }
}
