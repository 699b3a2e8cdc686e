package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.BootstrapAdmin;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which administrators are temporary, on tables with the columns of Keycloak's own, and when they are over (EA-10). */
class BootstrapAdminsTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        run("CREATE TEMPORARY TABLE realm (id varchar, name varchar)");
        run("CREATE TEMPORARY TABLE user_entity (id varchar, realm_id varchar, username varchar, enabled boolean,"
                + " service_account_client_link varchar, created_timestamp bigint)");
        run("CREATE TEMPORARY TABLE user_attribute (user_id varchar, name varchar, value varchar)");
        run("CREATE TEMPORARY TABLE client_attributes (client_id varchar, name varchar, value varchar)");
        run("INSERT INTO client_attributes VALUES ('c1', 'is_temporary_admin', 'true'), ('c2', 'other', 'true')");
        run("INSERT INTO realm VALUES ('m', 'master'), ('h', 'hospital')");
        run("INSERT INTO user_entity VALUES ('u1', 'm', 'temp-admin', true, NULL, " + NOON.toEpochMilli() + "),"
                + " ('u2', 'm', 'service-account-temp', true, 'c1', NULL),"
                + " ('u3', 'm', 'proper', true, NULL, 1), ('u6', 'm', 'service-account-proper', true, 'c2', 1),"
                + " ('u4', 'm', 'off', false, NULL, 1),"
                + " ('u5', 'h', 'elsewhere', true, NULL, 1)");
        run("INSERT INTO user_attribute VALUES ('u1', 'is_temporary_admin', 'true'),"
                + " ('u3', 'is_temporary_admin', 'false'),"
                + " ('u4', 'is_temporary_admin', 'true'), ('u5', 'is_temporary_admin', 'true')");
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void enabled_temporary_people_and_service_accounts_of_the_server_are_found_and_nobody_else() throws SQLException {
        assertThat(new BootstrapAdmins().enabled(tx))
                .containsExactly(
                        new BootstrapAdmin("m", "u1", "temp-admin", null, NOON),
                        new BootstrapAdmin("m", "u2", "service-account-temp", "c1", null));
    }

    @Test
    void one_is_over_after_a_day_to_the_moment_and_one_of_unknown_age_at_once() {
        BootstrapAdmin made = new BootstrapAdmin("m", "u1", "temp-admin", null, NOON);
        assertThat(made.isOver(NOON.plus(Duration.ofHours(24)).minusNanos(1))).isFalse();
        assertThat(made.isOver(NOON.plus(Duration.ofHours(24)))).isTrue();
        assertThat(new BootstrapAdmin("m", "u1", "temp-admin", null, null).isOver(NOON))
                .isTrue();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
