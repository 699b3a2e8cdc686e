package health.keyward.history.store;

import health.keyward.history.core.ActionReceipt;
import health.keyward.history.core.KeptView;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What an admin keeps in the house: saved views and receipts, so that the console needs no state of its own. */
public final class Desk {
    private static final int MOST_RECEIPTS = 200;

    public List<KeptView> views(Connection tx, RealmId realm, UserId admin) throws SQLException {
        return Sql.of(
                        "SELECT name, page, query, saved_at FROM kw_history_view WHERE realm_id = ? AND user_id = ?"
                                + " ORDER BY name",
                        realm.value(),
                        admin.value())
                .list(
                        tx,
                        row -> new KeptView(
                                row.getString(1), row.getString(2), row.getString(3), Columns.at(row, "saved_at")));
    }

    /** False when the admin already keeps as many views as one may. */
    public boolean keep(Connection tx, RealmId realm, UserId admin, KeptView view) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtext('kw_history_view'), hashtext(?))", admin.value())
                .each(tx, 0, row -> {});
        return Sql.of(
                                """
                                INSERT INTO kw_history_view AS v (realm_id, user_id, name, page, query, saved_at)
                                SELECT r, u, n, ?, ?, ? FROM (VALUES (?, ?, ?)) k(r, u, n)
                                WHERE EXISTS (SELECT FROM kw_history_view o WHERE o.realm_id = r AND o.user_id = u AND o.name = n)
                                   OR (SELECT count(*) FROM kw_history_view o WHERE o.realm_id = r AND o.user_id = u) < ?
                                ON CONFLICT (realm_id, user_id, name)
                                  DO UPDATE SET page = excluded.page, query = excluded.query, saved_at = excluded.saved_at
                                """,
                                view.page(),
                                view.query(),
                                view.savedAt(),
                                realm.value(),
                                admin.value(),
                                view.name(),
                                KeptView.MOST_PER_PERSON)
                        .update(tx)
                == 1;
    }

    /** False when there was no such view. */
    public boolean drop(Connection tx, RealmId realm, UserId admin, String name) throws SQLException {
        return Sql.of(
                                "DELETE FROM kw_history_view WHERE realm_id = ? AND user_id = ? AND name = ?",
                                realm.value(),
                                admin.value(),
                                name)
                        .update(tx)
                == 1;
    }

    public void file(Connection tx, RealmId realm, UserId admin, ActionReceipt receipt) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_history_receipt (id, realm_id, user_id, at, action, subject, reason, lines)"
                                + " VALUES (?::uuid, ?, ?, ?, ?, ?, ?, ?)",
                        receipt.id(),
                        realm.value(),
                        admin.value(),
                        receipt.at(),
                        receipt.action(),
                        receipt.subject(),
                        receipt.reason(),
                        receipt.lines())
                .update(tx);
    }

    public List<ActionReceipt> receipts(Connection tx, RealmId realm, UserId admin) throws SQLException {
        return Sql.of(
                        "SELECT id, at, action, subject, reason, lines FROM kw_history_receipt WHERE realm_id = ? AND"
                                + " user_id = ? ORDER BY at DESC, id LIMIT "
                                + MOST_RECEIPTS,
                        realm.value(),
                        admin.value())
                .list(
                        tx,
                        row -> new ActionReceipt(
                                row.getObject("id", UUID.class).toString().replace("-", ""),
                                Columns.at(row, "at"),
                                row.getString("action"),
                                row.getString("subject"),
                                row.getString("reason"),
                                Columns.texts(row, "lines")));
    }
}
