package health.keyward.it.fault;

import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Demand;
import health.keyward.keycloak.Demands;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RoleModel;

/**
 * A room that asks for a second factor shown after an instant, for one operation: the realm role {@code it-asks-OPERATION} has the instant as its
 * description. So a test sees what happens after five minutes without waiting for them. It can ask for more than the house does, never for less.
 */
public final class AskingRoomFactory implements RoomFactory {
    private static final Clock CLOCK = Clock.systemUTC();
    /** Keycloak notes whole seconds, and so does the role: what was shown in that very second counts. */
    private static final Duration WITHIN_THE_SECOND = Duration.ofMillis(500);

    @Override
    public Room create(KeycloakSession session) {
        return new Asking();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "it-asking";
    }

    private static final class Asking implements Room, Demands {
        @Override
        public <T> Optional<T> open(Class<T> door) {
            return door == Demands.class ? Optional.of(door.cast(this)) : Optional.empty();
        }

        @Override
        public Optional<Demand> of(AdminCall call, String operation) {
            RoleModel asks = call.realm().getRole("it-asks-" + operation);
            if (asks == null) {
                return Optional.empty();
            }
            Duration age = Duration.between(Instant.parse(asks.getDescription()), CLOCK.instant())
                    .plus(WITHIN_THE_SECOND);
            return Optional.of(
                    new Demand(Demand.ENTRY.acr(), Demand.ENTRY.loa(), age.isNegative() ? Duration.ZERO : age));
        }
    }
}
