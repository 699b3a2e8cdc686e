package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.approval.Approvals;
import health.keyward.history.SignInCounts;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Levels;
import health.keyward.keycloak.NodeTask;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.rest.MapDesk;
import health.keyward.stepup.rest.StepUpResource;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the step-up room. */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

    private static final Clock CLOCK = Clock.systemUTC();

    private final MapVersions versions = new MapVersions();
    private final PublishedMaps published = new PublishedMaps(versions, System::nanoTime);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Assurance.class) {
                    return Optional.of(door.cast(assurance(rules(session))));
                }
                if (door == StepUpMaps.class) {
                    return Optional.of(door.cast(maps(session)));
                }
                if (door == Approvables.class) {
                    Approvables ours = () -> List.of(new StepUpMapKind(shelf(session), CLOCK));
                    return Optional.of(door.cast(ours));
                }
                if (door == Models.class) {
                    return Optional.of(door.cast(models(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new StepUpResource(desk(call)));
            }
        };
    }

    private MapDesk desk(AdminCall call) {
        KeycloakSession session = call.session();
        return new MapDesk(
                call,
                new Database(session),
                versions,
                shelf(session),
                Doors.open(session, Approvals.class),
                Doors.open(session, SignInCounts.class),
                Levels.of(session.sessions()
                                .getUserSession(call.realm(), call.actor().sessionId())
                                .getNote(Constants.LOA_MAP))
                        .highest()
                        .orElse(0),
                CLOCK);
    }

    private static Assurance assurance(Rules rules) {
        return new Assurance() {
            @Override
            public Need need(Ask ask) {
                return rules.need(ask);
            }

            @Override
            public boolean silent(RealmId realm) {
                return rules.silent(realm);
            }
        };
    }

    private Rules rules(KeycloakSession session) {
        return new Rules() {
            @Override
            public Need need(Ask ask) {
                return published.of(new Database(session)::write, ask.realm()).need(ask);
            }

            @Override
            public boolean silent(RealmId realm) {
                return published.of(new Database(session)::write, realm).isEmpty();
            }
        };
    }

    private StepUpMaps maps(KeycloakSession session) {
        return new StepUpMaps() {
            @Override
            public StepUpMap of(RealmId realm) {
                return published.of(new Database(session)::write, realm);
            }

            @Override
            public StepUpMap whereverFrom(RealmId realm) {
                return published.whereverFrom(new Database(session)::write, realm);
            }
        };
    }

    private MapShelf shelf(KeycloakSession session) {
        return new SessionShelf(session, versions, new Publishing(session, versions, published::forget));
    }

    private static Models models(KeycloakSession session) {
        return (realm, model) -> new ModelStanding.Usable(Level.PHISHING_RESISTANT, Optional.empty(), false);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                new NodeTask("stepup-map", PublishedMaps.LOOK_EVERY, () -> look(migrated.getFactory()))
                        .schedule(migrated.getFactory());
            }
        });
    }

    private void look(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> published.look(new Database(session)::write));
    }

    @Override
    public void close() {}
}
