package health.keyward.audit.store;

import health.keyward.audit.core.Anchors.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the signer found and how the anchors answered; kept in the database, because any node may be asked. */
public final class SigningState {
    private final Connection tx;

    public SigningState(Connection tx) {
        this.tx = tx;
    }

    /** Why there are or are not any new checkpoints. */
    public enum State {
        /** Nothing was signed yet. */
        NEW,
        SIGNING,
        /** None of the configured anchors has answered since the server started. */
        UNCOMPARED,
        ROLLED_BACK,
        FORKED;

        /** Whether the log refuses to be signed until a new epoch is opened. */
        public boolean refuses() {
            return this == ROLLED_BACK || this == FORKED;
        }
    }

    /** @param detail which anchor remembers what, in words */
    public record Finding(
            State state, String detail, @Nullable Instant since) {}

    /**
     * @param size of the newest checkpoint it has, in the epoch of that time
     * @param trouble what went wrong last; null while all is well
     */
    public record AnchorState(
            String anchor,
            int epoch,
            long size,
            @Nullable Instant keptAt,
            @Nullable String trouble,
            @Nullable Instant troubleSince) {}

    public Finding read() throws SQLException {
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT state, detail, since FROM kw_audit_signer WHERE k = 1")) {
            row.next();
            return new Finding(State.valueOf(row.getString(1)), row.getString(2), instant(row, 3));
        }
    }

    /** Keeps since when it has been so. */
    void write(State state, String detail, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            UPDATE kw_audit_signer SET state = ?, detail = ?, since = CASE WHEN state = ? THEN since ELSE ? END
            WHERE k = 1 AND (state <> ? OR detail <> ?)\
            """)) {
            write.setString(1, state.name());
            write.setString(2, detail);
            write.setString(3, state.name());
            write.setObject(4, now.atOffset(ZoneOffset.UTC));
            write.setString(5, state.name());
            write.setString(6, detail);
            write.executeUpdate();
        }
    }

    public List<AnchorState> anchors() throws SQLException {
        List<AnchorState> anchors = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery(
                        "SELECT anchor, epoch, size, kept_at, trouble, trouble_since FROM kw_audit_anchor ORDER BY"
                                + " anchor")) {
            while (row.next()) {
                anchors.add(new AnchorState(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        instant(row, 4),
                        row.getString(5),
                        instant(row, 6)));
            }
        }
        return anchors;
    }

    /** Anchors that are configured no more are forgotten. */
    void told(int epoch, long size, List<Told> answers, Instant now) throws SQLException {
        try (PreparedStatement forget = tx.prepareStatement("DELETE FROM kw_audit_anchor WHERE NOT anchor = ANY (?)")) {
            forget.setArray(
                    1,
                    tx.createArrayOf(
                            "varchar", answers.stream().map(Told::anchor).toArray()));
            forget.executeUpdate();
        }
        for (Told answer : answers) {
            switch (answer) {
                case Told.Kept kept -> kept(kept.anchor(), epoch, size, now);
                case Told.Refused refused -> trouble(refused.anchor(), "refused: " + refused.why(), now);
                case Told.Failed failed -> trouble(failed.anchor(), failed.why(), now);
            }
        }
    }

    private void kept(String anchor, int epoch, long size, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_anchor (anchor, epoch, size, kept_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (anchor) DO UPDATE SET epoch = excluded.epoch, size = excluded.size, kept_at = excluded.kept_at,
              trouble = NULL, trouble_since = NULL\
            """)) {
            write.setString(1, anchor);
            write.setInt(2, epoch);
            write.setLong(3, size);
            write.setObject(4, now.atOffset(ZoneOffset.UTC));
            write.executeUpdate();
        }
    }

    private void trouble(String anchor, String why, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_anchor AS a (anchor, epoch, size, trouble, trouble_since) VALUES (?, 1, 0, ?, ?)
            ON CONFLICT (anchor) DO UPDATE SET trouble = excluded.trouble,
              trouble_since = coalesce(a.trouble_since, excluded.trouble_since)\
            """)) {
            write.setString(1, anchor);
            write.setString(2, why);
            write.setObject(3, now.atOffset(ZoneOffset.UTC));
            write.executeUpdate();
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
