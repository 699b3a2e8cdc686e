package health.keyward.local.demo;

import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code up --demo}: sixty days of history that never happened, every row flagged {@code SYNTHETIC}. Only the read models are written, never the
 * ledger, so nothing here can be mistaken for evidence. Doing it again replaces the earlier rows.
 */
public final class DemoHistory {
    private static final int DAYS = 60;
    private static final String REALM = "hospital";

    private DemoHistory() {}

    /** @param clock its zone is the hospital's */
    public static void fill(House house, Clock clock, Progress progress) {
        progress.step("synthetic history of " + DAYS + " days", () -> {
            try (Connection connection = house.postgres().connect()) {
                connection.setAutoCommit(false);
                String realm = realmId(connection);
                List<Staff> staff = staff(connection, realm, house.register().people());
                Instant now = clock.instant();
                DemoTables tables = new DemoTables(connection, realm);
                tables.clear();
                tables.months(now.minus(Duration.ofDays(DAYS)), now);
                tables.people(staff);
                tables.events(events(staff, now, clock.getZone()));
                tables.count(now.minus(Duration.ofDays(DAYS)), now);
                tables.changes(new Administration(staff, now).changes());
                connection.commit();
            } catch (SQLException failed) {
                throw new IllegalStateException(
                        "the synthetic history cannot be written: " + failed.getMessage(), failed);
            }
        });
    }

    /** Everything between sixty days ago and now, oldest first. */
    static List<SyntheticEvent> events(List<Staff> staff, Instant now, ZoneId zone) {
        List<SyntheticEvent> events = new ArrayList<>(new Incidents(staff, now).events());
        Days days = new Days(zone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (int back = DAYS; back >= 0; back--) {
            for (Staff person : staff) {
                events.addAll(days.of(person, today.minusDays(back)));
            }
        }
        Instant oldest = now.minus(Duration.ofDays(DAYS));
        events.removeIf(event -> event.at().isAfter(now) || event.at().isBefore(oldest));
        events.sort(Comparator.comparing(SyntheticEvent::at));
        return List.copyOf(events);
    }

    private static String realmId(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select id from realm where name = ?")) {
            query.setString(1, REALM);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("there is no realm " + REALM);
                }
                return rows.getString(1);
            }
        }
    }

    private static List<Staff> staff(Connection connection, String realm, List<DemoPerson> people) throws SQLException {
        List<Staff> staff = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id from user_entity where realm_id = ? and username = ?")) {
            for (DemoPerson person : people) {
                query.setString(1, realm);
                query.setString(2, person.username());
                try (ResultSet rows = query.executeQuery()) {
                    if (rows.next()) {
                        staff.add(new Staff(
                                rows.getString(1),
                                person.username(),
                                person.displayName(),
                                person.unit(),
                                person.roles(),
                                person.enabled(),
                                staff.size()));
                    }
                }
            }
        }
        return staff;
    }
}
