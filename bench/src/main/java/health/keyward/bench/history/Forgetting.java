package health.keyward.bench.history;

import health.keyward.bench.measure.Gates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Letting the oldest months go, one after another: partitions dropped, against Keycloak's way, 500 rows per transaction. */
record Forgetting(BothSides sides) {
    private static final int MONTHS = 6;
    private static final int BATCH = 500;

    void measure(Gates gates, double gate) throws SQLException {
        YearMonth oldest = YearMonth.from(sides.data().from().atOffset(ZoneOffset.UTC));
        List<Double> ratios = new ArrayList<>();
        Duration ours = Duration.ZERO;
        Duration theirs = Duration.ZERO;
        long rows = 0;
        try (Connection pack = sides.packDatabase();
                Connection stock = sides.stockDatabase()) {
            for (int month = 0; month < MONTHS; month++) {
                Instant end = oldest.plusMonths(month + 1L)
                        .atDay(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                long start = System.nanoTime();
                try (PreparedStatement drop = pack.prepareStatement("SELECT kw_history_expire(?::timestamptz)")) {
                    drop.setString(1, end.toString());
                    drop.execute();
                }
                long dropped = System.nanoTime();
                rows += delete(stock, end);
                long deleted = System.nanoTime();
                ours = ours.plusNanos(dropped - start);
                theirs = theirs.plusNanos(deleted - dropped);
                ratios.add((deleted - dropped) / (double) (dropped - start));
            }
        }
        gates.atLeast(
                "a month let go",
                gate,
                ratios,
                MONTHS,
                String.format(
                        Locale.ROOT,
                        "mean %.1f : %.1f ms, %d rows a month",
                        ours.toNanos() / 1e6 / MONTHS,
                        theirs.toNanos() / 1e6 / MONTHS,
                        rows / MONTHS));
    }

    private long delete(Connection stock, Instant before) throws SQLException {
        long all = 0;
        try (PreparedStatement delete = stock.prepareStatement("DELETE FROM event_entity WHERE id IN"
                + " (SELECT id FROM event_entity WHERE realm_id = ? AND event_time < ? ORDER BY event_time LIMIT "
                + BATCH + ")")) {
            int gone = BATCH;
            while (gone == BATCH) {
                delete.setString(1, sides.stockRealmId());
                delete.setLong(2, before.toEpochMilli());
                gone = delete.executeUpdate();
                all += gone;
            }
        }
        return all;
    }
}
