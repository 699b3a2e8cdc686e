package health.keyward.abac.keycloak;

import health.keyward.abac.Point;
import health.keyward.abac.core.Decision;
import health.keyward.abac.core.DecisionLog;
import health.keyward.abac.core.Policies;
import health.keyward.abac.rest.DecisionDesk;
import health.keyward.abac.store.DecisionExpiry;
import health.keyward.abac.store.DecisionProjection;
import health.keyward.abac.store.DecisionReader;
import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.history.PersonDecisions;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires the record of decisions. Option: {@code decisions-keep-months} (72, six years; at least 12): older months of the read model are dropped. */
final class LogPart {
    private static final Logger LOG = Logger.getLogger(LogPart.class);
    private static final int KEEP_MONTHS = 72;
    private static final int LEAST_MONTHS = 12;
    private static final int EXPIRY_LOCK = 61;
    private static final Duration EXPIRY_EVERY = Duration.ofMinutes(10);
    private static final int RATES_LOCK = 62;
    private static final Duration RATES_EVERY = Duration.ofMinutes(1);
    private static final Set<Point> OWN = Set.of(Point.SIGN_IN, Point.TOKEN);

    private final Clock clock;
    private final Projection projection;
    private DecisionExpiry expiry = new DecisionExpiry(KEEP_MONTHS);

    LogPart(Clock clock) {
        this.clock = clock;
        this.projection = new DecisionProjection(clock);
    }

    void init(Config.Scope config) {
        expiry = new DecisionExpiry(Math.max(LEAST_MONTHS, config.getInt("decisions-keep-months", KEEP_MONTHS)));
    }

    void start(KeycloakSessionFactory factory) {
        new ClusterTask("decision-expiry", EXPIRY_LOCK, EXPIRY_EVERY, this::expire).schedule(factory);
        new ClusterTask("deny-rates", RATES_LOCK, RATES_EVERY, new DenyRateWatch(clock)::round).schedule(factory);
    }

    /**
     * Each decision is an entry of the ledger (AB-9). One by which a sign-in or a token of this server goes on is written with it, in one transaction: the answer
     * leaves when that is committed. All others are committed by themselves before anybody hears of them.
     */
    DecisionLog log(KeycloakSession session) {
        return decisions -> {
            List<Recorded.Decision> rows =
                    decisions.stream().map(DecisionEntry::of).toList();
            Ledger ledger = Doors.open(session, Ledger.class);
            if (decisions.stream().allMatch(LogPart::goesOnHere)) {
                ledger.decided(rows);
                return () -> {};
            }
            return ledger.deciding(rows)::await;
        };
    }

    private static boolean goesOnHere(Decision decision) {
        return OWN.contains(decision.question().asked().point()) && decision.effect() == Decision.Effect.PERMIT;
    }

    /** The read model that follows the log. */
    Projection projection() {
        return projection;
    }

    /** For the timeline of a person. */
    PersonDecisions ofPerson() {
        return (tx, realm, person, wanted) -> new DecisionReader(tx, realm)
                .about(person, wanted).stream()
                        .map(line -> new PersonDecisions.Decided(
                                new PersonDecisions.Place(line.at(), line.seq()),
                                line.id(),
                                line.effect(),
                                line.client(),
                                line.action(),
                                line.resourceType(),
                                line.reasons(),
                                line.enforced()))
                        .toList();
    }

    DecisionDesk desk(KeycloakSession session, AdminCall call, Policies policies) {
        return new DecisionDesk(call, new Database(session), Doors.open(session, Ledger.class), policies, clock);
    }

    private void expire(KeycloakSession session) {
        int busy = new Database(session).write(tx -> expiry.round(tx, clock.instant()));
        if (busy > 0) {
            LOG.infof("%d months of decisions should go and are in use; they go in a later round", busy);
        }
    }
}
