package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvals;
import health.keyward.history.SignInCounts;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Levels;
import health.keyward.keycloak.NodeTask;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;
import health.keyward.stepup.RiskSignal;
import health.keyward.stepup.core.RiskLimits;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.rest.MapDesk;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Wires the step-up map. */
final class MapPart {
    private final Clock clock;
    private RiskLimits limits = RiskLimits.USUAL;
    private final MapVersions versions = new MapVersions();
    private final PublishedMaps published = new PublishedMaps(versions, System::nanoTime);

    MapPart(Clock clock) {
        this.clock = clock;
    }

    /** @throws IllegalArgumentException for a limit that makes no sense, so that the server does not start with it */
    void init(Config.Scope config) {
        limits = new RiskLimits(
                config.getInt("risk-failures", RiskLimits.USUAL.failures()),
                Duration.ofDays(
                        config.getLong("risk-days", RiskLimits.USUAL.familiar().toDays())));
    }

    /** What this room itself knows of a risk. */
    RiskSignal risk(KeycloakSession session) {
        return new HabitRisk(session, limits, clock);
    }

    Rules rules(KeycloakSession session) {
        return new Rules() {
            @Override
            public Need need(Ask ask) {
                return published
                        .of(new Database(session)::write, ask.realm())
                        .need(ask, () -> SignInRisk.of(session, ask));
            }

            @Override
            public boolean silent(RealmId realm) {
                return published.of(new Database(session)::write, realm).isEmpty();
            }

            @Override
            public Set<String> roles(RealmId realm) {
                return published.of(new Database(session)::write, realm).roles();
            }
        };
    }

    StepUpMaps maps(KeycloakSession session) {
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

    Approvable kind(KeycloakSession session) {
        return new StepUpMapKind(shelf(session), clock);
    }

    MapDesk desk(KeycloakSession session, AdminCall call) {
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
                clock);
    }

    void schedule(KeycloakSessionFactory factory) {
        new NodeTask(
                        "stepup-map",
                        PublishedMaps.LOOK_EVERY,
                        () -> KeycloakModelUtils.runJobInTransaction(
                                factory, session -> published.look(new Database(session)::write)))
                .schedule(factory);
    }

    private MapShelf shelf(KeycloakSession session) {
        return new SessionShelf(session, versions, new Publishing(session, versions, published::forget));
    }
}
