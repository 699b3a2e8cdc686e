package health.keyward.history.store;

import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Page;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what, before and after (LH-5). */
public final class Alterations {
    private static final String TABLE = " FROM kw_history_change";
    private static final String NEWEST_FIRST = " ORDER BY at DESC, seq DESC";
    private static final int FETCH = 2_000;

    public Page<Alteration> page(
            Connection tx, RealmId realm, ChangeQuestion question, @Nullable Cursor after, int limit)
            throws SQLException {
        Sql beside = Filters.beside(tx, realm, question);
        List<Alteration> found = new ArrayList<>();
        for (Window piece : question.pieces(after)) {
            Sql sql = Sql.of("SELECT " + Columns.ALTERATION + TABLE)
                    .add(Filters.within(realm, piece))
                    .add(beside);
            if (after != null) {
                sql.add(Sql.below(after));
            }
            sql.add(NEWEST_FIRST + " LIMIT ?", limit + 1 - found.size());
            found.addAll(sql.list(tx, Columns::alteration));
            if (found.size() > limit) {
                break;
            }
        }
        return Page.cut(found, limit, Alteration::place);
    }

    public Optional<AlterationDetail> detail(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of(
                        "SELECT " + Columns.ALTERATION_DETAIL + TABLE + " WHERE event_id = ? AND realm_id = ?",
                        id,
                        realm.value())
                .first(tx, Columns::alterationDetail);
    }

    /** Hands out every row that matches, newest first, without holding them: {@code tx} must not commit by itself. */
    public void each(Connection tx, RealmId realm, ChangeQuestion question, Attempts.Taker<AlterationDetail> taker)
            throws SQLException {
        Sql.of("SELECT " + Columns.ALTERATION_DETAIL + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(NEWEST_FIRST)
                .each(tx, FETCH, row -> taker.take(Columns.alterationDetail(row)));
    }

    /**
     * As {@link #each}, from a place on and up to an entry of the log, so that it can be taken up again and always means the same rows.
     *
     * @param after the last row that was taken; null for the start
     */
    public void each(
            Connection tx,
            RealmId realm,
            ChangeQuestion question,
            @Nullable Cursor after,
            long lastEntry,
            Attempts.Taker<AlterationDetail> taker)
            throws SQLException {
        Sql sql = Sql.of("SELECT " + Columns.ALTERATION_DETAIL + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(" AND seq <= ?", lastEntry);
        if (after != null) {
            sql.add(Sql.below(after));
        }
        sql.add(NEWEST_FIRST).each(tx, FETCH, row -> taker.take(Columns.alterationDetail(row)));
    }
}
