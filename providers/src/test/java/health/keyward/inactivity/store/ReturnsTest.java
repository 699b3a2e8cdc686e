package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.ReturnLink;
import health.keyward.inactivity.core.ReturnLink.State;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links by which people come back, on a real database (IN-10). */
class ReturnsTest {
    private final Returns returns = new Returns();
    private final String code = ReturnLink.freshCode(new SecureRandom());
    private final UserId ada = new UserId("ada");

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
    void one_link_of_a_person_is_good_at_a_time_and_only_its_hash_is_kept() throws Exception {
        assertThat(issued(code)).isTrue();
        assertThat(issued(ReturnLink.freshCode(new SecureRandom()))).isFalse();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_return WHERE hash = ?", code))
                .isZero();
        hospital.now = hospital.now.plus(ReturnLink.LIFE);
        assertThat(issued(ReturnLink.freshCode(new SecureRandom())))
                .as("the first is too old")
                .isTrue();
        assertThat(held(code).state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_link_is_used_once_and_in_time() throws Exception {
        issued(code);
        UUID id = held(code).id();
        assertThat(returns.use(hospital.tx, id, hospital.now.plus(ReturnLink.LIFE)))
                .as("too late")
                .isFalse();
        assertThat(returns.use(hospital.tx, id, hospital.now)).isTrue();
        assertThat(returns.use(hospital.tx, id, hospital.now)).isFalse();
        assertThat(held(code).opensAt(hospital.now)).isFalse();
    }

    @Test
    void what_a_page_asks_a_key_to_sign_is_good_for_one_answer_and_until_the_page_is_shown_again() throws Exception {
        issued(code);
        UUID id = held(code).id();
        assertThat(returns.take(hospital.tx, id)).isEmpty();
        returns.ask(hospital.tx, id, "first");
        returns.ask(hospital.tx, id, "second");
        assertThat(returns.take(hospital.tx, id)).hasValue("second");
        assertThat(returns.take(hospital.tx, id)).isEmpty();
    }

    @Test
    void five_wrong_answers_kill_it() throws Exception {
        issued(code);
        UUID id = held(code).id();
        for (int i = 1; i < ReturnLink.MOST_FAILURES; i++) {
            returns.failed(hospital.tx, id, hospital.now);
            assertThat(held(code).opensAt(hospital.now)).isTrue();
        }
        returns.failed(hospital.tx, id, hospital.now);
        assertThat(held(code).state()).isEqualTo(State.DEAD);
        assertThat(returns.use(hospital.tx, id, hospital.now)).isFalse();
    }

    @Test
    void a_link_of_another_realm_is_none() throws Exception {
        issued(code);
        assertThat(returns.hold(hospital.tx, new RealmId("elsewhere"), ReturnLink.hash(code)))
                .isEmpty();
    }

    @Test
    void an_account_counts_as_closed_from_the_day_it_was_disabled_also_when_it_was_archived_since() throws Exception {
        UserId ben = hospital.person("ben", Hospital.START.minus(Duration.ofDays(400)));
        assertThat(returns.disabledAt(hospital.tx, hospital.realm, ben)).isNull();
        hospital.signsIn(ben);
        hospital.attribute(ben, "employment_end", "2025-12-01");
        hospital.activate(Policies.usual(hospital.now));
        hospital.runs();
        Instant disabled = hospital.now;
        assertThat(hospital.step(ben)).isEqualTo("DISABLED");
        assertThat(returns.disabledAt(hospital.tx, hospital.realm, ben)).isEqualTo(disabled);
        hospital.days(31);
        assertThat(hospital.step(ben)).isEqualTo("ARCHIVED");
        assertThat(returns.disabledAt(hospital.tx, hospital.realm, ben)).isEqualTo(disabled);
    }

    @Test
    void who_is_enabled_by_hand_and_then_disabled_by_hand_was_not_closed_by_the_engine() throws Exception {
        UserId ben = hospital.person("ben", Hospital.START.minus(Duration.ofDays(400)));
        hospital.attribute(ben, "employment_end", "2025-12-01");
        hospital.activate(Policies.usual(hospital.now));
        hospital.runs();
        assertThat(hospital.step(ben)).isEqualTo("DISABLED");
        assertThat(new Standings().restart(hospital.tx, hospital.realm, ben, hospital.now))
                .isTrue();
        assertThat(new Standings().restart(hospital.tx, hospital.realm, ben, hospital.now))
                .isFalse();
        assertThat(returns.disabledAt(hospital.tx, hospital.realm, ben)).isNull();
        assertThat(hospital.step(ben)).isEqualTo("ACTIVE");
    }

    @Test
    void the_training_of_the_newest_return_is_on_record_and_nobody_vouches_for_themselves() throws Exception {
        assertThat(returns.retrained(hospital.tx, hospital.realm, ada)).isEmpty();
        returns.retrained(hospital.tx, mark("2026-01-03", "boss", "admin"));
        hospital.now = hospital.now.plus(Duration.ofDays(100));
        returns.retrained(hospital.tx, mark("2026-04-10", "boss", "admin"));
        assertThat(returns.retrained(hospital.tx, hospital.realm, ada)).hasValue(LocalDate.of(2026, 4, 10));
        hospital.tx.commit();
        for (String[] hands : new String[][] {{"ada", "admin"}, {"boss", "ada"}, {"boss", "boss"}}) {
            assertThatThrownBy(() -> returns.retrained(hospital.tx, mark("2026-04-11", hands[0], hands[1])))
                    .isInstanceOf(SQLException.class);
            hospital.tx.rollback();
        }
    }

    private Returns.Retrained mark(String day, String asker, String confirmer) {
        return new Returns.Retrained(
                hospital.realm,
                ada,
                LocalDate.parse(day),
                UUID.randomUUID(),
                new UserId(asker),
                confirmer,
                hospital.now);
    }

    private boolean issued(String fresh) throws Exception {
        return returns.add(
                hospital.tx,
                new ReturnLink(
                        UUID.randomUUID(), hospital.realm, ada, State.ISSUED, hospital.now.plus(ReturnLink.LIFE), 0),
                ReturnLink.hash(fresh),
                hospital.now);
    }

    private ReturnLink held(String known) throws Exception {
        return returns.hold(hospital.tx, hospital.realm, ReturnLink.hash(known)).orElseThrow();
    }
}
