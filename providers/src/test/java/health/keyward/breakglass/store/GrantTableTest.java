package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantFilter;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants on the real tables: what is written once stays, and the database holds the limits too (BG-4, BG-7). */
class GrantTableTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final GrantTable table = new GrantTable();
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_grant_is_read_as_it_was_written_in_its_own_realm_alone() throws SQLException {
        Grant grant = grant("p-7", "session-1", NOON, Duration.ofHours(1));
        table.add(tx, grant);
        assertThat(table.find(tx, realm, grant.id())).contains(grant);
        assertThat(table.find(tx, new RealmId("other"), grant.id())).isEmpty();
        assertThat(table.find(tx, realm, "not-an-id")).isEmpty();
        assertThat(table.open(tx, realm, ADA)).containsExactly(grant);
        assertThat(table.open(tx, realm, new UserId("ben"))).isEmpty();
    }

    @Test
    void it_ends_once() throws SQLException {
        Grant grant = grant("p-7", "session-1", NOON, Duration.ofHours(1));
        table.add(tx, grant);
        Grant.End end = new Grant.End(NOON.plusSeconds(60), EndReason.REVOKED, new UserId("officer"));
        assertThat(table.end(tx, new RealmId("other"), grant.id(), end)).isFalse();
        assertThat(table.end(tx, realm, grant.id(), end)).isTrue();
        assertThat(table.end(tx, realm, grant.id(), end)).isFalse();
        assertThat(table.find(tx, realm, grant.id()).orElseThrow().ended()).isEqualTo(end);
        assertThat(table.open(tx, realm, ADA)).isEmpty();
    }

    @Test
    void two_at_once_for_one_patient_in_one_session_are_one_too_many() throws SQLException {
        table.add(tx, grant("p-7", "session-1", NOON, Duration.ofHours(1)));
        table.add(tx, grant("p-8", "session-1", NOON, Duration.ofHours(1)));
        assertThatThrownBy(() -> table.add(tx, grant("p-7", "session-1", NOON, Duration.ofMinutes(5))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("kw_grant_one");
    }

    @Test
    void the_database_gives_nobody_more_than_four_hours() {
        assertThatThrownBy(() -> table.add(tx, grant("p-7", "session-1", NOON, Duration.ofMinutes(241))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check constraint");
    }

    @Test
    void nobody_makes_a_grant_longer_or_takes_it_away() throws SQLException {
        Grant grant = grant("p-7", "session-1", NOON, Duration.ofHours(1));
        table.add(tx, grant);
        tx.commit();
        for (String sql : List.of(
                "UPDATE kw_grant SET until_at = until_at + interval '1 hour' WHERE realm_id = ?",
                "UPDATE kw_grant SET patient = 'p-8' WHERE realm_id = ?",
                "DELETE FROM kw_grant WHERE realm_id = ?")) {
            assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class).hasMessageContaining("refused");
            tx.rollback();
        }
    }

    @Test
    void the_first_key_binds_and_another_one_does_not_fit() throws SQLException {
        Grant grant = grant("p-7", "session-1", NOON, Duration.ofHours(1));
        table.add(tx, grant);
        assertThat(table.bind(tx, grant.id(), "key-1")).isTrue();
        assertThat(table.bind(tx, grant.id(), "key-1")).isTrue();
        assertThat(table.bind(tx, grant.id(), "key-2")).isFalse();
    }

    @Test
    void tokens_are_handed_out_once_to_be_revoked() throws SQLException {
        Grant grant = grant("p-7", "session-1", NOON, Duration.ofHours(1));
        table.add(tx, grant);
        table.issued(tx, grant.id(), "jti-1", grant.until());
        table.issued(tx, grant.id(), "jti-1", grant.until());
        table.issued(tx, grant.id(), "jti-2", grant.until());
        assertThat(table.tokens(tx, grant.id()))
                .extracting(GrantTable.Token::jti)
                .containsExactlyInAnyOrder("jti-1", "jti-2");
        assertThat(table.tokens(tx, grant.id())).isEmpty();
    }

    @Test
    void pages_follow_each_other_without_gaps_and_filters_hold() throws SQLException {
        for (int i = 0; i < 5; i++) {
            table.add(tx, grant("p-" + i, "session-1", NOON.plusSeconds(i), Duration.ofHours(1)));
        }
        List<Grant> first = table.page(tx, realm, GrantFilter.ALL, NOON, null, null, 3);
        assertThat(first).extracting(Grant::patient).containsExactly("p-4", "p-3", "p-2");
        Grant last = first.getLast();
        assertThat(table.page(tx, realm, GrantFilter.ALL, NOON, last.from(), uuid(last.id()), 3))
                .extracting(Grant::patient)
                .containsExactly("p-1", "p-0");
        Instant later = NOON.plus(Duration.ofHours(1)).plusSeconds(2);
        assertThat(table.page(tx, realm, new GrantFilter(true, null, null, null, null, null), later, null, null, 9))
                .extracting(Grant::patient)
                .containsExactly("p-4", "p-3");
        assertThat(table.page(
                        tx, realm, new GrantFilter(false, "ada", null, "ward-board", null, null), later, null, null, 9))
                .hasSize(3);
        assertThat(table.page(tx, realm, new GrantFilter(null, null, "OTHER", null, null, null), later, null, null, 9))
                .isEmpty();
        GrantFilter second = new GrantFilter(null, "ada", null, null, NOON.plusSeconds(1), NOON.plusSeconds(2));
        assertThat(table.page(tx, realm, second, later, null, null, 9))
                .extracting(Grant::patient)
                .containsExactly("p-1");
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, realm.value());
            statement.executeUpdate();
        }
    }

    private Grant grant(String patient, String session, Instant from, Duration life) {
        return new Grant(
                UUID.randomUUID().toString().replace("-", ""),
                realm,
                ADA,
                "ada",
                patient,
                List.of("ward-board", "pharmacy"),
                "clinical",
                "read",
                "BTG",
                "EMERGENCY_TREATMENT",
                1,
                from,
                from.plus(life),
                new Grant.Binding(session, "ward-board", null, "device-1"),
                false,
                null,
                false,
                null);
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }
}
