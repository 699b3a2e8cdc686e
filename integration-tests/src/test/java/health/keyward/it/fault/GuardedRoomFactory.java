package health.keyward.it.fault;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.LockView;
import health.keyward.abac.Question;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * A room that knows of containments and has an attribute source. What they do is in the client id: for {@code fault-source...} the source fails, for
 * {@code fault-locked...} everybody is contained, for {@code fault-stale...} the view is old.
 */
public final class GuardedRoomFactory implements RoomFactory {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration OLD = Duration.ofMinutes(6);

    @Override
    public Room create(KeycloakSession session) {
        return new Guarded();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "it-guarded";
    }

    private static final class Guarded implements Room, AttributeSource, LockView {
        @Override
        public <T> Optional<T> open(Class<T> door) {
            return door == AttributeSource.class || door == LockView.class
                    ? Optional.of(door.cast(this))
                    : Optional.empty();
        }

        @Override
        public String name() {
            return "it";
        }

        @Override
        public List<Attribute> gather(Question question) {
            if (is(question.asked().client(), "source")) {
                throw new IllegalStateException("the source failed on purpose");
            }
            return List.of();
        }

        @Override
        public Lock of(RealmId realm, String subject, @Nullable String client) {
            return new Lock(is(client, "locked"), CLOCK.instant().minus(is(client, "stale") ? OLD : Duration.ZERO));
        }

        private static boolean is(@Nullable String client, String what) {
            return client != null && client.startsWith("fault-" + what);
        }
    }
}
