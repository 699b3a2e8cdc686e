package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-02T07:30:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-03T08:15:00.250Z");

    private final Baseline baseline = new Baseline();
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private Connection tx;

    @BeforeEach
    void aRealmWithEventsOfItsOwn() throws SQLException {
        tx = RealDatabase.connect();
        Sql.of("INSERT INTO realm (id, name) VALUES (?, 'clinic')", realm.value())
                .update(tx);
    }

    @AfterEach
    void nothingStays() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void is_due_for_a_realm_whose_sign_ins_keycloak_saved_and_is_taken_once() throws SQLException {
        assertThat(baseline.due(tx)).isEmpty();
        saved("LOGIN", null, "ada", MAY);
        assertThat(baseline.due(tx)).contains(realm);
        assertThat(baseline.take(tx, realm, NOON)).contains(new Baseline.Taken(realm, 1, MAY, MAY));
        assertThat(baseline.due(tx)).isEmpty();
        assertThat(baseline.take(tx, realm, NOON)).isEmpty();
    }

    @Test
    void knows_the_newest_sign_in_of_each_person_and_no_failure() throws SQLException {
        saved("LOGIN", null, "ada", MAY);
        saved("LOGIN", null, "ada", JUNE);
        saved("LOGIN_ERROR", "invalid_user_credentials", "ada", NOON);
        saved("LOGIN_ERROR", "user_not_found", null, NOON);
        saved("LOGIN_ERROR", "invalid_user_credentials", "ben", NOON);
        assertThat(baseline.take(tx, realm, NOON)).contains(new Baseline.Taken(realm, 1, MAY, JUNE));
        assertThat(new SignInTimes().of(tx, realm, new UserId("ada"))).contains(JUNE);
        assertThat(new SignInTimes().of(tx, realm, new UserId("ben"))).isEmpty();
    }

    @Test
    void never_takes_back_a_sign_in_that_the_ledger_witnessed() throws SQLException {
        Sql.of(
                        "INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) VALUES (?, 'ada', ?, 7)",
                        realm.value(),
                        NOON)
                .update(tx);
        saved("LOGIN", null, "ada", MAY);
        baseline.take(tx, realm, NOON);
        assertThat(new SignInTimes().of(tx, realm, new UserId("ada"))).contains(NOON);
    }

    private void saved(String type, @Nullable String error, @Nullable String person, Instant at) throws SQLException {
        try (PreparedStatement row = tx.prepareStatement(
                "INSERT INTO event_entity (id, realm_id, type, error, user_id, event_time) VALUES (?, ?, ?, ?, ?,"
                        + " ?)")) {
            row.setString(1, UUID.randomUUID().toString());
            row.setString(2, realm.value());
            row.setString(3, type);
            row.setString(4, error);
            row.setString(5, person);
            row.setLong(6, at.toEpochMilli());
            row.executeUpdate();
        }
    }
}
