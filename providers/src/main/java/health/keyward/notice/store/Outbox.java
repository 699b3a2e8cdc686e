package health.keyward.notice.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.core.Channel;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.State;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_NOTICE}. Every method works on the connection it is given and neither commits nor closes it. */
public final class Outbox {
    /** Puts a notice there; false when the same one is there already. */
    public boolean put(Connection tx, Notice notice, Channel channel, Instant at) throws SQLException {
        return put(tx, notice, channel, at, at);
    }

    private static boolean put(Connection tx, Notice notice, Channel channel, Instant madeAt, Instant dueAt)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_notice (id, realm_id, topic, dedupe, channel, audience, except_user, facts, made_at, since, due_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (realm_id, dedupe, channel, audience) DO NOTHING\
            """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, notice.realm().value());
            insert.setString(3, notice.topic());
            insert.setString(4, notice.dedupe());
            insert.setString(5, channel.name());
            insert.setString(6, notice.audience().text());
            insert.setString(7, except(notice.audience()));
            insert.setArray(8, tx.createArrayOf("text", Facts.flat(notice.facts())));
            insert.setObject(9, stored(madeAt));
            insert.setObject(10, stored(dueAt));
            insert.setObject(11, stored(dueAt));
            return insert.executeUpdate() == 1;
        }
    }

    /** The letter that has been due longest, held for this transaction; what others hold is left to them. */
    public Optional<Letter> next(Connection tx, Channel channel, Instant now) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_notice WHERE state = 'WAITING'"
                + " AND channel = ? AND due_at <= ? ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED")) {
            select.setString(1, channel.name());
            select.setObject(2, stored(now));
            return one(select);
        }
    }

    public void delivered(Connection tx, Letter letter, Instant at) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_notice SET state = 'DELIVERED', delivered_at = ?,"
                        + " attempts = attempts + 1, last_error = NULL WHERE id = ?")) {
            update.setObject(1, stored(at));
            update.setObject(2, letter.id());
            update.executeUpdate();
        }
    }

    /** @param again when it is tried next; null when it is given up */
    public void failed(Connection tx, Letter letter, String why, @Nullable Instant again) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_notice SET state = ?, due_at = COALESCE(?, due_at),"
                        + " attempts = attempts + 1, last_error = ? WHERE id = ? AND state = 'WAITING'")) {
            update.setString(1, again == null ? State.FAILED.name() : State.WAITING.name());
            update.setObject(2, again == null ? null : stored(again), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(3, why.length() <= 255 ? why : why.substring(0, 255));
            update.setObject(4, letter.id());
            update.executeUpdate();
        }
    }

    /** Everybody who holds the role gets a letter of their own, which is as old as the first one. */
    public void spread(Connection tx, Letter letter, List<UserId> holders, Instant now) throws SQLException {
        for (UserId holder : holders) {
            Notice own = new Notice(
                    letter.notice().realm(),
                    letter.notice().topic(),
                    letter.notice().dedupe(),
                    new Audience.Person(holder),
                    letter.notice().facts());
            put(tx, own, letter.channel(), letter.madeAt(), now);
        }
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_notice SET state = 'SPREAD', attempts = attempts + 1 WHERE id = ?")) {
            update.setObject(1, letter.id());
            update.executeUpdate();
        }
    }

    /** Another row of attempts for a notice that was given up; false when there is no such one in the realm. */
    public boolean again(Connection tx, RealmId realm, UUID id, Instant now) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_notice SET state = 'WAITING', attempts = 0, since = ?,"
                        + " due_at = ? WHERE id = ? AND realm_id = ? AND state = 'FAILED'")) {
            update.setObject(1, stored(now));
            update.setObject(2, stored(now));
            update.setObject(3, id);
            update.setString(4, realm.value());
            return update.executeUpdate() == 1;
        }
    }

    public Optional<Letter> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_notice WHERE id = ? AND realm_id = ?")) {
            select.setObject(1, id);
            select.setString(2, realm.value());
            return one(select);
        }
    }

    /** Newest first. */
    public List<Letter> list(Connection tx, RealmId realm, @Nullable State state, @Nullable PageKey after, int most)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_notice WHERE realm_id = ?"
                + (state == null ? "" : " AND state = ?")
                + (after == null ? "" : " AND (made_at, id) < (?, ?)")
                + " ORDER BY made_at DESC, id DESC LIMIT ?")) {
            int at = 1;
            select.setString(at++, realm.value());
            if (state != null) {
                select.setString(at++, state.name());
            }
            if (after != null) {
                select.setObject(at++, stored(after.at()));
                select.setObject(at++, after.id());
            }
            select.setInt(at, most);
            return many(select);
        }
    }

    private static Optional<Letter> one(PreparedStatement select) throws SQLException {
        return many(select).stream().findFirst();
    }

    private static List<Letter> many(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Letter> letters = new ArrayList<>();
            while (row.next()) {
                letters.add(letter(row));
            }
            return letters;
        }
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getObject("id", UUID.class),
                new Notice(
                        new RealmId(row.getString("realm_id")),
                        row.getString("topic"),
                        row.getString("dedupe"),
                        Audience.of(row.getString("audience"), row.getString("except_user")),
                        Facts.of((String[]) row.getArray("facts").getArray())),
                Channel.valueOf(row.getString("channel")),
                State.valueOf(row.getString("state")),
                instant(row, "made_at"),
                instant(row, "since"),
                instant(row, "due_at"),
                row.getInt("attempts"),
                row.getObject("delivered_at") == null ? null : instant(row, "delivered_at"),
                row.getString("last_error"));
    }

    private static @Nullable String except(Audience audience) {
        return switch (audience) {
            case Audience.Holders holders ->
                holders.except() == null ? null : holders.except().value();
            case Audience.Person person -> null;
            case Audience.Partner partner -> null;
        };
    }

    static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
