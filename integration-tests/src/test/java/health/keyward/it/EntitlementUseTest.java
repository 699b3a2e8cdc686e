package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which role was last put into whose token: what a review of access asks for, whatever happens to the log of tokens. */
class EntitlementUseTest {
    private static final String USED =
            "SELECT count(*) FROM kw_history_entitlement e JOIN keycloak_role r ON r.id = e.id"
                    + " WHERE e.what = 'ROLE' AND e.user_id = (SELECT id FROM user_entity WHERE username = ?) AND r.name = ?"
                    + " AND e.issued_at > now() - interval '2 hours'";
    private static final String APP = "SELECT count(*) FROM kw_history_entitlement WHERE what = 'CLIENT' AND id = ?"
            + " AND user_id = (SELECT id FROM user_entity WHERE username = ?)";

    @Test
    void a_role_counts_as_used_when_it_was_in_a_token_and_not_when_it_was_only_held() {
        DemoPerson person = Staff.hire(Staff.boss(), Staff.REALM, Staff.fresh("entitled"), false, "nurse", "registrar");
        Tokens.Client narrow = Staff.app("entitlement-narrow", Map.of("fullScopeAllowed", false));
        Admin boss = Staff.boss();
        boss.make(
                Staff.REALM + "/clients/" + Staff.clientUuid(boss, narrow.id()) + "/scope-mappings/realm",
                List.of(boss.get(Staff.REALM + "/roles/nurse")));

        Tokens.issue(narrow, person, false);
        assertThat(Database.eventually(USED, n -> n > 0, person.username(), "nurse"))
                .as("in the token")
                .isOne();
        assertThat(Database.number(USED, person.username(), "registrar"))
                .as("held, and in no token")
                .isZero();
        assertThat(Database.number(APP, narrow.id(), person.username())).isOne();

        Tokens.issue(Staff.app("entitlement-wide", Map.of("fullScopeAllowed", true)), person, false);
        assertThat(Database.eventually(USED, n -> n > 0, person.username(), "registrar"))
                .isOne();
    }
}
