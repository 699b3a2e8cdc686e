package health.keyward.inactivity.keycloak;

import health.keyward.kernel.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who may ask that somebody comes back: the manager on the person's record (IN-10). Whoever holds a protected role is a matter of two administrators. */
record Managers(KeycloakSession session, RealmModel realm) {
    /** Of the person's profile: the user name of the manager. Only administrators write it. */
    private static final String MANAGER = "manager";

    boolean mayAskFor(UserId manager, UserId person) {
        @Nullable UserModel asks = session.users().getUserById(realm, manager.value());
        @Nullable UserModel comes = session.users().getUserById(realm, person.value());
        return asks != null && comes != null && mayAskFor(asks, comes);
    }

    /** Whose accounts are shut. */
    List<UserModel> shutPeopleOf(UserModel manager) {
        return session.users()
                .searchForUserByUserAttributeStream(realm, MANAGER, manager.getUsername())
                .filter(person -> !person.isEnabled())
                .filter(person -> mayAskFor(manager, person))
                .toList();
    }

    private boolean mayAskFor(UserModel manager, UserModel person) {
        return manager.isEnabled()
                && manager.getServiceAccountClientLink() == null
                && !manager.getId().equals(person.getId())
                && manager.getUsername().equalsIgnoreCase(person.getFirstAttribute(MANAGER))
                && !new KeptRights(session, realm).holdsProtected(person);
    }
}
