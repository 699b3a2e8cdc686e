package health.keyward.breakglass.keycloak;

import health.keyward.audit.Integrity;
import health.keyward.audit.Ledger;
import health.keyward.breakglass.core.BootstrapAdmin;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyFinding;
import health.keyward.breakglass.store.BootstrapAdmins;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyReviews;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Switches temporary administrators of the server off when they are a day old and tells every keeper of the evidence (EA-10); tells what stands against the
 * registers (EA-9).
 */
final class EmergencyRounds {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Clock clock;

    EmergencyRounds(Clock clock) {
        this.clock = clock;
    }

    void round(KeycloakSession session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        new Database(session)
                .write(new BootstrapAdmins()::enabled).stream()
                        .filter(admin -> admin.isOver(now))
                        .forEach(admin -> disable(session, admin, now));
        new Database(session).write(new EmergencyReviews()::realms).forEach(realm -> findings(session, realm, now));
    }

    /** Each finding is told, and again every week while it stands (EA-9). */
    private void findings(KeycloakSession session, RealmId id, Instant now) {
        @Nullable RealmModel realm = session.realms().getRealm(id.value());
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        EmergencyBook book = new EmergencyBook(session, clock);
        long week = now.getEpochSecond() / WEEK.toSeconds();
        for (EmergencyFinding finding : book.findings(realm, book.register(id).list())) {
            String subject = finding.account() == null ? "all" : finding.account();
            EmergencyAlarm alarm = new EmergencyAlarm(
                    EmergencyAlarm.idOf("finding " + id.value() + " " + finding.code() + " " + subject + " " + week),
                    id,
                    EmergencyAlarm.Kind.EMERGENCY_ADMIN_FINDING,
                    subject,
                    finding.code().name(),
                    null,
                    now);
            new Database(session).write(tx -> new EmergencyAlarms().raise(tx, alarm));
        }
    }

    private static void disable(KeycloakSession session, BootstrapAdmin admin, Instant now) {
        @Nullable RealmModel realm = session.realms().getRealm(admin.realm());
        if (realm == null) {
            return;
        }
        session.getContext().setRealm(realm);
        @Nullable UserModel user = session.users().getUserById(realm, admin.user());
        @Nullable ClientModel client = admin.client() == null ? null : realm.getClientById(admin.client());
        if (user == null) {
            return;
        }
        user.setEnabled(false);
        session.sessions().removeUserSessions(realm, user);
        if (client != null) {
            client.setEnabled(false);
        }
        Doors.open(session, Ledger.class)
                .changed(
                        new RealmId(admin.realm()),
                        Actor.NOBODY,
                        "UPDATE",
                        "BOOTSTRAP_ADMIN",
                        "users/" + admin.user(),
                        admin.user(),
                        "A temporary administrator is disabled after 24 hours.");
        Doors.open(session, Integrity.class).keepers().forEach(keepers -> tell(session, admin, keepers, now));
    }

    private static void tell(KeycloakSession session, BootstrapAdmin admin, RealmId keepers, Instant now) {
        EmergencyAlarm alarm = new EmergencyAlarm(
                EmergencyAlarm.idOf("bootstrap " + admin.user() + " " + keepers.value() + " " + now),
                keepers,
                EmergencyAlarm.Kind.BOOTSTRAP_ADMIN_DISABLED,
                admin.name(),
                admin.client() == null ? "a person" : "a service account",
                null,
                now);
        new Database(session).write(tx -> new EmergencyAlarms().raise(tx, alarm));
    }
}
