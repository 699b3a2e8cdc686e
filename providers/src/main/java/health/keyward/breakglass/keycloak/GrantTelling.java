package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantEvents;
import health.keyward.breakglass.core.GrantLetters;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Tells people of a grant in the transaction that gives or ends it (BG-11). A house that has closed the room of notices tells nobody. */
final class GrantTelling implements GrantEvents {
    /** Of the person's profile: the user name of the manager. */
    private static final String MANAGER = "manager";

    private final KeycloakSession session;

    GrantTelling(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void started(Grant grant) {
        tell(GrantLetters.started(grant, manager(grant), AskPages.at(session, "own")));
    }

    @Override
    public void ended(Grant grant) {
        tell(GrantLetters.ended(grant));
    }

    private void tell(List<Notice> letters) {
        Doors.all(session, Notices.class).forEach(notices -> letters.forEach(notices::tell));
    }

    private @Nullable UserId manager(Grant grant) {
        RealmModel realm = session.realms().getRealm(grant.realm().value());
        UserModel person = realm == null
                ? null
                : session.users().getUserById(realm, grant.person().value());
        String name = person == null ? null : person.getFirstAttribute(MANAGER);
        UserModel manager = realm == null || name == null || name.isBlank()
                ? null
                : session.users().getUserByUsername(realm, name);
        return manager == null || !manager.isEnabled() ? null : new UserId(manager.getId());
    }
}
