package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.Headcount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code KW_STEPUP_COVERAGE}: one figure a day and realm, so that one sees whether it gets better. The last of a day counts; days are those of UTC. */
public final class CoverageDays {
    /** Counts every realm once and keeps what it found for today. */
    public void take(Connection tx, Census census, Instant now) throws SQLException {
        for (RealmId realm : realms(tx)) {
            keep(tx, realm, day(now), census.count(tx, realm, now).patientData());
        }
    }

    void keep(Connection tx, RealmId realm, LocalDate day, Headcount figure) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_stepup_coverage (realm_id, day, people, phishing_resistant, second_factor, none, excepted, elsewhere)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (realm_id, day) DO UPDATE SET people = excluded.people, phishing_resistant = excluded.phishing_resistant,
              second_factor = excluded.second_factor, none = excluded.none, excepted = excluded.excepted, elsewhere = excluded.elsewhere\
            """)) {
            write.setString(1, realm.value());
            write.setObject(2, day);
            write.setLong(3, figure.people());
            write.setLong(4, figure.phishingResistant());
            write.setLong(5, figure.secondFactor());
            write.setLong(6, figure.none());
            write.setLong(7, figure.excepted());
            write.setLong(8, figure.elsewhere());
            write.executeUpdate();
        }
    }

    /** The days since then, oldest first. */
    public SortedMap<LocalDate, Headcount> since(Connection tx, RealmId realm, LocalDate first) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT day, people, phishing_resistant, second_factor, none,"
                + " excepted, elsewhere FROM kw_stepup_coverage WHERE realm_id = ? AND day >= ?")) {
            ask.setString(1, realm.value());
            ask.setObject(2, first);
            SortedMap<LocalDate, Headcount> days = new TreeMap<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    days.put(
                            row.getObject(1, LocalDate.class),
                            new Headcount(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7)));
                }
            }
            return days;
        }
    }

    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static List<RealmId> realms(Connection tx) throws SQLException {
        List<RealmId> found = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement("SELECT id FROM realm");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                found.add(new RealmId(row.getString(1)));
            }
        }
        return found;
    }
}
