package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.audit.Veto;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.rest.RecoveryResource;
import health.keyward.stepup.rest.StepUpResource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the step-up room. */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ENROLMENT_LOCK = 50;
    private static final Duration ENROLMENT_EVERY = Duration.ofSeconds(30);

    private EnrolmentOptions enrolment = new EnrolmentOptions(Duration.ofMinutes(EnrolmentOptions.MOST));

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
                if (door == Models.class) {
                    return Optional.of(door.cast(models(session)));
                }
                if (door == Approvables.class) {
                    Approvables ours = () -> List.of(new ReEnrolmentKind(session, reEnrolment(session)));
                    return Optional.of(door.cast(ours));
                }
                if (door == Veto.class) {
                    return Optional.of(door.cast(new EnrolmentGuard(session, reEnrolment(session))));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new StepUpResource(call, reEnrolment(session), people(session)));
            }

            @Override
            public Optional<Object> pages() {
                return Optional.of(new EnrolmentPages(session, reEnrolment(session)));
            }
        };
    }

    private ReEnrolment reEnrolment(KeycloakSession session) {
        return new ReEnrolment(session, enrolment, CLOCK);
    }

    private static RecoveryResource.People people(KeycloakSession session) {
        return id -> Factors.find(session, id);
    }

    private static Rules rules(KeycloakSession session) {
        return ask -> Need.PASSWORD;
    }

    private static Models models(KeycloakSession session) {
        return (realm, model) -> new ModelStanding.Usable(Level.PHISHING_RESISTANT, Optional.empty(), false);
    }

    @Override
    public void init(Config.Scope config) {
        enrolment = EnrolmentOptions.read(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                ClusterTask.untilIdle(
                                "enrolment-expiry",
                                ENROLMENT_LOCK,
                                ENROLMENT_EVERY,
                                session -> reEnrolment(session).expireOne())
                        .schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
