package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.audit.Veto;
import health.keyward.inactivity.Dormancy;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.inactivity.rest.InactivityResource;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.ActionDemand;
import health.keyward.stepup.ClosedAccounts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the room of inactive accounts: its parts, each with its own wiring, behind one door. */
public final class InactivityRoomFactory implements RoomFactory {
    public static final String ID = "inactivity";

    private static final Clock CLOCK = Clock.systemUTC();

    private final EnginePart engine = new EnginePart(CLOCK);
    private final ReturnPart returns = new ReturnPart(CLOCK);
    private final LeaverPart leavers = new LeaverPart(CLOCK);
    private final ServicePart services = new ServicePart(CLOCK);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Dormancy.class) {
                    return Optional.of(door.cast(engine.dormancy(session)));
                }
                if (door == Approvables.class) {
                    Approvables ours =
                            () -> Stream.of(engine.kinds(session), returns.kinds(session), services.kinds(session))
                                    .flatMap(List::stream)
                                    .toList();
                    return Optional.of(door.cast(ours));
                }
                if (door == ClosedAccounts.class) {
                    return Optional.of(door.cast(returns.closedAccounts(session)));
                }
                if (door == PeopleBack.class) {
                    return Optional.of(door.cast(returns.people(session)));
                }
                if (door == ActionDemand.class) {
                    return Optional.of(door.cast(returns.demand()));
                }
                if (door == Veto.class) {
                    return Optional.of(door.cast(returns.guard(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new InactivityResource(
                        engine.desk(session, call),
                        returns.people(session),
                        leavers.leavers(session),
                        services.desk(session, call)));
            }

            @Override
            public Optional<Object> appResource(String segment) {
                return segment.equals("leavers") ? Optional.of(leavers.feed(session)) : Optional.empty();
            }

            @Override
            public Optional<Object> pages() {
                return Optional.of(returns.pages(session));
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        engine.init(config);
        services.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                engine.schedule(migrated.getFactory());
                leavers.schedule(migrated.getFactory());
                services.schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
