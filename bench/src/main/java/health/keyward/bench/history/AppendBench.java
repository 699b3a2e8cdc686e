package health.keyward.bench.history;

import health.keyward.bench.Sized;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sixteen writers, one durable transaction per event: Keyward's inbox against Keycloak's event table and against a table whose rows are chained by a hash
 * on one head row. Then how fast the running server takes a full inbox into log, tree and read models, and how far it is behind under load.
 */
public final class AppendBench implements Sized {
    private static final int WRITERS = 16;
    private static final int PORT_BASE = 9600;
    private static final String TABLES = """
            CREATE TABLE bench_inbox (LIKE kw_audit_inbox INCLUDING ALL);
            CREATE TABLE bench_events (LIKE event_entity INCLUDING ALL);
            CREATE TABLE bench_chain (seq bigint PRIMARY KEY, hash bytea NOT NULL, leaf bytea NOT NULL);
            CREATE TABLE bench_chain_head (k smallint PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
            INSERT INTO bench_chain_head VALUES (1, 0, '\\x00');
            """;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public String question() {
        return "durable appends by 16 writers, Keyward : Keycloak's event table (gate 0.9) and : a hash chain (gate 8); sequencing (gate 20,000 a second)";
    }

    /** Gates of one size. */
    private record Limits(
            int pairs, Duration block, double stock, double chain, long sequenced, double sequencing, double lag) {
        static Limits of(long events) {
            return events >= FULL
                    ? new Limits(12, Duration.ofSeconds(4), 0.9, 8, 1_000_000, 20_000, 1_500)
                    : new Limits(5, Duration.ofMillis(1_500), 0.5, 1.5, Math.min(events, 100_000), 1_000, 10_000);
        }
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        Options options = Options.whole(root)
                .withState(root.resolve(".keyward/bench/append"))
                .withPorts(new Ports(PORT_BASE))
                .withParts(java.util.Set.of())
                .withFreshState();
        try (House house = House.start(options, new Progress(out));
                Connection connection = house.postgres().connect()) {
            execute(connection, TABLES);
            Limits limits = Limits.of(events);
            Gates gates = new Gates(limits.pairs(), out);
            appends(house, limits, gates, out);
            new Sequencing(connection, out).measure(gates, limits.sequenced(), limits.sequencing(), limits.lag());
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the database refused: " + failed.getMessage(), failed);
        }
    }

    private static void appends(House house, Limits limits, Gates gates, Consumer<String> out) {
        List<Double> stock = new ArrayList<>();
        List<Double> chain = new ArrayList<>();
        double[] sums = new double[3];
        for (int pair = 0; pair <= limits.pairs(); pair++) {
            double ours = rate(house, limits.block(), AppendBench::inbox);
            double theirs = rate(house, limits.block(), AppendBench::event);
            double chained = rate(house, limits.block(), AppendBench::chained);
            theirs = (theirs + rate(house, limits.block(), AppendBench::event)) / 2;
            ours = (ours + rate(house, limits.block(), AppendBench::inbox)) / 2;
            if (pair > 0) {
                stock.add(ours / theirs);
                chain.add(ours / chained);
                sums[0] += ours / limits.pairs();
                sums[1] += theirs / limits.pairs();
                sums[2] += chained / limits.pairs();
            }
        }
        out.accept(String.format(
                Locale.ROOT,
                "transactions a second, %d writers: inbox %.0f, event table %.0f, hash chain %.0f",
                WRITERS,
                sums[0],
                sums[1],
                sums[2]));
        gates.atLeast("inbox : event table", limits.stock(), stock, "");
        gates.atLeast("inbox : hash chain", limits.chain(), chain, "");
    }

    /** One durable transaction. */
    private interface Writing {
        void once(Connection connection, long number) throws SQLException;
    }

    private static final AtomicLong NUMBER = new AtomicLong();

    private static double rate(House house, Duration block, Writing writing) {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            long end = System.nanoTime() + block.toNanos();
            List<Future<Long>> counts =
                    pool.invokeAll(java.util.Collections.nCopies(WRITERS, writer(house, writing, end)));
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return all / (block.toNanos() / 1e9);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IllegalStateException("a writer failed", failed);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Callable<Long> writer(House house, Writing writing, long end) {
        return () -> {
            long written = 0;
            try (Connection connection = house.postgres().connect()) {
                connection.setAutoCommit(false);
                while (System.nanoTime() < end) {
                    writing.once(connection, NUMBER.incrementAndGet());
                    connection.commit();
                    written++;
                }
            }
            return written;
        };
    }

    private static void inbox(Connection connection, long number) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO bench_inbox (boot, nseq, at, leaf) VALUES (?, ?, now(), ?)")) {
            insert.setString(1, "bench-" + Thread.currentThread().threadId());
            insert.setLong(2, number);
            insert.setBytes(3, leaf(number));
            insert.executeUpdate();
        }
    }

    private static void event(Connection connection, long number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO bench_events (id, realm_id, client_id, event_time, type, user_id, ip_address, session_id, details_json)"
                        + " VALUES (?, 'realm', 'app', ?, 'LOGIN', ?, '10.0.0.1', ?, ?)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setLong(2, System.currentTimeMillis());
            insert.setString(3, new UUID(7, number % 10_000).toString());
            insert.setString(4, new UUID(8, number).toString());
            insert.setString(5, new String(leaf(number), java.nio.charset.StandardCharsets.US_ASCII).substring(0, 300));
            insert.executeUpdate();
        }
    }

    private static void chained(Connection connection, long number) throws SQLException {
        try (PreparedStatement append = connection.prepareStatement(
                "WITH head AS (UPDATE bench_chain_head SET seq = seq + 1, hash = sha256(hash || ?) WHERE k = 1 RETURNING seq, hash)"
                        + " INSERT INTO bench_chain SELECT seq, hash, ? FROM head")) {
            byte[] leaf = leaf(number);
            append.setBytes(1, leaf);
            append.setBytes(2, leaf);
            append.executeUpdate();
        }
    }

    private static byte[] leaf(long number) {
        byte[] leaf = new byte[500];
        for (int i = 0; i < leaf.length; i++) {
            leaf[i] = (byte) ('a' + (number * 31 + i * 7L) % 26);
        }
        return leaf;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
