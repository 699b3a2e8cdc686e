package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code KW_MODEL_DECISION}: what was decided about models, each decision after the other. */
public final class ModelDecisions {
    public void add(Connection tx, ModelDecision decision) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_model_decision (realm_id, model, kind, level, biometric, test_record, by_id, by_name, at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
            insert.setString(1, decision.realm().value());
            insert.setObject(2, decision.model());
            insert.setString(3, decision.kind().name());
            insert.setInt(4, decision.upTo().loa());
            insert.setBoolean(5, decision.biometric());
            insert.setString(6, decision.testRecord());
            insert.setString(7, decision.byId());
            insert.setString(8, decision.byName());
            insert.setObject(9, KeptMetadata.stored(decision.at()));
            insert.setString(10, decision.reason());
            insert.executeUpdate();
        }
    }

    public Optional<ModelDecision> newest(Connection tx, RealmId realm, UUID model) throws SQLException {
        return some(tx, realm, model, 1).stream().findFirst();
    }

    /** Newest first. */
    public List<ModelDecision> history(Connection tx, RealmId realm, UUID model) throws SQLException {
        return some(tx, realm, model, 100);
    }

    /** The one that counts, for every model anything was ever decided about. */
    public List<ModelDecision> inForce(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT DISTINCT ON (model) * FROM kw_model_decision WHERE realm_id = ? ORDER BY model, id DESC")) {
            select.setString(1, realm.value());
            return many(select);
        }
    }

    /** Lets one decide at a time about a model, so that what is recorded as before was before. */
    public void hold(Connection tx, RealmId realm, UUID model) throws SQLException {
        try (PreparedStatement lock =
                tx.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('kw-model:' || ? || ?::text, 0))")) {
            lock.setString(1, realm.value());
            lock.setObject(2, model);
            lock.execute();
        }
    }

    private static List<ModelDecision> some(Connection tx, RealmId realm, UUID model, int most) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT * FROM kw_model_decision WHERE realm_id = ? AND model = ? ORDER BY id DESC LIMIT ?")) {
            select.setString(1, realm.value());
            select.setObject(2, model);
            select.setInt(3, most);
            return many(select);
        }
    }

    private static List<ModelDecision> many(PreparedStatement select) throws SQLException {
        List<ModelDecision> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(read(row, ""));
            }
        }
        return found;
    }

    /** @param prefix of the columns' names */
    static ModelDecision read(ResultSet row, String prefix) throws SQLException {
        return new ModelDecision(
                new RealmId(row.getString(prefix + "realm_id")),
                row.getObject(prefix + "model", UUID.class),
                ModelDecision.Kind.valueOf(row.getString(prefix + "kind")),
                Level.ofLoa(row.getInt(prefix + "level")).orElseThrow(),
                row.getBoolean(prefix + "biometric"),
                row.getString(prefix + "test_record"),
                row.getString(prefix + "by_id"),
                row.getString(prefix + "by_name"),
                KeptMetadata.instant(row, prefix + "at"),
                row.getString(prefix + "reason"));
    }
}
