package health.keyward.abac.keycloak;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Policies;
import health.keyward.abac.keycloak.bundle.PolicyHouse;
import health.keyward.abac.rest.PolicyDesk;
import health.keyward.approval.Approvable;
import health.keyward.approval.Approvals;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires bundles and what is published. */
final class PoliciesPart {
    private final Clock clock;
    private PolicyHouse.@Nullable Plan plan;
    private volatile @Nullable PolicyHouse house;

    PoliciesPart(Clock clock) {
        this.clock = clock;
    }

    void init(Config.Scope config) {
        plan = PolicyHouse.planned(config);
    }

    void start(KeycloakSessionFactory factory) {
        PolicyHouse.Plan wanted = plan;
        if (wanted != null) {
            PolicyHouse built = wanted.build(factory, clock);
            house = built;
            built.start(factory);
            new ReplayPart(clock, built).start(factory);
        }
    }

    /** Nobody is decided before the house has started. */
    Policies policies(KeycloakSession session) {
        PolicyHouse started = house;
        return started == null
                ? realm -> new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING)
                : started.policies(session);
    }

    List<Approvable> kinds(KeycloakSession session) {
        PolicyHouse started = house;
        return started == null ? List.of() : started.kinds(session);
    }

    Optional<PolicyDesk> desk(KeycloakSession session, AdminCall call) {
        PolicyHouse started = house;
        return started == null
                ? Optional.empty()
                : Optional.of(new PolicyDesk(
                        call,
                        started.policies(session),
                        started.realm(session),
                        started.replays(session),
                        started.house(),
                        Doors.open(session, Approvals.class),
                        clock));
    }
}
