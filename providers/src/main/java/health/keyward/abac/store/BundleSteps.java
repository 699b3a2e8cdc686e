package health.keyward.abac.store;

import health.keyward.abac.core.Enforcement;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code KW_POLICY_STEP}: every change of what a realm is decided by, none ever rewritten, the highest counts. Step 0 is a realm where nothing was ever
 * changed. Works on the connection it is given.
 */
public final class BundleSteps {
    private static final String COLUMNS =
            "step, act, active, shadow, enforcement, done_by, done_by_id, approval, done_at, reason";

    /** What was done. */
    public enum Act {
        PUBLISH,
        ROLLBACK,
        SHADOW,
        ENFORCE
    }

    /**
     * What counts in a realm.
     *
     * @param active number of the bundle it is decided by; 0 for the one of the installation
     * @param shadow number of a bundle that is asked too; null when there is none
     */
    public record Setting(long active, @Nullable Long shadow, Enforcement enforcement) {
        public static final Setting USUAL = new Setting(0, null, Enforcement.RECORDING);
    }

    /**
     * One change, and what counts since.
     *
     * @param by who proposed it, user name at that time
     * @param approval id of the proposal that a second person confirmed
     */
    public record Step(
            long number, Act act, Setting setting, String by, String byId, UUID approval, Instant at, String reason) {}

    /** @param after number of the step it is to follow */
    public record NewStep(
            RealmId realm,
            long after,
            Act act,
            Setting setting,
            String by,
            String byId,
            UUID approval,
            Instant at,
            String reason) {}

    public Optional<Step> newest(Connection tx, RealmId realm) throws SQLException {
        return list(tx, realm, 1).stream().findFirst();
    }

    /** Newest first. */
    public List<Step> list(Connection tx, RealmId realm, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT " + COLUMNS + " FROM kw_policy_step WHERE realm_id = ? ORDER BY step DESC LIMIT ?")) {
            select.setString(1, realm.value());
            select.setInt(2, limit);
            List<Step> steps = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(step(row));
                }
            }
            return steps;
        }
    }

    /** The newest step's number in each realm that has one. */
    public Map<RealmId, Long> numbers(Connection tx) throws SQLException {
        try (PreparedStatement select =
                        tx.prepareStatement("SELECT realm_id, max(step) FROM kw_policy_step GROUP BY realm_id");
                ResultSet row = select.executeQuery()) {
            Map<RealmId, Long> numbers = new HashMap<>();
            while (row.next()) {
                numbers.put(new RealmId(row.getString(1)), row.getLong(2));
            }
            return numbers;
        }
    }

    /** Empty when another step came first; the key lets only one follow. */
    public Optional<Step> take(Connection tx, NewStep wanted) throws SQLException {
        if (newest(tx, wanted.realm()).map(Step::number).orElse(0L) != wanted.after()) {
            return Optional.empty();
        }
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_policy_step (realm_id, " + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, wanted.realm().value());
            insert.setLong(2, wanted.after() + 1);
            insert.setString(3, wanted.act().name());
            insert.setLong(4, wanted.setting().active());
            insert.setObject(5, wanted.setting().shadow(), Types.BIGINT);
            insert.setString(6, EnforcementText.of(wanted.setting().enforcement()));
            insert.setString(7, wanted.by());
            insert.setString(8, wanted.byId());
            insert.setObject(9, wanted.approval());
            insert.setObject(10, wanted.at().atOffset(ZoneOffset.UTC));
            insert.setString(11, wanted.reason());
            return insert.executeUpdate() == 1 ? newest(tx, wanted.realm()) : Optional.empty();
        }
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong("step"),
                Act.valueOf(row.getString("act")),
                new Setting(
                        row.getLong("active"),
                        row.getObject("shadow", Long.class),
                        EnforcementText.read(row.getString("enforcement"))),
                row.getString("done_by"),
                row.getString("done_by_id"),
                row.getObject("approval", UUID.class),
                row.getObject("done_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }
}
