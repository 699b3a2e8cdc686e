package health.keyward.bench.history;

import health.keyward.bench.measure.Gates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The running server's sequencer: a full inbox at once, then a steady two thousand events a second. */
record Sequencing(Connection connection, Consumer<String> out) {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int STEADY = 2_000;
    private static final int TICKS_A_SECOND = 10;
    private static final int STEADY_SECONDS = 15;
    /** An entry of version 1, as ADR 0004 lets a log hold it. */
    private static final String FEED = """
            INSERT INTO kw_audit_inbox (boot, nseq, at, leaf)
            SELECT ?, i, now(), '\\x01'::bytea || convert_to(json_build_object('kind', 'activity', 'id', replace(gen_random_uuid()::text, '-', ''),
              'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'realmId', (SELECT id FROM realm LIMIT 1), 'type', 'LOGIN',
              'userId', '00000000-0000-4000-8000-' || lpad(to_hex(i % 5000), 12, '0'), 'username', 'person-' || (i % 5000),
              'clientId', 'app-' || (i % 30), 'protocol', 'openid-connect', 'amr', json_build_array('pwd', 'otp'), 'acr', 'mfa', 'sso', false,
              'address', '10.1.' || (i % 40) || '.7', 'userAgent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
              'sessionId', gen_random_uuid()::text, 'reached', json_build_array(), 'details', json_build_object())::text, 'UTF8')
            FROM generate_series(?::bigint, ?::bigint) i
            """;

    void measure(Gates gates, long events, double gate, double lag) throws SQLException {
        feed("bench-full", 1, events / 10);
        await(head() + waiting());
        long before = head();
        feed("bench-more", 1, events);
        long start = System.nanoTime();
        await(before + events);
        double rate = events / ((System.nanoTime() - start) / 1e9);
        gates.atLeast(
                "sequenced a second, of " + (long) gate,
                1,
                List.of(rate / gate),
                1,
                String.format(Locale.ROOT, "%.0f entries a second into log, tree and read models", rate));
        gates.atMost("p99 of the oldest waiting entry", lag, steady(), "ms");
    }

    /** 99th percentile, in milliseconds, of the age of the oldest entry that waits. */
    private double steady() throws SQLException {
        List<Double> ages = new ArrayList<>();
        long begin = System.nanoTime();
        int each = STEADY / TICKS_A_SECOND;
        for (int tick = 0; tick < STEADY_SECONDS * TICKS_A_SECOND; tick++) {
            long due = begin + tick * (1_000_000_000L / TICKS_A_SECOND);
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            feed("bench-steady", 1L + (long) tick * each, (long) (tick + 1) * each);
            ages.add(number(
                    "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0) * 1000 FROM kw_audit_inbox"));
        }
        return ages.stream().sorted().skip(ages.size() * 99L / 100).findFirst().orElse(0.0);
    }

    private void feed(String boot, long first, long last) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(FEED)) {
            insert.setString(1, boot);
            insert.setLong(2, first);
            insert.setLong(3, last);
            insert.executeUpdate();
        }
    }

    private void await(long size) throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (head() < size) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the sequencer did not get through: " + head() + " of " + size);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
    }

    private long head() throws SQLException {
        return (long) number("SELECT size FROM kw_audit_head WHERE k = 1");
    }

    private long waiting() throws SQLException {
        return (long) number("SELECT count(*) FROM kw_audit_inbox");
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
