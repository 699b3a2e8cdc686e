package health.keyward.history.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Lets the read models forget: whole months, dropped, never deleted row by row (LH-12). A month in use stays for the next round. What is evidence is not
 * touched; it can bring these rows back.
 */
public final class Expiry {
    private final int keepMonths;

    /** @param keepMonths whole months that stay, beside the running one; at least 1 */
    public Expiry(int keepMonths) {
        if (keepMonths < 1) {
            throw new IllegalArgumentException("the history keeps at least one month");
        }
        this.keepMonths = keepMonths;
    }

    /** @return months that should have gone and are in use; 0 when all is done */
    public int round(Connection tx, Instant now) throws SQLException {
        Instant before = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .minusMonths(keepMonths)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return (int) Sql.of("SELECT kw_history_expire(?)", before).number(tx);
    }
}
