package health.keyward.abac.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.abac.core.DenyRate;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the counts by the hour to what is told, once a day for each rule. */
class DenyRatesTest {
    private static final Instant NOW = Instant.parse("2031-03-10T12:20:00Z");
    private static final Instant HOUR = Instant.parse("2031-03-10T12:00:00Z");
    private static final String RULE = "app.role_not_listed";

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        try (PreparedStatement month = tx.prepareStatement("SELECT kw_month('kw_decision_tally', ?)")) {
            month.setObject(1, NOW.atOffset(ZoneOffset.UTC));
            month.execute();
        }
        for (int hours = 2; hours < 100; hours++) {
            Instant at = HOUR.minus(Duration.ofHours(hours));
            counted(at, "", "PERMIT", 95);
            counted(at, "", "DENY", 5);
            counted(at, RULE, "DENY", 5);
        }
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_usual_hour_is_not_told_of() throws SQLException {
        hour(HOUR, 95, 5);
        assertThat(round(NOW)).isEmpty();
    }

    @Test
    void a_rise_is_told_once_and_again_a_day_later() throws SQLException {
        hour(HOUR, 60, 40);
        List<DenyRates.Found> found = round(NOW);
        assertThat(found)
                .containsExactly(new DenyRates.Found(
                        realm, RULE, HOUR, new DenyRate(40, 100, 490, 9_800), DenyRate.Change.ROSE));
        assertThat(round(NOW.plusSeconds(60))).isEmpty();

        Instant tomorrow = HOUR.plus(Duration.ofHours(25));
        hour(tomorrow, 10, 90);
        assertThat(round(tomorrow.plusSeconds(600))).hasSize(1);
    }

    @Test
    void a_rule_that_stopped_refusing_is_told_of_when_its_hour_is_over() throws SQLException {
        hour(HOUR.minus(Duration.ofHours(1)), 1_000, 0);
        assertThat(round(NOW)).extracting(DenyRates.Found::change).containsExactly(DenyRate.Change.FELL);
    }

    private List<DenyRates.Found> round(Instant now) throws SQLException {
        return DenyRates.round(tx, now).stream()
                .filter(found -> found.realm().equals(realm))
                .toList();
    }

    private void hour(Instant at, long permits, long denies) throws SQLException {
        counted(at, "", "PERMIT", permits);
        if (denies > 0) {
            counted(at, "", "DENY", denies);
            counted(at, RULE, "DENY", denies);
        }
    }

    private void counted(Instant at, String reason, String effect, long n) throws SQLException {
        try (PreparedStatement month = tx.prepareStatement("SELECT kw_month('kw_decision_tally', ?)")) {
            month.setObject(1, at.atOffset(ZoneOffset.UTC));
            month.execute();
        }
        try (PreparedStatement write = tx.prepareStatement(
                "INSERT INTO kw_decision_tally (at, realm_id, client_id, point, effect, reason, enforced, n)"
                        + " VALUES (?, ?, 'ward-board', 'SIGN_IN', ?, ?, true, ?)")) {
            write.setObject(1, at.atOffset(ZoneOffset.UTC));
            write.setString(2, realm.value());
            write.setString(3, effect);
            write.setString(4, reason);
            write.setLong(5, n);
            write.executeUpdate();
        }
    }
}
