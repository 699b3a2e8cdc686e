package health.keyward.inactivity.keycloak;

import health.keyward.inactivity.access.LeaverFeedResource;
import health.keyward.inactivity.store.LeaverRound;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires what shuts leavers out. Its jobs have threads of their own and need no policy. */
record LeaverPart(Clock clock) {
    private static final int LOCK = 86;
    private static final int WATCH_LOCK = 87;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

    SessionLeavers leavers(KeycloakSession session) {
        return new SessionLeavers(session, clock);
    }

    Object feed(KeycloakSession session) {
        return new LeaverFeedResource(session, leavers(session), clock);
    }

    void schedule(KeycloakSessionFactory factory) {
        LeaverRound round = new LeaverRound(clock);
        ClusterTask.untilIdle(
                        "inactivity-leavers",
                        LOCK,
                        LOOK_EVERY,
                        session -> new Database(session).write(tx -> round.round(tx, new LeaverHouse(session, clock))))
                .inPool("keyward-leavers")
                .schedule(factory);
        new ClusterTask(
                        "inactivity-leaver-watch",
                        WATCH_LOCK,
                        WATCH_EVERY,
                        session -> new Database(session).write(tx -> {
                            round.watch(tx, new SessionHouse(session, clock));
                            return true;
                        }))
                .schedule(factory);
    }
}
