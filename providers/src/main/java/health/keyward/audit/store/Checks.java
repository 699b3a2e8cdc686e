package health.keyward.audit.store;

import health.keyward.audit.core.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of the self-check. */
public final class Checks {
    private static final String ROWS = """
        SELECT id, whole, state, asked_at, finished_at, epoch, since, size, done, root, damage, bad_entry, detail FROM kw_audit_check
        """;

    private Checks() {}

    /** How far a run is and how it ended. */
    public enum State {
        ASKED,
        RUNNING,
        GOOD,
        BAD,
        STOPPED
    }

    /** See {@code health.keyward.contract.audit.LedgerCheck}; {@code root} is that of a good run's size. */
    public record Run(
            long id,
            boolean full,
            State state,
            Instant askedAt,
            @Nullable Instant finishedAt,
            int epoch,
            long from,
            long size,
            long done,
            @Nullable Hash root,
            @Nullable String damage,
            @Nullable Long badEntry,
            @Nullable String detail) {
        /** For people. */
        public String words() {
            return (badEntry == null ? "" : "entry " + badEntry + ": ") + (detail == null ? damage : detail);
        }
    }

    /** The newest runs, the newest first. */
    public static List<Run> newest(Connection tx, int limit) throws SQLException {
        return ask(tx, ROWS + "ORDER BY id DESC LIMIT " + limit);
    }

    /** The newest run that came to a result. */
    public static Optional<Run> newestEnded(Connection tx) throws SQLException {
        return ask(tx, ROWS + "WHERE state IN ('GOOD', 'BAD') ORDER BY id DESC LIMIT 1").stream()
                .findFirst();
    }

    /** Damage that stands: the newest run that found some, as long as no later one has read the same entries and found none, or the log went on in a new epoch. */
    public static Optional<Run> standingDamage(Connection tx) throws SQLException {
        return ask(tx, ROWS + """
            b WHERE state = 'BAD' AND NOT EXISTS (SELECT FROM kw_audit_check g
              WHERE g.state = 'GOOD' AND g.id > b.id AND (g.epoch > b.epoch OR g.since <= b.since))
            ORDER BY id DESC LIMIT 1\
            """).stream().findFirst();
    }

    static Optional<Run> newestGood(Connection tx, int epoch) throws SQLException {
        return ask(tx, ROWS + "WHERE state = 'GOOD' AND epoch = " + epoch + " ORDER BY id DESC LIMIT 1").stream()
                .findFirst();
    }

    static Optional<Run> oldestAsked(Connection tx) throws SQLException {
        return ask(tx, ROWS + "WHERE state = 'ASKED' ORDER BY id LIMIT 1").stream()
                .findFirst();
    }

    private static List<Run> ask(Connection tx, String query) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement(query);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                byte[] root = row.getBytes(10);
                long bad = row.getLong(12);
                runs.add(new Run(
                        row.getLong(1),
                        row.getBoolean(2),
                        State.valueOf(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        instant(row.getObject(5, OffsetDateTime.class)),
                        row.getInt(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        root == null ? null : Hash.of(root),
                        row.getString(11),
                        bad == 0 ? null : bad,
                        row.getString(13)));
            }
        }
        return runs;
    }

    /** Asks for a run; one that waits already is taken as asked again. */
    public static void request(Connection tx, boolean full, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_check (whole, state, asked_at) SELECT ?, 'ASKED', ?
            WHERE NOT EXISTS (SELECT FROM kw_audit_check WHERE state = 'ASKED' AND whole = ?)\
            """)) {
            write.setBoolean(1, full);
            write.setObject(2, now.atOffset(ZoneOffset.UTC));
            write.setBoolean(3, full);
            write.executeUpdate();
        }
    }

    /** Runs that a server left behind when it went down. */
    static void stopAbandoned(Connection tx, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(
                "UPDATE kw_audit_check SET state = 'STOPPED', finished_at = ? WHERE state = 'RUNNING'")) {
            write.setObject(1, now.atOffset(ZoneOffset.UTC));
            write.executeUpdate();
        }
    }

    static void begin(Connection tx, long id, Head head, long from) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(
                "UPDATE kw_audit_check SET state = 'RUNNING', epoch = ?, since = ?, size = ?, done = ? WHERE id = ?")) {
            write.setInt(1, head.epoch());
            write.setLong(2, from);
            write.setLong(3, head.size());
            write.setLong(4, from);
            write.setLong(5, id);
            write.executeUpdate();
        }
    }

    static void progress(Connection tx, long id, long done) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("UPDATE kw_audit_check SET done = ? WHERE id = ?")) {
            write.setLong(1, done);
            write.setLong(2, id);
            write.executeUpdate();
        }
    }

    static void good(Connection tx, long id, Hash root, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(
                "UPDATE kw_audit_check SET state = 'GOOD', done = size, root = ?, finished_at = ? WHERE id = ?")) {
            write.setBytes(1, root.bytes());
            write.setObject(2, now.atOffset(ZoneOffset.UTC));
            write.setLong(3, id);
            write.executeUpdate();
        }
    }

    static void bad(Connection tx, long id, Damage damage, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(
                "UPDATE kw_audit_check SET state = 'BAD', damage = ?, bad_entry = ?, detail = ?, finished_at = ? WHERE"
                        + " id = ?")) {
            write.setString(1, damage.kind().name());
            write.setObject(2, damage.entry());
            write.setString(3, damage.detail());
            write.setObject(4, now.atOffset(ZoneOffset.UTC));
            write.setLong(5, id);
            write.executeUpdate();
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
