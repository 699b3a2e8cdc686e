package health.keyward.review.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Alarms;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code KW_REVIEW_ALARM}: alarms about people, from the ledger. Writing an entry a second time changes nothing. */
public final class AlarmsHeard implements Projection {
    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entry entry : batch) {
            if (entry.recorded() instanceof Recorded.Act act && Alarms.isAlarm(act)) {
                rows.add(new @Nullable Object[] {act.id(), act.realmId(), act.userId(), act.at()});
            }
        }
        Sql.batch(
                tx,
                "INSERT INTO kw_review_alarm (id, realm_id, user_id, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows);
    }

    @Override
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        Sql.of("DELETE FROM kw_review_alarm WHERE realm_id = ? AND user_id = ?", realm.value(), person.value())
                .update(tx);
    }
}
