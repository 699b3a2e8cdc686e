package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.audit.Veto;
import health.keyward.keycloak.ClusterTask;
import health.keyward.stepup.rest.RecoveryResource;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires what helps people who lost a factor. */
final class RecoveryPart {
    private static final int LOCK = 50;
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Clock clock;
    private EnrolmentOptions options = new EnrolmentOptions(Duration.ofMinutes(EnrolmentOptions.MOST));

    RecoveryPart(Clock clock) {
        this.clock = clock;
    }

    void init(Config.Scope config) {
        options = EnrolmentOptions.read(config);
    }

    Approvable kind(KeycloakSession session) {
        return new ReEnrolmentKind(session, reEnrolment(session));
    }

    Veto guard(KeycloakSession session) {
        return new EnrolmentGuard(session, reEnrolment(session));
    }

    RecoveryResource.People people(KeycloakSession session) {
        return id -> Factors.find(session, id);
    }

    Object pages(KeycloakSession session) {
        return new EnrolmentPages(session, reEnrolment(session));
    }

    void schedule(KeycloakSessionFactory factory) {
        ClusterTask.untilIdle(
                        "enrolment-expiry",
                        LOCK,
                        EVERY,
                        session -> reEnrolment(session).expireOne())
                .schedule(factory);
    }

    ReEnrolment reEnrolment(KeycloakSession session) {
        return new ReEnrolment(session, options, clock);
    }
}
