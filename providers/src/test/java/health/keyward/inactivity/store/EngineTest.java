package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.AccountType;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.core.Limits;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.inactivity.core.Run;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine on a real database, day by day (IN-1 to IN-9, IN-13, IN-14). */
class EngineTest {
    private static final Instant LONG_AGO = Hospital.START.minus(Duration.ofDays(400));

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
    void somebody_who_stays_away_goes_down_the_chain_to_the_end() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.days(59);
        assertThat(hospital.step(ada)).isNull();
        hospital.days(1);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        hospital.days(15);
        assertThat(hospital.step(ada)).isEqualTo("WARNED_AGAIN");
        hospital.days(1);
        assertThat(hospital.step(ada)).isEqualTo("GRACE");
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.days(15);
        assertThat(hospital.step(ada)).isEqualTo("DISABLED");
        assertThat(hospital.enabled(ada)).isFalse();
        hospital.days(30);
        assertThat(hospital.step(ada)).isEqualTo("ARCHIVED");
        hospital.days(365);
        assertThat(hospital.step(ada)).isNull();
        assertThat(hospital.count("SELECT count(*) FROM user_entity WHERE id = ?", ada.value()))
                .isZero();
        assertThat(hospital.actsOn(ada))
                .containsExactly("WARNED", "WARNED_AGAIN", "GRACE_BEGAN", "DISABLED", "ARCHIVED", "DELETED");
    }

    @Test
    void a_sign_in_ends_the_chain_and_starts_the_clock_anew() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.days(80);
        assertThat(hospital.step(ada)).isEqualTo("GRACE");
        hospital.signsIn(ada);
        hospital.days(1);
        assertThat(hospital.step(ada)).isNull();
        hospital.days(58);
        assertThat(hospital.step(ada)).isNull();
        hospital.days(1);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
    }

    @Test
    void a_spray_of_failures_keeps_nobody_alive() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        for (int day = 0; day < 92; day++) {
            hospital.seen(ada, "last_failure_at");
            hospital.days(1);
        }
        assertThat(hospital.enabled(ada)).isFalse();
    }

    @Test
    void other_use_counts_only_where_the_policy_says_so() throws Exception {
        UserId robot = hospital.person("robot", LONG_AGO);
        hospital.signsIn(robot);
        hospital.activate(usual());
        for (int day = 0; day < 61; day++) {
            hospital.seen(robot, "non_interactive_at");
            hospital.days(1);
        }
        assertThat(hospital.step(robot)).isEqualTo("WARNED");
        hospital.activate(policies(people(true, true, false)));
        hospital.days(1);
        assertThat(hospital.step(robot)).isNull();
    }

    @Test
    void an_account_that_was_never_used_has_a_limit_of_its_own_and_an_old_one_counts_from_the_baseline()
            throws Exception {
        UserId old = hospital.person("old", LONG_AGO);
        hospital.activate(usual());
        UserId fresh = hospital.person("fresh", hospital.now);
        hospital.days(15);
        assertThat(hospital.step(fresh)).isEqualTo("WARNED");
        assertThat(hospital.step(old)).isNull();
        hospital.days(17);
        assertThat(hospital.enabled(fresh)).isFalse();
        hospital.days(29);
        assertThat(hospital.step(old)).isEqualTo("WARNED");
    }

    @Test
    void nobody_goes_further_while_the_warning_is_on_its_way() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.mailWorks = false;
        hospital.days(200);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.mailWorks = true;
        hospital.deliver();
        hospital.days(14);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        hospital.days(1);
        assertThat(hospital.step(ada)).isEqualTo("WARNED_AGAIN");
    }

    @Test
    void a_warning_that_was_given_up_is_sent_again() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.mailWorks = false;
        hospital.days(61);
        hospital.run("UPDATE kw_notice SET state = 'FAILED'");
        hospital.days(1);
        assertThat(hospital.count("SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-warned'"))
                .isEqualTo(2);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
    }

    @Test
    void the_last_day_of_employment_disables_without_a_warning() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.attribute(ada, "employment_end", "2026-01-10");
        hospital.activate(usual());
        hospital.days(9);
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.days(1);
        assertThat(hospital.enabled(ada)).isFalse();
        assertThat(hospital.actsOn(ada)).containsExactly("DISABLED");
    }

    @Test
    void who_is_hired_again_starts_anew() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.attribute(ada, "employment_end", "2026-01-02");
        hospital.activate(usual());
        hospital.days(100);
        hospital.run("UPDATE user_entity SET enabled = true, username = 'ada.new' WHERE id = ?", ada.value());
        hospital.attribute(ada, "employment_end", "2030-01-02");
        hospital.days(59);
        assertThat(hospital.step(ada)).isEqualTo("ACTIVE");
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.days(3);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
    }

    @Test
    void no_manager_and_a_violation_count_where_the_policy_says_so() throws Exception {
        UserId orphan = hospital.person("orphan", LONG_AGO);
        UserId villain = hospital.person("villain", LONG_AGO);
        hospital.attribute(villain, "manager", "boss");
        hospital.attribute(villain, "policy_violation", "shared password");
        for (UserId one : List.of(orphan, villain)) {
            hospital.signsIn(one);
        }
        hospital.activate(policies(people(false, true, true)));
        hospital.runs();
        assertThat(hospital.step(orphan)).isEqualTo("WARNED");
        assertThat(hospital.enabled(villain)).isFalse();
        hospital.attribute(orphan, "manager", "boss");
        hospital.runs();
        assertThat(hospital.step(orphan)).isNull();
    }

    @Test
    void an_exemption_holds_every_step_and_expires_by_itself() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        exempt(ada, Exemption.Kind.EXEMPTION, hospital.now, hospital.now.plus(Duration.ofDays(100)), false);
        hospital.days(99);
        assertThat(hospital.step(ada)).isNull();
        hospital.days(2);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        assertThat(hospital.count(
                        "SELECT count(*) FROM kw_dormancy_item WHERE act = 'HOLD' AND detail = 'WARN EXEMPT'"))
                .isEqualTo(40);
    }

    @Test
    void a_leave_stops_the_clock_and_shuts_the_door_for_its_days() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        exempt(
                ada,
                Exemption.Kind.LEAVE,
                hospital.now.plus(Duration.ofDays(10)),
                hospital.now.plus(Duration.ofDays(110)),
                true);
        hospital.days(9);
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.days(1);
        assertThat(hospital.enabled(ada)).isFalse();
        hospital.days(100);
        assertThat(hospital.enabled(ada)).isTrue();
        assertThat(hospital.step(ada)).isNull();
        hospital.days(49);
        assertThat(hospital.step(ada)).isNull();
        hospital.days(2);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        assertThat(hospital.actsOn(ada)).startsWith("LEAVE_BEGAN", "LEAVE_ENDED");
    }

    @Test
    void a_leave_shuts_the_door_also_for_somebody_no_policy_concerns() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.activate(policies(policy("nurses", null, "nurse")));
        exempt(ada, Exemption.Kind.LEAVE, hospital.now, hospital.now.plus(Duration.ofDays(5)), true);
        hospital.days(1);
        assertThat(hospital.enabled(ada)).isFalse();
        hospital.days(5);
        assertThat(hospital.enabled(ada)).isTrue();
        hospital.days(400);
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVE_BEGAN", "LEAVE_ENDED");
    }

    @Test
    void an_exemption_that_is_planned_does_not_hold_yet() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        exempt(
                ada,
                Exemption.Kind.EXEMPTION,
                hospital.now.plus(Duration.ofDays(70)),
                hospital.now.plus(Duration.ofDays(100)),
                false);
        hospital.days(61);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
    }

    @Test
    void emergency_accounts_are_never_touched() throws Exception {
        UserId byRole = hospital.person("by-role", LONG_AGO);
        UserId byRegister = hospital.person("by-register", LONG_AGO);
        hospital.role(byRole, "emergency-admin");
        hospital.registered.add(byRegister);
        for (UserId one : List.of(byRole, byRegister)) {
            hospital.signsIn(one);
            hospital.attribute(one, "employment_end", "2026-01-01");
        }
        hospital.activate(policies(people(false, true, false), policy("all", null, null)));
        hospital.days(100);
        assertThat(hospital.enabled(byRole)).isTrue();
        assertThat(hospital.enabled(byRegister)).isTrue();
        assertThat(hospital.acts).noneMatch(act -> act.userId() != null);
    }

    @Test
    void the_last_administrators_who_can_get_to_work_stay_and_are_listed() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UserId ben = hospital.person("ben", LONG_AGO);
        UserId cai = hospital.person("cai", LONG_AGO);
        hospital.admins.addAll(List.of(ada, ben, cai));
        for (UserId one : List.of(ada, ben)) {
            hospital.attribute(one, "employment_end", "2025-12-01");
        }
        exempt(cai, Exemption.Kind.LEAVE, hospital.now, hospital.now.plus(Duration.ofDays(5)), true);
        hospital.activate(usual());
        hospital.runs();
        assertThat(List.of(hospital.enabled(ada), hospital.enabled(ben), hospital.enabled(cai)))
                .as("all three at once would leave nobody")
                .containsOnly(true);
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item WHERE act = 'HOLD' AND detail IN"
                        + " ('DISABLE LAST_ADMIN', 'BLOCK LAST_ADMIN')"))
                .isEqualTo(3);
        hospital.admins.add(hospital.person("dan", hospital.now));
        hospital.runs();
        assertThat(List.of(hospital.enabled(ada), hospital.enabled(ben), hospital.enabled(cai)))
                .as("somebody else can get to work now")
                .containsOnly(false);
    }

    @Test
    void who_became_the_last_administrator_between_the_list_and_the_deed_stays() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UserId ben = hospital.person("ben", hospital.now);
        hospital.admins.addAll(List.of(ada, ben));
        hospital.attribute(ada, "employment_end", "2025-12-01");
        hospital.activate(usual());
        Engine engine = hospital.engine();
        hospital.round(engine);
        hospital.tx.commit();
        hospital.admins.remove(ben);
        while (hospital.round(engine)) {
            hospital.tx.commit();
        }
        assertThat(hospital.enabled(ada)).isTrue();
        assertThat(hospital.count(
                        "SELECT count(*) FROM kw_dormancy_item WHERE state = 'SKIPPED' AND detail = 'LAST_ADMIN'"))
                .isEqualTo(1);
    }

    @Test
    void what_a_directory_refuses_is_written_down_and_tried_again() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.attribute(ada, "employment_end", "2025-12-01");
        hospital.refusing.put(ada, "enabled=true directory=ReadOnlyException");
        hospital.activate(usual());
        hospital.runs();
        assertThat(hospital.step(ada)).isNull();
        Recorded.Act failed = hospital.acts.stream()
                .filter(act -> act.type().equals("DISABLED"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.error()).isEqualTo("not_done");
        assertThat(failed.facts()).containsEntry("seen", "enabled=true directory=ReadOnlyException");
        hospital.refusing.clear();
        hospital.runs();
        assertThat(hospital.step(ada)).isEqualTo("DISABLED");
    }

    @Test
    void what_fails_again_and_again_is_tried_less_and_less_often() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UserId bea = hospital.person("bea", LONG_AGO);
        for (UserId one : List.of(ada, bea)) {
            hospital.signsIn(one);
            hospital.attribute(one, "employment_end", "2025-12-01");
        }
        hospital.refusing.put(ada, "enabled=true directory=refused");
        hospital.activate(usual());
        List<Integer> tried = new ArrayList<>();
        for (int run = 0; run < 4 * 24 * 3; run++) {
            int before = hospital.actsOn(ada).size();
            hospital.runs();
            if (hospital.actsOn(ada).size() > before) {
                tried.add(run);
            }
        }
        assertThat(tried).containsExactly(0, 1, 3, 7, 15, 31, 63, 127, 223);
        assertThat(hospital.step(bea)).as("nobody else waits").isEqualTo("DISABLED");
        hospital.refusing.clear();
        hospital.days(1);
        assertThat(hospital.step(ada)).isEqualTo("DISABLED");
    }

    @Test
    void a_run_with_nothing_to_do_is_recorded_once_a_day_and_the_others_are_counted() throws Exception {
        hospital.person("ada", LONG_AGO);
        hospital.activate(usual());
        for (int run = 0; run < 4 * 24; run++) {
            hospital.runs();
        }
        assertThat(hospital.acts)
                .extracting(Recorded.Act::type)
                .containsExactly("RUN_ENDED", "LIST_ENTERED", "RUN_ENDED", "LIST_ENTERED");
        assertThat(hospital.acts.get(0).facts()).containsEntry("quiet", "0");
        assertThat(hospital.acts.get(2).facts()).as("of the day before").containsEntry("quiet", "94");
        assertThat(hospital.count(
                        "SELECT count(*) FROM kw_dormancy_run WHERE state = 'DONE' AND list_hash IS NOT NULL"))
                .as("each has its list")
                .isEqualTo(96);
    }

    @Test
    void a_directory_that_enables_somebody_again_is_overruled() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.run("UPDATE user_entity SET federation_link = 'directory' WHERE id = ?", ada.value());
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.days(91);
        assertThat(hospital.enabled(ada)).isFalse();
        hospital.run("UPDATE user_entity SET enabled = true WHERE id = ?", ada.value());
        hospital.runs();
        assertThat(hospital.enabled(ada)).isFalse();
        assertThat(hospital.step(ada)).isEqualTo("DISABLED");
        assertThat(hospital.actsOn(ada)).endsWith("DISABLED", "DISABLED");
    }

    @Test
    void too_many_at_once_stop_the_run_before_anything_is_done() throws Exception {
        List<UserId> leaving = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            UserId one = hospital.person("leaving-" + i, LONG_AGO);
            hospital.attribute(one, "employment_end", "2025-12-01");
            leaving.add(one);
        }
        hospital.activate(usual());
        hospital.runs();
        Run halted = new Runs().present(hospital.tx, hospital.realm).orElseThrow();
        assertThat(halted.state()).isEqualTo(Run.State.HALTED);
        assertThat(halted.halts()).containsExactly("TOO_MANY 21 of 21, at most 20");
        assertThat(hospital.enabled(leaving.getFirst())).isTrue();
        hospital.runs();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_run")).isEqualTo(1);
        assertThat(new Runs().goOn(hospital.tx, hospital.realm, halted.id())).isTrue();
        hospital.runs();
        assertThat(hospital.enabled(leaving.getFirst())).isFalse();
    }

    @Test
    void a_whole_unit_and_the_people_on_call_stop_it_too() throws Exception {
        for (int i = 0; i < 3; i++) {
            UserId one = hospital.person("icu-" + i, LONG_AGO);
            hospital.attribute(one, "department", "ICU");
            hospital.attribute(one, "employment_end", "2025-12-01");
            if (i == 0) {
                hospital.run("INSERT INTO keycloak_group VALUES ('roster', 'roster', ' ', ?)", hospital.realm.value());
                hospital.run("INSERT INTO group_attribute VALUES ('a', 'on_call', 'true', 'roster')");
                hospital.run("INSERT INTO user_group_membership VALUES ('roster', ?)", one.value());
            }
        }
        hospital.activate(usual());
        hospital.runs();
        assertThat(new Runs().present(hospital.tx, hospital.realm).orElseThrow().halts())
                .containsExactly("WHOLE_UNIT ICU", "ON_CALL 1");
    }

    @Test
    void a_clock_that_leaps_ahead_stops_the_run_and_one_that_goes_back_does_nothing() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.runs();
        hospital.after(8);
        hospital.runs();
        assertThat(new Runs().present(hospital.tx, hospital.realm).orElseThrow().halts())
                .containsExactly("CLOCK no run for 8 days");
        hospital.after(-30);
        long before = hospital.count("SELECT count(*) FROM kw_dormancy_run");
        hospital.runs();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_run")).isEqualTo(before);
    }

    @Test
    void a_node_that_dies_in_mid_run_leaves_nothing_undone_and_nothing_done_twice() throws Exception {
        for (int i = 0; i < 450; i++) {
            hospital.signsIn(hospital.person("person-" + i, LONG_AGO));
        }
        hospital.activate(usual());
        hospital.after(60);
        hospital.now = hospital.now.plusSeconds(3600);
        Engine engine = hospital.engine();
        hospital.round(engine);
        hospital.tx.commit();
        hospital.round(engine);
        hospital.tx.commit();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item WHERE state = 'DONE'"))
                .isEqualTo(200);
        hospital.round(engine);
        hospital.tx.rollback();
        int undone = 200;
        hospital.acts
                .subList(hospital.acts.size() - undone, hospital.acts.size())
                .clear();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item WHERE state = 'DONE'"))
                .isEqualTo(200);
        Engine another = hospital.engine();
        while (hospital.round(another)) {
            hospital.tx.commit();
        }
        hospital.tx.commit();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy WHERE step = 'WARNED'"))
                .isEqualTo(450);
        assertThat(hospital.count("SELECT count(*) FROM kw_notice")).isEqualTo(450);
        assertThat(hospital.acts.stream().filter(act -> act.type().equals("WARNED")))
                .hasSize(450);
        assertThatThrownBy(() -> hospital.run("UPDATE kw_dormancy_item SET state = 'FAILED'"))
                .isInstanceOf(SQLException.class);
        hospital.tx.rollback();
    }

    @Test
    void who_signs_in_between_the_list_and_the_deed_is_left_alone() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.after(61);
        Engine engine = hospital.engine();
        hospital.round(engine);
        hospital.tx.commit();
        hospital.signsIn(ada);
        while (hospital.round(engine)) {
            hospital.tx.commit();
        }
        assertThat(hospital.step(ada)).isNull();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item WHERE state = 'SKIPPED'"))
                .isEqualTo(1);
    }

    @Test
    void the_list_of_a_run_has_the_hash_that_the_ledger_holds() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.activate(usual());
        hospital.after(61);
        hospital.runs();
        Run run = new Runs().last(hospital.tx, hospital.realm).orElseThrow();
        StringBuilder list = new StringBuilder();
        hospital.engine().list(hospital.tx, run, list::append);
        String hash = PolicyBook.sha256(list.toString().getBytes(StandardCharsets.UTF_8));
        Recorded.Act ended = hospital.acts.get(hospital.acts.size() - 2);
        assertThat(hospital.acts.getLast().type()).isEqualTo("LIST_ENTERED");
        assertThat(hospital.acts.getLast().about()).as("in clear").isEqualTo(hash);
        assertThat(ended.type()).isEqualTo("RUN_ENDED");
        assertThat(ended.facts())
                .containsEntry("list", hash)
                .containsEntry("evaluated", "1")
                .containsEntry("WARN_DONE", "1");
        assertThat(run.listHash()).isEqualTo(hash);
        assertThat(list.toString().lines().toList().getLast()).contains(ada.value(), "WARN", "IDLE", "people", "DONE");
    }

    @Test
    void a_dry_run_lists_whom_it_would_hit_and_does_nothing() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.signsIn(ada);
        hospital.after(61);
        Engine.Preview preview = hospital.engine().dryRun(hospital.tx, hospital, hospital.realm, usual(), 0);
        assertThat(preview.now()).containsOnlyKeys(Act.WARN);
        assertThat(new Runs().people(hospital.tx, preview.run().id(), null, null, "", 10))
                .hasSize(1);
        assertThat(hospital.step(ada)).isNull();
        assertThat(hospital.count("SELECT count(*) FROM kw_notice")).isZero();
        assertThat(hospital.acts).isEmpty();
    }

    @Test
    void other_policies_cancel_what_is_left_of_a_run() throws Exception {
        for (int i = 0; i < 300; i++) {
            hospital.signsIn(hospital.person("person-" + i, LONG_AGO));
        }
        hospital.activate(usual());
        hospital.after(60);
        hospital.now = hospital.now.plusSeconds(3600);
        Engine engine = hospital.engine();
        hospital.round(engine);
        hospital.round(engine);
        hospital.tx.commit();
        hospital.activate(policies(people(false, false, false)));
        hospital.round(engine);
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_run WHERE state = 'CANCELLED'"))
                .isEqualTo(1);
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item WHERE state = 'SKIPPED'"))
                .isEqualTo(100);
    }

    @Test
    void two_nodes_work_one_after_the_other() throws Exception {
        for (int i = 0; i < 250; i++) {
            hospital.signsIn(hospital.person("person-" + i, LONG_AGO));
        }
        hospital.activate(usual());
        hospital.after(61);
        Engine one = hospital.engine();
        hospital.round(one);
        hospital.tx.commit();
        try (Connection other = hospital.source.getConnection()) {
            other.setAutoCommit(false);
            hospital.engine().round(other, elsewhere(other));
            other.commit();
        }
        while (hospital.round(one)) {
            hospital.tx.commit();
        }
        hospital.tx.commit();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy WHERE step = 'WARNED'"))
                .isEqualTo(250);
        assertThat(hospital.acts.stream().filter(act -> act.type().equals("WARNED")))
                .hasSize(250);
    }

    /** The same house, on the connection of another node; warnings are written there. */
    private Engine.House elsewhere(Connection other) {
        return new Engine.House() {
            @Override
            public health.keyward.inactivity.core.Accounts accounts(health.keyward.kernel.RealmId of) {
                return hospital.accounts(of);
            }

            @Override
            public String acted(Recorded.Act act) {
                return hospital.acted(act);
            }

            @Override
            public void tell(health.keyward.notice.Notice notice) {
                assertThat(other).isNotNull();
            }
        };
    }

    private void exempt(UserId who, Exemption.Kind kind, Instant from, Instant until, boolean blocks)
            throws SQLException {
        new Exemptions()
                .add(
                        hospital.tx,
                        hospital.realm,
                        new Exemption(
                                UUID.randomUUID(),
                                kind,
                                who,
                                "parental leave",
                                new UserId("owner"),
                                from,
                                until,
                                blocks,
                                new UserId("one"),
                                new UserId("two"),
                                hospital.now,
                                null));
        hospital.tx.commit();
    }

    private Policies usual() {
        return policies(people(false, true, false));
    }

    private Policies policies(Policy... all) {
        return new Policies(hospital.now, List.of(all));
    }

    private static Policy people(boolean countsAll, boolean endDate, boolean noManager) {
        return new Policy(
                "people",
                AccountType.HUMAN,
                null,
                null,
                null,
                null,
                Limits.USUAL,
                Limits.NEVER_USED,
                30,
                365,
                countsAll,
                endDate,
                noManager,
                true);
    }

    private static Policy policy(String name, @Nullable AccountType type, @Nullable String role) {
        return new Policy(
                name, type, role, null, null, null, Limits.USUAL, Limits.NEVER_USED, 30, 365, false, true, false, true);
    }
}
