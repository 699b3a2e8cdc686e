package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.EmergencyPaths;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the administrators' way in, read from Keycloak's tables inside the transaction that changes them (EA-11). */
class EmergencyPathReadsTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final EmergencyPaths WHOLE = new EmergencyPaths(1, true, true);

    private final EmergencyPathReads paths = new EmergencyPathReads("system-admin", "keyward-console", 3);
    private Connection tx;

    @BeforeEach
    void opens() throws Exception {
        tx = RealDatabase.fresh().getConnection();
        tx.setAutoCommit(false);
        try (Statement tables = tx.createStatement()) {
            tables.execute("""
                ALTER TABLE realm ADD browser_flow varchar(36);
                DROP TABLE client;
                CREATE TABLE client (id varchar(36), client_id varchar(255), realm_id varchar(36), enabled boolean);
                CREATE TABLE authentication_execution (id varchar(36), authenticator varchar(36), flow_id varchar(36),
                  requirement integer, auth_flow_id varchar(36));
                INSERT INTO realm (id, name, browser_flow) VALUES ('hospital', 'hospital', 'browser');
                INSERT INTO keycloak_role (id, name, realm_id) VALUES ('admin', 'system-admin', 'hospital');
                INSERT INTO user_entity (id, realm_id, username) VALUES ('ada', 'hospital', 'ada');
                INSERT INTO user_role_mapping VALUES ('admin', 'ada');
                INSERT INTO credential (id, type, user_id) VALUES ('key', 'webauthn', 'ada');
                INSERT INTO client VALUES ('c', 'keyward-console', 'hospital', true);
                INSERT INTO authentication_execution VALUES ('1', null, 'browser', 2, 'forms');
                INSERT INTO authentication_execution VALUES ('2', 'keyward-otp', 'forms', 0, null);
                """);
        }
    }

    @AfterEach
    void closes() throws Exception {
        tx.close();
    }

    @Test
    void an_administrator_with_a_key_a_step_inside_a_flow_and_the_console_make_a_whole_path() throws Exception {
        assertThat(paths.of(tx, REALM)).isEqualTo(WHOLE).matches(EmergencyPaths::whole);
    }

    @Test
    void who_can_get_to_work_is_named() throws Exception {
        assertThat(paths.working(tx, REALM)).containsExactly(new UserId("ada"));
        run("UPDATE user_entity SET enabled = false");
        assertThat(paths.working(tx, REALM)).isEmpty();
    }

    @Test
    void the_staff_are_those_who_hold_the_role_by_whatever_path_and_with_whatever_factor() throws Exception {
        assertThat(paths.staff(tx, REALM)).containsExactly(new UserId("ada"));
        run("DELETE FROM credential");
        assertThat(paths.staff(tx, REALM)).containsExactly(new UserId("ada"));
        run("INSERT INTO user_entity (id, realm_id, username) VALUES ('ben', 'hospital', 'ben')");
        run("INSERT INTO keycloak_group VALUES ('it', 'it', ' ', 'hospital')");
        run("INSERT INTO group_role_mapping VALUES ('admin', 'it')");
        run("INSERT INTO user_group_membership VALUES ('it', 'ben')");
        assertThat(paths.staff(tx, REALM)).containsExactlyInAnyOrder(new UserId("ada"), new UserId("ben"));
        run("DELETE FROM user_group_membership");
        assertThat(paths.staff(tx, REALM)).containsExactly(new UserId("ada"));
        run("UPDATE user_entity SET enabled = false WHERE id = 'ada'");
        assertThat(paths.staff(tx, REALM)).isEmpty();
    }

    @Test
    void disabled_administrators_those_without_a_lasting_factor_and_service_accounts_do_not_count() throws Exception {
        run("UPDATE user_entity SET enabled = false");
        assertThat(paths.of(tx, REALM).admins()).isZero();
        run("UPDATE user_entity SET enabled = true, service_account_client_link = 'c'");
        assertThat(paths.of(tx, REALM).admins()).isZero();
        run("UPDATE user_entity SET service_account_client_link = null");
        run("UPDATE credential SET type = 'recovery-authn-codes'");
        assertThat(paths.of(tx, REALM).admins()).isZero();
    }

    @Test
    void a_role_by_a_group_above_and_inside_another_role_counts_once() throws Exception {
        run("DELETE FROM user_role_mapping");
        assertThat(paths.of(tx, REALM).admins()).isZero();
        run("INSERT INTO keycloak_role (id, name, realm_id) VALUES ('chief', 'chief', 'hospital')");
        run("INSERT INTO composite_role VALUES ('chief', 'admin')");
        run("INSERT INTO keycloak_group VALUES ('it', 'it', ' ', 'hospital')");
        run("INSERT INTO keycloak_group VALUES ('night', 'night', 'it', 'hospital')");
        run("INSERT INTO group_role_mapping VALUES ('chief', 'it')");
        run("INSERT INTO user_group_membership VALUES ('night', 'ada')");
        run("INSERT INTO user_role_mapping VALUES ('chief', 'ada')");
        assertThat(paths.of(tx, REALM).admins()).isOne();
    }

    @Test
    void without_its_role_the_realm_has_no_administrator() throws Exception {
        run("UPDATE keycloak_role SET name = 'renamed'");
        assertThat(paths.of(tx, REALM)).isEqualTo(new EmergencyPaths(0, true, true));
    }

    @Test
    void a_disabled_step_a_disabled_flow_and_another_browser_flow_ask_nobody() throws Exception {
        run("UPDATE authentication_execution SET requirement = 3 WHERE id = '2'");
        assertThat(paths.of(tx, REALM).secondFactorAsked()).isFalse();
        run("UPDATE authentication_execution SET requirement = 3 - requirement");
        run("UPDATE authentication_execution SET requirement = 3 WHERE id = '1'");
        assertThat(paths.of(tx, REALM).secondFactorAsked()).isFalse();
        run("UPDATE authentication_execution SET requirement = 0");
        assertThat(paths.of(tx, REALM)).isEqualTo(WHOLE);
        run("UPDATE realm SET browser_flow = 'another'");
        assertThat(paths.of(tx, REALM).secondFactorAsked()).isFalse();
    }

    @Test
    void a_disabled_console_is_no_console() throws Exception {
        run("UPDATE client SET enabled = false");
        assertThat(paths.of(tx, REALM).console()).isFalse();
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
