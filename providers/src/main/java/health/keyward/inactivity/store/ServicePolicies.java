package health.keyward.inactivity.store;

import health.keyward.inactivity.core.ServicePolicy;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code KW_SERVICE_ACCOUNT_POLICY}: what clients are held to, one version after the other. */
public final class ServicePolicies {
    /** @param by who activated it, by name */
    public record Version(long number, ServicePolicy policy, Instant at, String by, String reason) {}

    public Optional<Version> newest(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_service_account_policy WHERE realm_id = ? ORDER BY version DESC LIMIT 1",
                        realm.value())
                .first(
                        tx,
                        row -> new Version(
                                row.getLong("version"),
                                new ServicePolicy(row.getInt("unused_days"), row.getInt("notice_days")),
                                Sql.at(row, "activated_at"),
                                row.getString("activated_by"),
                                row.getString("reason")));
    }

    List<RealmId> realms(Connection tx) throws SQLException {
        return Sql.of(
                        "SELECT DISTINCT p.realm_id FROM kw_service_account_policy p JOIN realm r ON r.id = p.realm_id ORDER BY 1")
                .list(tx, row -> new RealmId(row.getString(1)));
    }

    /** False when another version came first. */
    public boolean add(Connection tx, RealmId realm, Version version) throws SQLException {
        return Sql.of(
                                """
                                INSERT INTO kw_service_account_policy (realm_id, version, unused_days, notice_days, activated_at, activated_by, reason)
                                SELECT ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = (SELECT coalesce(max(version), 0) + 1 FROM kw_service_account_policy WHERE realm_id = ?)
                                ON CONFLICT DO NOTHING\
                                """,
                                realm.value(),
                                version.number(),
                                version.policy().unusedDays(),
                                version.policy().noticeDays(),
                                version.at(),
                                version.by(),
                                version.reason(),
                                version.number(),
                                realm.value())
                        .update(tx)
                == 1;
    }
}
