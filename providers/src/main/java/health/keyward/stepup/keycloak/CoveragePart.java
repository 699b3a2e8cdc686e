package health.keyward.stepup.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.history.LastSignIn;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.core.ExceptionRule;
import health.keyward.stepup.rest.CoverageDesk;
import health.keyward.stepup.store.Census;
import health.keyward.stepup.store.CoverageDays;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires the count of who holds which factor. */
final class CoveragePart {
    private static final int LOCK = 54;
    private static final Duration EVERY = Duration.ofMinutes(30);

    private final Clock clock;

    CoveragePart(Clock clock) {
        this.clock = clock;
    }

    CoverageDesk desk(KeycloakSession session, AdminCall call) {
        return new CoverageDesk(
                call,
                new Database(session),
                Doors.open(session, Ledger.class),
                Doors.open(session, LastSignIn.class),
                new ExceptionRule(new RealmPeople(session, call.realm())),
                clock);
    }

    void schedule(KeycloakSessionFactory factory) {
        new ClusterTask("stepup-coverage", LOCK, EVERY, this::take).schedule(factory);
    }

    private void take(KeycloakSession session) {
        new Database(session).write(tx -> {
            new CoverageDays().take(tx, new Census(), clock.instant());
            return true;
        });
    }
}
