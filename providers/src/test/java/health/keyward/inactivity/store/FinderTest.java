package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the question of a run looks at: nobody is judged whom no policy can mean yet. */
class FinderTest {
    private static final Policies USUAL = Policies.usual(Hospital.START.minus(Duration.ofDays(300)));
    private Hospital hospital;

    @BeforeEach
    void opens() throws Exception {
        hospital = new Hospital();
    }

    @AfterEach
    void closes() throws Exception {
        hospital.close();
    }

    @Test
    void the_shorter_days_of_a_policy_that_needs_a_role_are_for_who_holds_it_however_they_do() throws Exception {
        UserId plain = awayFor35Days("plain");
        UserId direct = awayFor35Days("direct");
        hospital.role(direct, "break-glass-eligible");
        UserId member = awayFor35Days("member");
        inAGroupThatHolds("break-glass-eligible", member);

        assertThat(found(USUAL)).containsExactlyInAnyOrder(direct, member).doesNotContain(plain);
    }

    @Test
    void where_every_policy_needs_a_role_nobody_else_is_looked_at() throws Exception {
        UserId plain = hospital.person("plain", Hospital.START.minus(Duration.ofDays(2_000)));
        UserId direct = awayFor35Days("direct");
        hospital.role(direct, "break-glass-eligible");
        List<Policy> privileged = USUAL.all().stream().filter(Policy::needsRole).toList();

        assertThat(privileged).isNotEmpty();
        assertThat(found(new Policies(USUAL.baseline(), privileged)))
                .containsExactly(direct)
                .doesNotContain(plain);
    }

    private UserId awayFor35Days(String name) throws Exception {
        UserId person = hospital.person(name, Hospital.START.minus(Duration.ofDays(400)));
        hospital.run(
                "INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) VALUES (?, ?, ?, 1)",
                hospital.realm.value(),
                person.value(),
                Hospital.START.minus(Duration.ofDays(35)));
        hospital.tx.commit();
        return person;
    }

    private void inAGroupThatHolds(String role, UserId member) throws Exception {
        hospital.run(
                "INSERT INTO keycloak_group (id, name, parent_group, realm_id) VALUES ('wards', 'wards', ' ', ?)",
                hospital.realm.value());
        hospital.run(
                "INSERT INTO group_role_mapping (role_id, group_id) SELECT id, 'wards' FROM keycloak_role WHERE realm_id = ? AND name = ?",
                hospital.realm.value(),
                role);
        hospital.run("INSERT INTO user_group_membership (group_id, user_id) VALUES ('wards', ?)", member.value());
        hospital.tx.commit();
    }

    private List<UserId> found(Policies policies) throws Exception {
        return new Finder()
                .list(hospital.tx, Finder.Question.due(hospital.realm, policies, Hospital.START)).stream()
                        .map(Account::id)
                        .toList();
    }
}
