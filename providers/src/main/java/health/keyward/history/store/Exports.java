package health.keyward.history.store;

import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders for exports, how far each has come, and their files in pieces. */
public final class Exports {
    /** Unfinished exports one person may have. */
    public static final int MOST_OPEN = 3;

    private static final int MOST_ATTEMPTS = 5;
    private static final int LISTED = 50;
    private static final String COLUMNS =
            "id, realm_id, user_id, username, client_id, session_id, address, what, format, question, asked_at,"
                    + " last_entry, state, rows, bytes, at, seq, lowest, highest, sha256, ended_at";

    /** One piece of a file: whole rows. */
    public record Piece(long starts, byte[] body) {}

    /** False when this person has as many unfinished exports as one may. */
    public boolean ask(Connection tx, ExportOrder order) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtext('kw_history_export'), hashtext(?))", owner(order))
                .each(tx, 0, row -> {});
        long open = Sql.of(
                        "SELECT count(*) FROM kw_history_export WHERE realm_id = ? AND user_id = ? AND state IN"
                                + " ('WAITING', 'RUNNING')",
                        order.realm().value(),
                        owner(order))
                .number(tx);
        if (open >= MOST_OPEN) {
            return false;
        }
        Actor actor = order.actor();
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_history_export (id, realm_id, user_id, username, client_id, session_id, address, what,"
                        + " format, question, asked_at, last_entry, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " 'WAITING')")) {
            insert.setObject(1, order.id());
            insert.setString(2, order.realm().value());
            insert.setString(3, owner(order));
            insert.setString(4, actor.username());
            insert.setString(5, actor.clientId());
            insert.setString(6, actor.sessionId());
            insert.setString(7, actor.address());
            insert.setString(8, order.what().name());
            insert.setString(9, order.format().name());
            insert.setString(10, order.question());
            insert.setObject(11, order.askedAt().atOffset(java.time.ZoneOffset.UTC));
            insert.setLong(12, order.lastEntry());
            insert.executeUpdate();
        }
        return true;
    }

    private static String owner(ExportOrder order) {
        String owner = order.actor().userId();
        return owner == null ? "" : owner;
    }

    /** Number of the newest entry of the log. */
    public long lastEntry(Connection tx) throws SQLException {
        return Sql.of("SELECT first_seq + size - 1 FROM kw_audit_head WHERE k = 1")
                .number(tx);
    }

    public List<ExportState> of(Connection tx, RealmId realm, UserId owner) throws SQLException {
        return Sql.of(
                        "SELECT " + COLUMNS
                                + " FROM kw_history_export WHERE realm_id = ? AND user_id = ? ORDER BY asked_at DESC"
                                + " LIMIT "
                                + LISTED,
                        realm.value(),
                        owner.value())
                .list(tx, Exports::state);
    }

    public Optional<ExportState> of(Connection tx, RealmId realm, UserId owner, UUID id) throws SQLException {
        return Sql.of(
                        "SELECT " + COLUMNS + " FROM kw_history_export WHERE id = ? AND realm_id = ? AND user_id = ?",
                        id,
                        realm.value(),
                        owner.value())
                .first(tx, Exports::state);
    }

    /** The oldest that is not finished, marked as taken up; one that was taken up too often without getting on is given up. */
    public Optional<ExportState> takeUp(Connection tx, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_history_export SET state = 'FAILED', ended_at = ? WHERE state = 'RUNNING' AND"
                                + " attempts >= "
                                + MOST_ATTEMPTS,
                        now)
                .update(tx);
        return Sql.of("UPDATE kw_history_export SET state = 'RUNNING', attempts = attempts + 1 WHERE id = (SELECT id"
                        + " FROM kw_history_export WHERE state IN ('WAITING', 'RUNNING') ORDER BY asked_at LIMIT 1) RETURNING "
                        + COLUMNS)
                .first(tx, Exports::state);
    }

    /**
     * Adds a piece and says how far that goes; a piece that gets through clears the count of attempts.
     *
     * @return false when the export was cancelled meanwhile
     */
    public boolean add(Connection tx, ExportState was, ExportState now, byte[] body) throws SQLException {
        Cursor place = now.place();
        int still = Sql.of(
                        "UPDATE kw_history_export SET attempts = 0, rows = ?, bytes = ? WHERE id = ? AND state ="
                                + " 'RUNNING' AND bytes = ?",
                        now.rows(),
                        now.bytes(),
                        now.order().id(),
                        was.bytes())
                .update(tx);
        if (still == 0) {
            return false;
        }
        if (place != null && now.lowest() != null && now.highest() != null) {
            Sql.of(
                            "UPDATE kw_history_export SET at = ?, seq = ?, lowest = ?, highest = ? WHERE id = ?",
                            place.at(),
                            place.seq(),
                            now.lowest(),
                            now.highest(),
                            now.order().id())
                    .update(tx);
        }
        Sql.of(
                        "INSERT INTO kw_history_export_piece (asked_at, id, starts, length, body) VALUES (?, ?, ?, ?,"
                                + " ?)",
                        now.order().askedAt(),
                        now.order().id(),
                        was.bytes(),
                        body.length,
                        body)
                .update(tx);
        return true;
    }

    /** @param phase one that {@link ExportState.Phase#hasFile has a file} */
    public boolean finish(Connection tx, UUID id, ExportState.Phase phase, String sha256, Instant now)
            throws SQLException {
        return Sql.of(
                                "UPDATE kw_history_export SET state = ?, sha256 = ?, ended_at = ? WHERE id = ? AND"
                                        + " state = 'RUNNING'",
                                phase.name(),
                                sha256,
                                now,
                                id)
                        .update(tx)
                == 1;
    }

    /** False when there is no such export or it was cancelled before. */
    public boolean cancel(Connection tx, RealmId realm, UserId owner, UUID id, Instant now) throws SQLException {
        return Sql.of(
                                "UPDATE kw_history_export SET state = 'CANCELLED', ended_at = coalesce(ended_at, ?)"
                                        + " WHERE id = ? AND realm_id = ? AND user_id = ? AND state <> 'CANCELLED'",
                                now,
                                id,
                                realm.value(),
                                owner.value())
                        .update(tx)
                == 1;
    }

    /** The piece that holds a byte of the file; empty behind its end, or when the file is gone. */
    public Optional<Piece> pieceAt(Connection tx, ExportOrder order, long offset) throws SQLException {
        return Sql.of(
                        "SELECT starts, body FROM kw_history_export_piece WHERE asked_at = ? AND id = ? AND starts <= ?"
                                + " AND starts + length > ? ORDER BY starts DESC LIMIT 1",
                        order.askedAt(),
                        order.id(),
                        offset,
                        offset)
                .first(tx, row -> new Piece(row.getLong(1), row.getBytes(2)));
    }

    /** Makes room for today's and tomorrow's files and drops those of the day before yesterday. */
    public void days(Connection tx, Instant now) throws SQLException {
        Sql.of("SELECT kw_history_export_days(?)", now).each(tx, 0, row -> {});
    }

    private static ExportState state(ResultSet row) throws SQLException {
        ExportOrder order = new ExportOrder(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                new Actor(
                        row.getString("realm_id"),
                        row.getString("user_id"),
                        row.getString("username"),
                        row.getString("client_id"),
                        row.getString("session_id"),
                        row.getString("address")),
                ExportOrder.What.valueOf(row.getString("what")),
                ExportOrder.Format.valueOf(row.getString("format")),
                row.getString("question"),
                Columns.at(row, "asked_at"),
                row.getLong("last_entry"));
        Instant at = Columns.maybe(row, "at");
        return new ExportState(
                order,
                ExportState.Phase.valueOf(row.getString("state")),
                row.getLong("rows"),
                row.getLong("bytes"),
                at == null ? null : new Cursor(at, row.getLong("seq")),
                row.getObject("lowest", Long.class),
                row.getObject("highest", Long.class),
                row.getString("sha256"),
                Columns.maybe(row, "ended_at"));
    }
}
