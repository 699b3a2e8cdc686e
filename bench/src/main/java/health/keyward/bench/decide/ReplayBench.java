package health.keyward.bench.decide;

import health.keyward.abac.core.Policy;
import health.keyward.abac.core.Turns;
import health.keyward.abac.keycloak.replay.ReplayRound;
import health.keyward.abac.keycloak.replay.ReplayRound.Wanted;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.abac.store.ReplayJobs.Job;
import health.keyward.abac.store.ReplayJobs.State;
import health.keyward.audit.Entry;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.OpenedEntries;
import health.keyward.bench.Sized;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ClusterTask;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A million decisions, recorded by the house's own writer and numbered by its sequencer, decided again by the job's own rounds on two threads: read, opened with
 * the keys of the people, decided and counted. What turns is known beforehand, and the count has to be that.
 */
public final class ReplayBench implements Sized {
    private static final int PORT_BASE = 9700;
    private static final long MILLION = 1_000_000;
    private static final long A_FEW = 20_000;
    private static final double MOST_SECONDS = 60;
    private static final int REPLAY_LOCK = 63;
    private static final String BUNDLE = "be".repeat(32);
    private static final long PATIENCE_NANOS = 3_600L * 1_000_000_000;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String question() {
        return "a million recorded decisions, decided again by another bundle (gate 60 s, made for two cores)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        return run(root, smoke ? A_FEW : MILLION, out);
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        Corpus corpus = Corpus.of(root);
        Options options = Options.whole(root)
                .withState(root.resolve(".keyward/bench/replay"))
                .withPorts(new Ports(PORT_BASE))
                .withParts(Set.<Part>of())
                .withFreshState();
        Instant from = Instant.now().minusMillis(events + 60_000).truncatedTo(ChronoUnit.MILLIS);
        try (House house = House.start(options, new Progress(out));
                Connection connection = house.postgres().connect();
                PastDecisions past = new PastDecisions(
                        corpus,
                        options.state().resolve("kek"),
                        () -> house.postgres().connect(),
                        from)) {
            execute(connection, "SELECT pg_advisory_lock(" + ClusterTask.LOCK_CLASS + ", " + REPLAY_LOCK + ")");
            long began = System.nanoTime();
            past.write(events);
            await(connection, events);
            out.accept(String.format(
                    Locale.ROOT, "%d decisions recorded in %.0f s", events, (System.nanoTime() - began) / 1e9));
            execute(connection, "ANALYZE kw_decision; ANALYZE kw_audit_log");
            return measured(house, corpus, past, from, events, out);
        } catch (SQLException failed) {
            throw new IllegalStateException("the database refused: " + failed.getMessage(), failed);
        }
    }

    private static Verdict measured(
            House house, Corpus corpus, PastDecisions past, Instant from, long events, Consumer<String> out)
            throws SQLException {
        RealmId realm = new RealmId(PastDecisions.REALM);
        ReplayJobs jobs = new ReplayJobs();
        UUID id = UUID.randomUUID();
        ReplayRound round = new ReplayRound(Clock.systemUTC(), System::nanoTime);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try (Connection connection = house.postgres().connect()) {
            connection.setAutoCommit(false);
            jobs.add(
                    connection,
                    new ReplayJobs.Order(
                            id, realm, 0, "bench", BUNDLE, from, from.plusMillis(events), "bench", "bench", from));
            connection.commit();
            Working working = new Working(connection, new LeafReader(past.keys()::byRef), corpus, workers);
            long began = System.nanoTime();
            while (round.round(connection, working)) {
                connection.commit();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Job job = jobs.one(connection, realm, id).orElseThrow();
            right(job, events);
            out.accept(String.format(
                    Locale.ROOT,
                    "%d decisions in %.1f s, %.0f a second, %.1f us each",
                    events,
                    seconds,
                    events / seconds,
                    seconds * 1e6 / events));
            Gates gates = new Gates(1, out);
            gates.atMost("replay", MOST_SECONDS, seconds, "s");
            return gates.verdict();
        } finally {
            workers.shutdownNow();
        }
    }

    /** A replay that counts wrongly measures nothing. */
    private static void right(Job job, long events) {
        Turns.Count counted = job.counted();
        long turns = (events + PastDecisions.TURNS_EVERY - 1) / PastDecisions.TURNS_EVERY;
        if (job.state() != State.DONE || counted.compared() != events || counted.turns() != turns) {
            throw new IllegalStateException("the replay is " + job.state() + ", compared " + counted.compared() + " of "
                    + events + " and says that " + counted.turns() + " turn, not " + turns);
        }
    }

    private record Working(Connection connection, LeafReader reader, Corpus corpus, Executor workers)
            implements ReplayRound.House {
        @Override
        public Wanted policy(Job job) {
            return new Wanted.Found(BUNDLE, new Policy("bench", corpus.engine()));
        }

        @Override
        public List<Supplier<Optional<Entry>>> entries(List<Long> seqs) {
            try {
                return new OpenedEntries(connection, reader).later(seqs, ReplayRound.NOT_NEEDED);
            } catch (SQLException failed) {
                throw new IllegalStateException("entries cannot be read", failed);
            }
        }

        @Override
        public void ended(Job job, State state, Turns.Count counted) {}
    }

    /** Until the sequencer has numbered them and the list has them all. */
    private static void await(Connection connection, long events) throws SQLException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (count(connection) < events) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the sequencer did not get through");
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM kw_decision WHERE realm_id = '" + PastDecisions.REALM + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
