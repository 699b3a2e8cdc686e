package health.keyward.review.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.approval.Approvals;
import health.keyward.audit.Projection;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.review.rest.NarrowReviewResource;
import health.keyward.review.rest.ReviewDesk;
import health.keyward.review.rest.ReviewResource;
import health.keyward.review.store.AlarmsHeard;
import health.keyward.review.store.Rounds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the room of access reviews. */
public final class ReviewRoomFactory implements RoomFactory {
    public static final String ID = "review";

    private static final int LOCK = 90;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Projection ALARMS = new AlarmsHeard();
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Approvables.class) {
                    Approvables ours = () -> List.of(new HaltedReviewKind(session, CLOCK));
                    return Optional.of(door.cast(ours));
                }
                return door == Projection.class ? Optional.of(door.cast(ALARMS)) : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new ReviewResource(desk(session, call)));
            }

            @Override
            public Set<String> narrowRoles() {
                return Set.of(AdminGate.REVIEWER);
            }

            @Override
            public Optional<Object> narrowResource(AdminCall call) {
                return Optional.of(new NarrowReviewResource(desk(session, call)));
            }
        };
    }

    private static ReviewDesk desk(KeycloakSession session, AdminCall call) {
        return new ReviewDesk(
                call,
                new Database(session),
                Doors.open(session, Approvals.class),
                new SessionReviewHouse(session, CLOCK),
                CLOCK);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                Rounds rounds = new Rounds(CLOCK);
                ClusterTask.untilIdle(
                                ID,
                                LOCK,
                                LOOK_EVERY,
                                session -> new Database(session)
                                        .write(tx -> rounds.round(tx, new SessionReviewHouse(session, CLOCK))))
                        .inPool("keyward-review")
                        .schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
