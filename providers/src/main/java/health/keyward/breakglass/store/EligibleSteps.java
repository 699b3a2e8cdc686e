package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EligibleHoldings.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code KW_BREAKGLASS_GAINED}: who was put into which role or group, which group or role got which, and when. Kept as long as it can matter. */
public final class EligibleSteps {
    /** Longer than any list may want a role to be held. */
    private static final String KEPT = "31 days";

    public void gained(Connection tx, List<Step> steps, Instant at) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_breakglass_gained (holder, gained, gained_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (holder, gained) DO UPDATE SET gained_at = excluded.gained_at")) {
            for (Step step : steps) {
                insert.setString(1, step.from());
                insert.setString(2, step.to());
                insert.setObject(3, at.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement forget =
                tx.prepareStatement("DELETE FROM kw_breakglass_gained WHERE gained_at < ? - interval '" + KEPT + "'")) {
            forget.setObject(1, at.atOffset(ZoneOffset.UTC));
            forget.executeUpdate();
        }
    }

    public Set<Step> since(Connection tx, Instant from) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT holder, gained FROM kw_breakglass_gained WHERE gained_at > ?")) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            Set<Step> steps = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    steps.add(new Step(row.getString(1), row.getString(2)));
                }
            }
            return steps;
        }
    }
}
