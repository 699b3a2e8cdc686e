package health.keyward.abac.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Lets the read model forget whole months, never a row by itself (LH-12). What is evidence is not touched; it can bring these rows back. */
public final class DecisionExpiry {
    private final int keepMonths;

    /** @param keepMonths whole months that stay, beside the running one */
    public DecisionExpiry(int keepMonths) {
        this.keepMonths = keepMonths;
    }

    /** @return months that should have gone and are in use */
    public int round(Connection tx, Instant now) throws SQLException {
        Instant before = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .minusMonths(keepMonths)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        try (PreparedStatement ask = tx.prepareStatement("SELECT kw_decision_expire(?)")) {
            ask.setObject(1, before.atOffset(ZoneOffset.UTC));
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
