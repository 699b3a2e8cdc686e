package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyAlarms.Waiting;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.breakglass.store.EmergencyOpenings.OfRealm;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Notices;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** What is done beside the sign-ins: alarms go out, and sessions of emergency accounts end with what let them in (EA-6 to EA-8). */
final class EmergencyWork {
    private static final Logger LOG = Logger.getLogger(EmergencyWork.class);

    private final EmergencyAlarms alarms = new EmergencyAlarms();
    private final EmergencyOpenings openings = new EmergencyOpenings();
    private final EmergencySyslog syslog;
    private final Clock clock;

    EmergencyWork(EmergencySyslog syslog, Clock clock) {
        this.syslog = syslog;
        this.clock = clock;
    }

    void round(KeycloakSession session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        new Database(session).write(tx -> alarms.due(tx, now)).forEach(waiting -> out(session, waiting, now));
        new Database(session).write(openings::underWay).forEach(used -> close(session, used, now));
    }

    private void out(KeycloakSession session, Waiting waiting, Instant now) {
        EmergencyAlarm alarm = waiting.alarm();
        if (!waiting.told()) {
            LOG.warnf(
                    "%s (%s): %s, %s, since %s",
                    alarm.kind(), alarm.tone(), alarm.subject(), alarm.detail(), alarm.at());
            @Nullable RealmModel realm = session.realms().getRealm(alarm.realm().value());
            if (realm != null) {
                session.getContext().setRealm(realm);
                Doors.all(session, Notices.class)
                        .forEach(notices -> alarm.notices().forEach(notices::tell));
            }
            mark(session, alarm, now, true);
        }
        if (!waiting.written()) {
            write(session, waiting, now);
        }
    }

    private void write(KeycloakSession session, Waiting waiting, Instant now) {
        try {
            syslog.write(waiting.alarm());
            mark(session, waiting.alarm(), now, false);
        } catch (IOException e) {
            if (waiting.attempts() == 0) {
                LOG.warnf(
                        "the local syslog took no alarm, it will be tried again: %s",
                        e.getClass().getSimpleName());
            }
            new Database(session).write(tx -> {
                alarms.notWritten(tx, waiting, now);
                return true;
            });
        }
    }

    private void mark(KeycloakSession session, EmergencyAlarm alarm, Instant now, boolean told) {
        new Database(session).write(tx -> {
            if (told) {
                alarms.told(tx, alarm.id(), now);
            } else {
                alarms.written(tx, alarm.id(), now);
            }
            return true;
        });
    }

    /** When the hour is over, or the session is gone before: nothing of it goes on, and what it signed in with is good for nothing any more. */
    private void close(KeycloakSession session, OfRealm used, Instant now) {
        EmergencyOpening opening = used.opening();
        @Nullable RealmModel realm = session.realms().getRealm(used.realm().value());
        if (realm != null) {
            session.getContext().setRealm(realm);
        }
        if (opening.state(now) == EmergencyOpening.State.USED
                && realm != null
                && isThere(session, realm, opening, now)) {
            return;
        }
        if (!new Database(session).write(tx -> openings.over(tx, used.realm(), opening.id(), now)) || realm == null) {
            return;
        }
        @Nullable UserModel account = session.users().getUserById(realm, opening.account());
        int credentials = account == null ? 0 : end(session, realm, account);
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        now,
                        realm.getId(),
                        BreakGlassRoomFactory.ID,
                        "EMERGENCY_ADMIN_CLOSED",
                        null,
                        opening.id().toString().replace("-", ""),
                        opening.account(),
                        opening.accountName(),
                        Actor.NOBODY,
                        Map.of("credentials_removed", Integer.toString(credentials))));
    }

    private static boolean isThere(KeycloakSession session, RealmModel realm, EmergencyOpening opening, Instant now) {
        String id = String.valueOf(opening.usedSession());
        Instant usedAt = opening.usedAt() == null ? now : opening.usedAt();
        @Nullable
        RootAuthenticationSessionModel entering =
                session.authenticationSessions().getRootAuthenticationSession(realm, id);
        boolean signingIn = now.isBefore(usedAt.plusSeconds(realm.getAccessCodeLifespanLogin()))
                && entering != null
                && !entering.getAuthenticationSessions().isEmpty();
        return signingIn || session.sessions().getUserSession(realm, id) != null;
    }

    private static int end(KeycloakSession session, RealmModel realm, UserModel account) {
        List<UserSessionModel> online =
                session.sessions().getUserSessionsStream(realm, account).toList();
        online.forEach(one -> session.sessions().removeUserSession(realm, one));
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, account).toList();
        offline.forEach(one -> session.sessions().removeOfflineUserSession(realm, one));
        Stream<CredentialModel> held = account.credentialManager().getStoredCredentialsStream();
        List<String> ids = held.map(CredentialModel::getId).toList();
        ids.forEach(account.credentialManager()::removeStoredCredentialById);
        return ids.size();
    }
}
