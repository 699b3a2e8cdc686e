package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a role, by whatever way, from tables of Keycloak's shape. */
class RoleHoldersTest {
    private static final String TABLES = """
        CREATE TEMP TABLE keycloak_role (id varchar(36), name varchar(255), realm_id varchar(255), client_role boolean);
        CREATE TEMP TABLE composite_role (composite varchar(36), child_role varchar(36));
        CREATE TEMP TABLE keycloak_group (id varchar(36), parent_group varchar(36));
        CREATE TEMP TABLE group_role_mapping (role_id varchar(36), group_id varchar(36));
        CREATE TEMP TABLE user_role_mapping (role_id varchar(255), user_id varchar(36));
        CREATE TEMP TABLE user_group_membership (group_id varchar(36), user_id varchar(36));
        CREATE TEMP TABLE fed_user_role_mapping (role_id varchar(36), user_id varchar(255));
        CREATE TEMP TABLE fed_user_group_membership (group_id varchar(36), user_id varchar(255));
        INSERT INTO keycloak_role VALUES ('r1', 'signer', 'here', false), ('r2', 'physician', 'here', false), ('r3', 'chief', 'here', false),
          ('r4', 'nurse', 'here', false), ('r5', 'signer', 'here', true), ('r6', 'signer', 'elsewhere', false);
        INSERT INTO composite_role VALUES ('r2', 'r1'), ('r3', 'r2'), ('r1', 'r3');
        INSERT INTO keycloak_group VALUES ('wards', ' '), ('icu', 'wards'), ('office', ' ');
        INSERT INTO group_role_mapping VALUES ('r4', 'wards'), ('r3', 'office');
        INSERT INTO user_role_mapping VALUES ('r1', 'direct'), ('r3', 'through-two-roles'), ('r4', 'both'), ('r1', 'both'), ('r5', 'of-a-client'),
          ('r6', 'of-another-realm');
        INSERT INTO user_group_membership VALUES ('icu', 'below-the-group'), ('office', 'in-the-group');
        INSERT INTO fed_user_role_mapping VALUES ('r2', 'f:ldap:1');
        INSERT INTO fed_user_group_membership VALUES ('icu', 'f:ldap:2');
        """;

    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        try (var statement = tx.createStatement()) {
            statement.execute(TABLES);
        }
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void directly_through_other_roles_and_through_groups_even_when_roles_contain_each_other() throws SQLException {
        assertThat(new RoleHolders().of(tx, new RealmId("here"), List.of("signer", "nurse", "no-such-role")))
                .containsOnly(
                        Map.entry("direct", Set.of("signer")),
                        Map.entry("through-two-roles", Set.of("signer")),
                        Map.entry("in-the-group", Set.of("signer")),
                        Map.entry("both", Set.of("signer", "nurse")),
                        Map.entry("below-the-group", Set.of("nurse")),
                        Map.entry("f:ldap:1", Set.of("signer")),
                        Map.entry("f:ldap:2", Set.of("nurse")));
    }

    @Test
    void nobody_is_asked_about_when_no_role_is_named() throws SQLException {
        assertThat(new RoleHolders().of(tx, new RealmId("here"), List.of())).isEmpty();
    }
}
