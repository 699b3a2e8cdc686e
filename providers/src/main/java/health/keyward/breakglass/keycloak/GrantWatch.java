package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * Notices what no request tells: a grant that ran out, a session that is gone, a person who is gone, disabled or off the list. Every decision and every token
 * looks at the clock for itself; this writes the stop and takes the tokens back, within a round (BG-10).
 */
final class GrantWatch {
    private final EligiblePeopleOf eligible;

    /** Opens the list of who may, for one session. */
    @FunctionalInterface
    interface EligiblePeopleOf {
        boolean eligible(KeycloakSession session, RealmModel realm, UserModel person, Grant grant);
    }

    GrantWatch(EligiblePeopleOf eligible) {
        this.eligible = eligible;
    }

    void round(KeycloakSession session, SessionGrants grants) {
        for (Grant grant : grants.open()) {
            RealmModel realm = session.realms().getRealm(grant.realm().value());
            session.getContext().setRealm(realm);
            EndReason why = why(session, grants, realm, grant);
            if (why != null) {
                grants.end(grant, why, Actor.NOBODY);
            }
        }
    }

    private @Nullable EndReason why(
            KeycloakSession session, SessionGrants grants, @Nullable RealmModel realm, Grant grant) {
        if (!grant.runsAt(grants.now())) {
            return EndReason.EXPIRED;
        }
        UserModel person = realm == null
                ? null
                : session.users().getUserById(realm, grant.person().value());
        if (realm == null || person == null || !person.isEnabled()) {
            return EndReason.NOT_ELIGIBLE;
        }
        UserSessionModel running =
                session.sessions().getUserSession(realm, grant.binding().session());
        if (running == null && !signingIn(session, realm, grant, grants.now())) {
            return EndReason.LOGOUT;
        }
        return eligible.eligible(session, realm, person, grant) ? null : EndReason.NOT_ELIGIBLE;
    }

    /** A grant may be given on the way in, before its session exists; nobody is on the way longer than a sign-in may take. */
    private static boolean signingIn(KeycloakSession session, RealmModel realm, Grant grant, Instant now) {
        return now.isBefore(grant.from().plusSeconds(realm.getAccessCodeLifespanLogin()))
                && session.authenticationSessions()
                                .getRootAuthenticationSession(
                                        realm, grant.binding().session())
                        != null;
    }
}
