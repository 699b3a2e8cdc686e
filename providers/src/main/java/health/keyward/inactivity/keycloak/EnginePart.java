package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvals;
import health.keyward.audit.Ledger;
import health.keyward.inactivity.Dormancy;
import health.keyward.inactivity.rest.InactivityDesk;
import health.keyward.inactivity.store.Engine;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.inactivity.store.Runs;
import health.keyward.inactivity.store.Watch;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.NodeTask;
import health.keyward.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Wires the engine: signal, policies, runs, exemptions. Option {@code every-minutes} (15, at most; at least 1): how long after the start of a run the next one
 * begins.
 */
final class EnginePart {
    private static final int LOCK = 80;
    private static final int MOST_MINUTES = 15;
    /** Looked at more often than runs begin, so that a list that is being worked through goes on. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    private static final Duration WATCH_EVERY = Duration.ofMinutes(5);

    private final Clock clock;
    private Duration every = Duration.ofMinutes(MOST_MINUTES);

    EnginePart(Clock clock) {
        this.clock = clock;
    }

    void init(Config.Scope config) {
        every = Duration.ofMinutes(Math.max(1, Math.min(MOST_MINUTES, config.getInt("every-minutes", MOST_MINUTES))));
    }

    Dormancy dormancy(KeycloakSession session) {
        return new KnownDormancy(new Database(session), clock);
    }

    List<Approvable> kinds(KeycloakSession session) {
        return List.of(new HaltedRunKind(session), new ExemptionKind(session, clock));
    }

    InactivityDesk desk(KeycloakSession session, AdminCall call) {
        return new InactivityDesk(
                call,
                new Database(session),
                Doors.open(session, Ledger.class),
                Doors.open(session, Approvals.class),
                engine(),
                new SessionHouse(session, clock),
                watch(),
                clock);
    }

    void schedule(KeycloakSessionFactory factory) {
        Engine engine = engine();
        ClusterTask.untilIdle(
                        "inactivity",
                        LOCK,
                        LOOK_EVERY,
                        session ->
                                new Database(session).write(tx -> engine.round(tx, new SessionHouse(session, clock))))
                .inPool("keyward-inactivity")
                .schedule(factory);
        new NodeTask(
                        "inactivity-watch",
                        WATCH_EVERY,
                        () -> KeycloakModelUtils.runJobInTransaction(
                                factory,
                                session -> new Database(session).write(tx -> {
                                    watch().look(tx, Doors.open(session, Notices.class));
                                    return true;
                                })))
                .schedule(factory);
    }

    private Engine engine() {
        return new Engine(clock, every);
    }

    private Watch watch() {
        return new Watch(new PolicyBook(), new Runs(), every, clock);
    }
}
