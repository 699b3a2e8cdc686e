package health.keyward.audit.keycloak;

import health.keyward.audit.Integrity;
import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.SpoolState;
import health.keyward.audit.rest.Desk;
import health.keyward.audit.store.Checker;
import health.keyward.audit.store.Drills;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.LogEpoch;
import health.keyward.audit.store.Marks;
import health.keyward.audit.store.Rewrap;
import health.keyward.audit.store.RewrapOrders;
import health.keyward.audit.store.Sequencer;
import health.keyward.audit.store.Signer;
import health.keyward.audit.store.TamperDrill;
import health.keyward.audit.store.Transactions;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.WakeUp;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** What is done behind the inbox, by one node at a time: numbering entries, signing checkpoints. */
final class LedgerWork {
    private static final Logger LOG = Logger.getLogger(LedgerWork.class);
    static final int SEQUENCER_LOCK = 1;
    private static final int SIGNER_LOCK = 2;
    private static final int CHECKER_LOCK = 3;
    private static final int DRILL_LOCK = 4;
    private static final Duration DRILL_LOOK = Duration.ofMinutes(5);
    private static final Duration CHECK_LOOK = Duration.ofSeconds(10);
    private static final int REWRAP_LOCK = 5;
    private static final int MOST_PER_ROUND = 5_000;
    /** No checkpoint is younger than the one before it by less. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** So often the signer looks when this node has not numbered much. */
    private static final Duration SIGNER_LOOK = Duration.ofSeconds(5);

    /** How often a sequencer with nothing to do looks whether somebody has fallen silent. */
    private static final Duration LOOK_AROUND = Duration.ofSeconds(10);

    private final SigningOptions options;
    private final Marks marks;
    private final Clock clock;
    private final Checker checker;
    private final Sequencer sequencer;
    private final Signer signer;
    private final Duration every;
    private final WakeUp arrivals;
    private final WakeUp growth;
    private final AtomicInteger most = new AtomicInteger(MOST_PER_ROUND);
    private final AtomicInteger unsigned = new AtomicInteger();
    private volatile Instant lookedAt = Instant.EPOCH;

    /** @param arrivals called whenever this node has put something into the inbox */
    LedgerWork(
            SigningOptions options,
            Anchors anchors,
            Marks marks,
            LeafReader reader,
            Duration every,
            WakeUp arrivals,
            Clock clock) {
        this.options = options;
        this.marks = marks;
        this.clock = clock;
        this.checker = new Checker(marks, clock);
        this.sequencer = new Sequencer(clock, reader);
        this.signer = new Signer(options.origin(), options.keys(), anchors, options.every(), marks, clock);
        this.every = every;
        this.arrivals = arrivals;
        this.growth = new WakeUp(options.every().compareTo(SIGNER_LOOK) < 0 ? options.every() : SIGNER_LOOK);
    }

    void schedule(KeycloakSessionFactory factory, Rewrap rewrap) {
        ClusterTask.untilIdle("sequencer", SEQUENCER_LOCK, every, this::sequence)
                .when(arrivals)
                .schedule(factory);
        new ClusterTask("signer", SIGNER_LOCK, LOOK, this::sign).when(growth).schedule(factory);
        new ClusterTask(
                        "self-check",
                        CHECKER_LOCK,
                        CHECK_LOOK,
                        session -> checker.round(transactions(session), Doors.all(session, Projection.class)))
                .schedule(factory);
        new ClusterTask(
                        "rewrap",
                        REWRAP_LOCK,
                        CHECK_LOOK,
                        session -> new Database(session).write(tx -> {
                            RewrapOrders.round(tx, rewrap, clock.instant());
                            return true;
                        }))
                .schedule(factory);
        new ClusterTask("tamper-drill", DRILL_LOCK, DRILL_LOOK, this::drillWhenDue).schedule(factory);
    }

    /** The drill that is due, once there is something to drill on. */
    private void drillWhenDue(KeycloakSession session) {
        boolean due = new Database(session)
                .write(Drills::last)
                .map(Drills.Held::at)
                .map(at -> !at.plus(TamperDrill.EVERY).isAfter(clock.instant()))
                .orElse(true);
        if (due) {
            drill(session);
        }
    }

    /** Holds a tamper drill; empty while the log is too short for one. */
    private Optional<Drills.Held> drill(KeycloakSession session) {
        Transactions db = transactions(session);
        Optional<TamperDrill.Result> result = db.run(new TamperDrill(clock)::run);
        result.filter(held -> !held.missed().isEmpty())
                .ifPresent(held -> LOG.errorf("the tamper drill was not named rightly: %s", held.missed()));
        return result.map(held -> db.run(tx -> Drills.keep(tx, held, marks, clock.instant())));
    }

    /** A row that a projection cannot take: the rounds shrink until it is alone, so that nothing before it is held up. */
    private boolean sequence(KeycloakSession session) {
        List<Projection> projections = Doors.all(session, Projection.class);
        int round = most.get();
        most.set(Math.max(1, round / 10));
        int moved = new Database(session).write(tx -> sequencer.round(tx, round, projections));
        most.set(MOST_PER_ROUND);
        if (unsigned.addAndGet(moved) >= Signer.MANY) {
            growth.call();
        }
        Instant now = clock.instant();
        if (moved < round && !lookedAt.plus(LOOK_AROUND).isAfter(now)) {
            lookedAt = now;
            new Database(session).write(tx -> {
                sequencer.look(tx, marks);
                return moved;
            });
        }
        return moved >= round;
    }

    private void sign(KeycloakSession session) {
        unsigned.set(0);
        signer.round(transactions(session));
    }

    /** What the room's admin API works with. */
    Desk desk(AdminCall call, Ledger ledger, Set<Integer> kekFiles, Supplier<SpoolState> spool) {
        return new Desk(
                call,
                new Database(call.session()),
                ledger,
                clock,
                options.origin(),
                keepsEvidence(call.realm()),
                Doors.all(call.session(), Projection.class),
                kekFiles,
                spool,
                () -> drill(call.session()));
    }

    Integrity integrity(KeycloakSession session) {
        return new SessionIntegrity(session, options.evidenceRealm(), clock);
    }

    String signed(String kind, String statement) {
        return Checkpoint.statement(options.origin(), kind, statement, options.keys())
                .whole();
    }

    /** Whether what concerns entries of all realms is decided there. */
    boolean keepsEvidence(RealmModel realm) {
        return realm.getName().equals(options.evidenceRealm());
    }

    /** See {@link Signer#resume}; in the session's transaction. */
    OptionalInt resume(KeycloakSession session, Connection tx, LogEpoch.Reason reason, Marks own) throws SQLException {
        return signer.resume(tx, reason, own, sequencer, Doors.all(session, Projection.class));
    }

    private static Transactions transactions(KeycloakSession session) {
        return new Transactions() {
            @Override
            public <T> T run(Work<T> work) {
                return KeycloakModelUtils.runJobInTransactionWithResult(
                        session.getKeycloakSessionFactory(), fresh -> new Database(fresh).write(work::on));
            }
        };
    }
}
