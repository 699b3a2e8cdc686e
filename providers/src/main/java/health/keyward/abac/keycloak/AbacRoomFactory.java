package health.keyward.abac.keycloak;

import health.keyward.abac.Decisions;
import health.keyward.abac.EngineHealth;
import health.keyward.abac.access.PolicyTexts;
import health.keyward.abac.access.ReasonTexts;
import health.keyward.abac.core.Answering;
import health.keyward.abac.rest.AbacResource;
import health.keyward.approval.Approvables;
import health.keyward.audit.DecisionEvents;
import health.keyward.audit.Projection;
import health.keyward.history.PersonDecisions;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.AccessRuling;
import java.time.Clock;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the room of decisions: its parts, each with its own wiring, behind one door. */
public final class AbacRoomFactory implements RoomFactory {
    public static final String ID = "abac";

    private static final Clock CLOCK = Clock.systemUTC();

    private final PoliciesPart policies = new PoliciesPart(CLOCK);
    private final LogPart log = new LogPart(CLOCK);
    private final DecidePart decide = new DecidePart();
    private final AccessPart access = new AccessPart();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Decisions.class) {
                    return Optional.of(
                            door.cast(decide.decider(session, policies.policies(session), log.log(session))));
                }
                if (door == DecisionEvents.class) {
                    return Optional.of(door.cast(new OpaEvents(policies.policies(session))));
                }
                if (door == EngineHealth.class) {
                    return Optional.of(door.cast(new Answering(policies.policies(session))));
                }
                if (door == Projection.class) {
                    return Optional.of(door.cast(log.projection()));
                }
                if (door == PersonDecisions.class) {
                    return Optional.of(door.cast(log.ofPerson()));
                }
                if (door == Approvables.class) {
                    Approvables ours = () -> policies.kinds(session);
                    return Optional.of(door.cast(ours));
                }
                if (door == AccessRuling.class) {
                    return Optional.of(door.cast(
                            decide.ruling(session, policies.policies(session), log.log(session), texts(session))));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return policies.desk(session, call)
                        .map(desk -> new AbacResource(
                                desk, log.desk(session, call, desk.policies()), decide.whatIf(session, desk)));
            }

            @Override
            public Optional<Object> appResource(String segment) {
                return access.resource(session, segment, texts(session));
            }
        };
    }

    private ReasonTexts texts(KeycloakSession session) {
        return new PolicyTexts(
                policies.policies(session),
                () -> new RealmId(session.getContext().getRealm().getId()));
    }

    @Override
    public void init(Config.Scope config) {
        policies.init(config);
        log.init(config);
        decide.init(config);
        access.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                policies.start(migrated.getFactory());
                log.start(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
