package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.core.DenyRate.Change;
import org.junit.jupiter.api.Test;

/** A sudden change of how often a rule refuses is told, and nothing else (AB-12). */
class DenyRateTest {
    @Test
    void three_times_the_usual_share_is_a_rise() {
        assertThat(new DenyRate(30, 1_000, 1_000, 100_000).change(false)).contains(Change.ROSE);
        assertThat(new DenyRate(29, 1_000, 1_000, 100_000).change(false)).isEmpty();
    }

    @Test
    void a_rule_that_never_refused_is_told_of_from_its_twentieth_refusal() {
        assertThat(new DenyRate(19, 19, 0, 100_000).change(false)).isEmpty();
        assertThat(new DenyRate(20, 20_000, 0, 100_000).change(false)).contains(Change.ROSE);
    }

    @Test
    void a_busy_hour_with_the_usual_share_is_nothing() {
        assertThat(new DenyRate(1_000, 100_000, 1_000, 100_000).change(false)).isEmpty();
    }

    @Test
    void a_realm_that_has_hardly_decided_yet_has_no_usual() {
        assertThat(new DenyRate(50, 50, 0, 99).change(false)).isEmpty();
    }

    @Test
    void a_rule_that_stops_refusing_is_told_of_once_the_hour_is_over() {
        assertThat(new DenyRate(7, 300, 10_000, 100_000).change(true)).contains(Change.FELL);
        assertThat(new DenyRate(8, 300, 10_000, 100_000).change(true)).isEmpty();
        assertThat(new DenyRate(7, 300, 10_000, 100_000).change(false)).isEmpty();
        assertThat(new DenyRate(0, 299, 10_000, 100_000).change(true)).isEmpty();
    }

    @Test
    void shares_are_said_in_tenths_of_a_percent() {
        assertThat(new DenyRate(30, 1_000, 1_500, 100_000))
                .extracting(DenyRate::perMille, DenyRate::usualPerMille)
                .containsExactly(30L, 15L);
        assertThat(new DenyRate(0, 0, 0, 0).perMille()).isZero();
    }
}
