package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Consent;
import health.keyward.audit.Retention.Act;
import health.keyward.audit.Retention.Why;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionRulesTest {
    private static final RealmId HOSPITAL = new RealmId("hospital");
    private static final UserId ADA = new UserId("ada");
    private static final Act AGREED = new Act.Shred(HOSPITAL, ADA, "order 7");

    @Test
    void an_act_stands_on_the_approval_that_is_being_carried_out() {
        assertThat(RetentionRules.agreed(new Act.Shred(HOSPITAL, new UserId("ada"), "order 7"), consent(AGREED)))
                .contains("a-1");
    }

    @ParameterizedTest
    @MethodSource("others")
    void nothing_but_exactly_what_was_agreed_on_is_done(Act other) {
        assertThat(RetentionRules.agreed(other, consent(AGREED))).isEmpty();
    }

    static Stream<Act> others() {
        return Stream.of(
                new Act.Shred(HOSPITAL, new UserId("bo"), "order 7"),
                new Act.Shred(HOSPITAL, ADA, "order 8"),
                new Act.Shred(HOSPITAL, ADA, null),
                new Act.Shred(new RealmId("clinic"), ADA, "order 7"),
                new Act.Release(HOSPITAL, ADA),
                new Act.Dispose(HOSPITAL, YearMonth.of(2016, 6)));
    }

    @Test
    void without_an_approval_nothing_is_done() {
        assertThat(RetentionRules.agreed(AGREED, List.of())).isEmpty();
        assertThat(RetentionRules.agreed(AGREED, List.of(Optional::empty))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 2020-11", "6, 6, 2020-11", "8, 8, 2018-11", "100, 100, 1926-11"})
    void the_floor_is_six_years_or_what_the_installation_says_where_that_is_longer(
            int set, int years, YearMonth firstToStay) {
        RetentionRules rules =
                new RetentionRules(Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC), set);
        assertThat(rules.years()).isEqualTo(years);
        assertThat(rules.firstToStay()).isEqualTo(firstToStay);
        assertThat(rules.floor()).isEqualTo(firstToStay.atDay(21) + "T03:00:00Z");
    }

    @Test
    void a_hold_is_stronger_than_an_order_and_an_order_stronger_than_the_floor() {
        assertThat(RetentionRules.againstShredding(true, false, "order 7")).contains(Why.ON_HOLD);
        assertThat(RetentionRules.againstShredding(false, true, "order 7")).isEmpty();
        assertThat(RetentionRules.againstShredding(false, true, " ")).contains(Why.YOUNGER_THAN_THE_FLOOR);
        assertThat(RetentionRules.againstShredding(false, false, null)).isEmpty();
    }

    private static List<Consent> consent(Act act) {
        return List.of(() -> Optional.of(new Consent.Given("a-1", act)));
    }
}
