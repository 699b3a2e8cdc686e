package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.history.Familiarity.Seen;
import health.keyward.stepup.Risk;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something speaks against a sign-in (SU-1). */
class RiskLimitsTest {
    @Test
    void three_wrong_passwords_are_too_many_and_two_are_not() {
        assertThat(RiskLimits.USUAL.judge(new Seen(2, true, true)).elevated()).isFalse();
        assertThat(RiskLimits.USUAL.judge(new Seen(3, true, true)).because()).containsExactly("failed-attempts");
    }

    @Test
    void a_new_network_counts_only_for_who_has_an_old_one() {
        assertThat(RiskLimits.USUAL.judge(new Seen(0, false, false))).isEqualTo(Risk.NONE);
        assertThat(RiskLimits.USUAL.judge(new Seen(0, true, false)).because()).containsExactly("new-network");
        assertThat(RiskLimits.USUAL.judge(new Seen(9, true, false)).because())
                .containsExactly("failed-attempts", "new-network");
    }

    @Test
    void what_nobody_can_say_is_elevated_and_stays_so_beside_what_is_not() {
        assertThat(Risk.UNKNOWN.elevated()).isTrue();
        assertThat(Risk.NONE.and(Risk.UNKNOWN).and(Risk.NONE)).isEqualTo(Risk.UNKNOWN);
        assertThat(new Risk(List.of("a")).and(new Risk(List.of("b", "a"))).because())
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:1:2::9, 2001:db8:1:0:0:0:0:0/48",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:0/48",
        "::ffff:192.0.2.77, 192.0.2.0/24"
    })
    void addresses_close_to_each_other_are_one_network(String address, String network) {
        assertThat(RiskLimits.network(address)).contains(network);
    }

    @Test
    void what_is_no_address_has_no_network() {
        assertThat(RiskLimits.network(null)).isEmpty();
        assertThat(RiskLimits.network("unknown")).isEmpty();
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new RiskLimits(0, Duration.ofDays(90))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RiskLimits(5, Duration.ofDays(400))).isInstanceOf(IllegalArgumentException.class);
    }
}
