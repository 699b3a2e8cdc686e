package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.BreakGlass;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.DeviceCookie;
import health.keyward.keycloak.Doors;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** The grant that a token or an assertion of this session for this app carries: the newest that runs. */
final class CarriedGrant {
    /** On the app's part of the session: the grant its tokens carry. */
    static final String NOTE = "keyward.break-glass.grant";

    private static final String READ = "keyward.break-glass.carried";

    private static final String STRANGE = "keyward.break-glass.other-device";

    private CarriedGrant() {}

    /** The same where the browser itself is at the other end: not in another one than the grant was given in, and that is an alarm (BG-9). */
    static Optional<Grant> inThisBrowser(KeycloakSession session, AuthenticatedClientSessionModel part) {
        return of(session, part).filter(grant -> {
            String device = grant.binding().device();
            boolean same = device == null
                    || DeviceCookie.of(session).filter(device::equals).isPresent();
            if (!same && session.getAttribute(STRANGE) == null) {
                session.setAttribute(STRANGE, true);
                ((SessionGrants) Doors.open(session, BreakGlass.class))
                        .misused(grant, "other_device", GrantTokens.actor(part));
            }
            return same;
        });
    }

    /** One question to the database for a session that has a grant, none for all others. */
    static Optional<Grant> of(KeycloakSession session, AuthenticatedClientSessionModel part) {
        UserSessionModel whole = part.getUserSession();
        if (whole.getNote(SessionGrants.NOTE) == null) {
            return Optional.empty();
        }
        String app = part.getClient().getClientId();
        String key = READ + ":" + whole.getId() + ":" + app;
        if (session.getAttribute(key) instanceof Optional<?> known) {
            return known.map(Grant.class::cast);
        }
        Optional<Grant> carried = Doors.all(session, BreakGlass.class).stream()
                .flatMap(room ->
                        room
                                .running(
                                        new RealmId(part.getRealm().getId()),
                                        new UserId(whole.getUser().getId()))
                                .stream())
                .filter(grant -> grant.binding().session().equals(whole.getId()))
                .filter(grant -> grant.apps().contains(app))
                .findFirst();
        session.setAttribute(key, carried);
        return carried;
    }
}
