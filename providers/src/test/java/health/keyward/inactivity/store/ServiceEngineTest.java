package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.Clients;
import health.keyward.inactivity.core.ServiceAccount;
import health.keyward.inactivity.core.ServiceAccount.State;
import health.keyward.inactivity.core.ServicePolicy;
import health.keyward.inactivity.core.ServicePolicy.Held;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Notice;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients on a real database, day by day (IN-11). */
class ServiceEngineTest {
    private static final ServicePolicy QUARTER = new ServicePolicy(90, 14);

    private Hospital hospital;
    private ServiceAccounts accounts;
    private ServiceEngine engine;
    private UserId ada;
    private final List<Notice> mails = new ArrayList<>();

    @BeforeEach
    void opens() throws Exception {
        hospital = new Hospital();
        accounts = new ServiceAccounts(Set.of("console"));
        engine = new ServiceEngine(hospital.clock(), accounts);
        ada = hospital.person("ada", Hospital.START);
        client("robot", "false", "false", "openid-connect");
    }

    @AfterEach
    void closes() throws Exception {
        hospital.close();
    }

    @Test
    void only_confidential_clients_are_accounts_and_one_nobody_answers_for_is_shown() throws Exception {
        client("board", "true", "false", "openid-connect");
        client("bearer", "false", "true", "openid-connect");
        client("saml", "false", "false", "saml");
        works();
        assertThat(accounts.all(hospital.tx, hospital.realm, hospital.now))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.clientId()).isEqualTo("robot");
                    assertThat(found.answeredFor()).isFalse();
                });
        assertThat(accounts.figures(hospital.tx, hospital.realm)).isEqualTo(new ServiceAccounts.Figures(1, 1));
        owned();
        assertThat(accounts.figures(hospital.tx, hospital.realm)).isEqualTo(new ServiceAccounts.Figures(1, 0));
        hospital.run("UPDATE user_entity SET enabled = false WHERE id = ?", ada.value());
        assertThat(accounts.figures(hospital.tx, hospital.realm))
                .as("an owner who may not sign in answers for nothing")
                .isEqualTo(new ServiceAccounts.Figures(1, 1));
    }

    @Test
    void who_may_own_is_a_person_of_the_realm_who_may_sign_in() throws Exception {
        assertThat(accounts.mayOwn(hospital.tx, hospital.realm, ada)).isTrue();
        UserId gone = hospital.person("gone", Hospital.START);
        hospital.run("UPDATE user_entity SET enabled = false WHERE id = ?", gone.value());
        assertThat(accounts.mayOwn(hospital.tx, hospital.realm, gone)).isFalse();
        UserId robot = hospital.person("service-account-robot", Hospital.START);
        hospital.run("UPDATE user_entity SET service_account_client_link = 'robot' WHERE id = ?", robot.value());
        assertThat(accounts.mayOwn(hospital.tx, hospital.realm, robot)).isFalse();
        assertThat(accounts.mayOwn(hospital.tx, new RealmId("elsewhere"), ada)).isFalse();
    }

    @Test
    void a_client_nobody_uses_is_disabled_after_its_owner_was_told() throws Exception {
        owned();
        activated(QUARTER);
        days(75);
        assertThat(state()).isEqualTo(State.IN_USE);
        days(1);
        assertThat(state()).isEqualTo(State.WARNED);
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.topic()).isEqualTo("service-account-warned");
            assertThat(mail.audience().text()).isEqualTo("person:" + ada.value());
            assertThat(mail.facts()).containsEntry("client", "robot").containsEntry("days", "14");
        });
        days(13);
        assertThat(enabled()).isTrue();
        days(1);
        assertThat(state()).isEqualTo(State.DISABLED);
        assertThat(enabled()).isFalse();
        assertThat(mails).last().extracting(Notice::topic).isEqualTo("service-account-disabled");
        assertThat(hospital.acts)
                .extracting(Recorded.Act::type)
                .containsExactly("SERVICE_ACCOUNT_WARNED", "SERVICE_ACCOUNT_DISABLED");
        assertThat(hospital.acts.getLast().facts())
                .containsEntry("seen", "enabled=false")
                .containsEntry("lastUse", "never");
    }

    @Test
    void use_as_itself_or_for_people_keeps_it_and_ends_a_warning() throws Exception {
        owned();
        activated(QUARTER);
        days(60);
        used("own_at");
        days(75);
        assertThat(state()).isEqualTo(State.IN_USE);
        days(1);
        assertThat(state()).isEqualTo(State.WARNED);
        used("other_at");
        days(1);
        assertThat(state()).isEqualTo(State.IN_USE);
        days(74);
        assertThat(state()).isEqualTo(State.IN_USE);
        assertThat(hospital.acts)
                .extracting(Recorded.Act::type)
                .containsExactly("SERVICE_ACCOUNT_WARNED", "SERVICE_ACCOUNT_RETURNED");
    }

    @Test
    void nothing_happens_while_nobody_answers_or_the_mail_is_on_its_way() throws Exception {
        activated(QUARTER);
        days(200);
        assertThat(state()).isEqualTo(State.IN_USE);
        assertThat(next().held()).isEqualTo(Held.NO_OWNER);
        hospital.mailWorks = false;
        owned();
        days(100);
        assertThat(state()).isEqualTo(State.WARNED);
        assertThat(next().held()).isEqualTo(Held.UNDELIVERED);
        hospital.mailWorks = true;
        days(14);
        assertThat(enabled()).isTrue();
        days(1);
        assertThat(enabled()).isFalse();
    }

    @Test
    void a_new_owner_is_warned_in_their_turn() throws Exception {
        owned();
        activated(QUARTER);
        days(80);
        assertThat(state()).isEqualTo(State.WARNED);
        UserId grace = hospital.person("grace", hospital.now);
        accounts.owned(hospital.tx, hospital.realm, account(), grace, hospital.now);
        assertThat(state()).isEqualTo(State.IN_USE);
        days(1);
        assertThat(mails)
                .last()
                .satisfies(mail -> assertThat(mail.audience().text()).endsWith(grace.value()));
        days(13);
        assertThat(enabled()).isTrue();
        days(1);
        assertThat(enabled()).isFalse();
    }

    @Test
    void a_restored_client_starts_anew_and_so_does_a_renamed_one() throws Exception {
        owned();
        activated(QUARTER);
        days(95);
        assertThat(enabled()).isFalse();
        Accounts.Effect effect = engine.switched(hospital.tx, house(), hospital.realm, account(), true);
        assertThat(effect.detail()).isEqualTo("enabled=true");
        assertThat(mails).last().extracting(Notice::topic).isEqualTo("service-account-restored");
        days(75);
        assertThat(state()).isEqualTo(State.IN_USE);
        hospital.run("UPDATE client SET client_id = 'robot-2' WHERE id = 'robot'");
        works();
        days(75);
        assertThat(state()).isEqualTo(State.IN_USE);
        days(1);
        assertThat(state()).isEqualTo(State.WARNED);
    }

    @Test
    void what_somebody_enabled_elsewhere_is_in_use_again() throws Exception {
        owned();
        activated(QUARTER);
        days(95);
        hospital.run("UPDATE client SET enabled = true WHERE id = 'robot'");
        days(1);
        assertThat(state()).isEqualTo(State.IN_USE);
        assertThat(enabled()).isTrue();
    }

    @Test
    void the_way_in_of_administrators_is_left_alone() throws Exception {
        client("console", "false", "false", "openid-connect");
        activated(QUARTER);
        days(300);
        assertThat(engine.dry(hospital.tx, hospital.realm, QUARTER, 1).lines())
                .extracting(line -> line.account().clientId())
                .containsExactly("robot");
    }

    @Test
    void a_dry_run_lists_what_would_happen_and_its_hash_changes_with_what_is_due() throws Exception {
        owned();
        works();
        ServiceEngine.Dry early = engine.dry(hospital.tx, hospital.realm, QUARTER, 0);
        assertThat(early.lines()).singleElement().satisfies(line -> {
            assertThat(line.next().act()).isEqualTo(ServicePolicy.Act.WARN);
            assertThat(line.next().at()).isEqualTo(hospital.now.plus(Duration.ofDays(76)));
        });
        hospital.after(1);
        assertThat(engine.dry(hospital.tx, hospital.realm, QUARTER, 0).hash()).isEqualTo(early.hash());
        hospital.after(80);
        assertThat(engine.dry(hospital.tx, hospital.realm, QUARTER, 0).hash()).isNotEqualTo(early.hash());
        assertThat(state()).isEqualTo(State.IN_USE);
        assertThat(hospital.acts).isEmpty();
    }

    @Test
    void a_policy_that_follows_another_than_it_thought_is_refused() throws Exception {
        activated(QUARTER);
        ServicePolicies policies = new ServicePolicies();
        assertThat(policies.add(
                        hospital.tx,
                        hospital.realm,
                        new ServicePolicies.Version(1, ServicePolicy.NONE, hospital.now, "ada", "for a test")))
                .isFalse();
        assertThat(new ServicePolicy(20, 14).fault()).isPresent();
        assertThat(new ServicePolicy(30, 30).fault()).isPresent();
        assertThat(QUARTER.fault()).isEmpty();
        assertThat(ServicePolicy.NONE.fault()).isEmpty();
    }

    @Test
    void too_many_clients_at_once_stop_the_policy_until_two_administrators_let_it_go_on() throws Exception {
        owned();
        for (int i = 1; i <= 20; i++) {
            client("robot-" + i, "false", "false", "openid-connect");
            works();
            accounts.owned(hospital.tx, hospital.realm, account("robot-" + i), ada, hospital.now);
        }
        activated(QUARTER);
        days(91);
        assertThat(disabled()).as("21 of 21 clients").isZero();
        assertThat(halts()).as("said once in a day, and again on the next").isEqualTo(2);
        ServiceBreaker breaker = new ServiceBreaker();
        ServiceBreaker.Halt waiting =
                breaker.waiting(hospital.tx, hospital.realm, hospital.now).orElseThrow();
        assertThat(waiting.clients()).hasSize(21);
        client("late", "false", "false", "openid-connect");
        works();
        assertThat(breaker.allow(hospital.tx, waiting.id(), "boss", hospital.now))
                .isTrue();
        assertThat(breaker.allow(hospital.tx, waiting.id(), "boss", hospital.now))
                .isFalse();
        works();
        assertThat(disabled()).isEqualTo(21);
        assertThat(account("late").enabled()).as("was on no list").isTrue();
        assertThat(breaker.waiting(hospital.tx, hospital.realm, hospital.now)).isEmpty();
    }

    @Test
    void twenty_clients_in_a_day_need_nobody() throws Exception {
        owned();
        for (int i = 1; i <= 19; i++) {
            client("robot-" + i, "false", "false", "openid-connect");
            works();
            accounts.owned(hospital.tx, hospital.realm, account("robot-" + i), ada, hospital.now);
        }
        activated(QUARTER);
        days(90);
        assertThat(disabled()).isEqualTo(20);
        assertThat(halts()).isZero();
    }

    private long disabled() throws SQLException {
        return hospital.count("SELECT count(*) FROM client WHERE NOT enabled");
    }

    private long halts() {
        return mails.stream()
                .filter(mail -> mail.topic().equals("service-accounts-halted"))
                .count();
    }

    private ServiceAccount account(String key) throws SQLException {
        return accounts.find(hospital.tx, hospital.realm, key, hospital.now).orElseThrow();
    }

    private void client(String id, String open, String bearer, String protocol) throws SQLException {
        hospital.run(
                "INSERT INTO client (id, client_id, realm_id, enabled, public_client, bearer_only, protocol) VALUES (?, ?, ?,"
                        + " true, ?::text::boolean, ?::text::boolean, ?)",
                id,
                id,
                hospital.realm.value(),
                open,
                bearer,
                protocol);
        hospital.tx.commit();
    }

    private void owned() throws SQLException {
        works();
        accounts.owned(hospital.tx, hospital.realm, account(), ada, hospital.now);
        hospital.tx.commit();
    }

    private void activated(ServicePolicy policy) throws SQLException {
        works();
        assertThat(new ServicePolicies()
                        .add(
                                hospital.tx,
                                hospital.realm,
                                new ServicePolicies.Version(1, policy, hospital.now, "ada", "for a test")))
                .isTrue();
        hospital.tx.commit();
    }

    private void used(String column) throws SQLException {
        hospital.run(
                "INSERT INTO kw_history_client_use (realm_id, client_id, " + column
                        + ") VALUES (?, 'robot', ?) ON CONFLICT (realm_id, client_id) DO UPDATE SET " + column
                        + " = excluded." + column,
                hospital.realm.value(),
                hospital.now);
        hospital.tx.commit();
    }

    private void days(int days) throws SQLException {
        for (int day = 0; day < days; day++) {
            hospital.after(1);
            works();
        }
    }

    private void works() throws SQLException {
        while (engine.round(hospital.tx, house())) {
            hospital.tx.commit();
        }
        hospital.tx.commit();
        hospital.deliver();
    }

    private ServiceAccount account() throws SQLException {
        return account("robot");
    }

    private ServicePolicy.Next next() throws SQLException {
        return QUARTER.next(account(), hospital.now).orElseThrow();
    }

    private State state() throws SQLException {
        return account().at().state();
    }

    private boolean enabled() throws SQLException {
        return account().enabled();
    }

    private ServiceEngine.House house() {
        return new ServiceEngine.House() {
            @Override
            public Clients clients(RealmId realm) {
                return (key, wanted) -> {
                    try {
                        hospital.run("UPDATE client SET enabled = ? WHERE id = ?", wanted, key);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Accounts.Effect(true, "enabled=" + wanted);
                };
            }

            @Override
            public String acted(Recorded.Act act) {
                return hospital.acted(act);
            }

            @Override
            public void tell(Notice notice) {
                mails.add(notice);
                hospital.tell(notice);
            }
        };
    }
}
