package health.keyward.stepup.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.history.LastSignIn;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Demands;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ExceptionRule;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.rest.CoverageDesk;
import health.keyward.stepup.rest.StepUpResource;
import health.keyward.stepup.store.Census;
import health.keyward.stepup.store.CoverageDays;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the step-up room. */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int COVERAGE_LOCK = 54;
    private static final Duration COVERAGE_EVERY = Duration.ofMinutes(30);

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
                    Assurance assurance = rules(session)::need;
                    return Optional.of(door.cast(assurance));
                }
                if (door == Demands.class) {
                    return Optional.of(door.cast(new MapDemands(rules(session)::need)));
                }
                if (door == Models.class) {
                    return Optional.of(door.cast(models(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new StepUpResource(coverage(session, call)));
            }
        };
    }

    private static CoverageDesk coverage(KeycloakSession session, AdminCall call) {
        return new CoverageDesk(
                call,
                new Database(session),
                Doors.open(session, Ledger.class),
                Doors.open(session, LastSignIn.class),
                new ExceptionRule(new RealmPeople(session, call.realm())),
                CLOCK);
    }

    private static Rules rules(KeycloakSession session) {
        return ask -> Need.PASSWORD;
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
                new ClusterTask("stepup-coverage", COVERAGE_LOCK, COVERAGE_EVERY, StepUpRoomFactory::takeCoverage)
                        .schedule(migrated.getFactory());
            }
        });
    }

    private static void takeCoverage(KeycloakSession session) {
        new Database(session).write(tx -> {
            new CoverageDays().take(tx, new Census(), CLOCK.instant());
            return true;
        });
    }

    @Override
    public void close() {}
}
