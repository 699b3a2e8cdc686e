package health.keyward.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final double GATE = 1.05;

    @Test
    void a_gate_is_met_when_the_whole_interval_is_within_it() {
        Verdict verdict = judge(1.01, 1.02, 1.00, 1.03, 1.01, 1.02, 1.01, 1.00, 1.02, 1.01, 1.02, 1.03);
        assertThat(verdict).isInstanceOf(Verdict.Met.class);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.line()).isEqualTo("ratio: 1.015 gate: 1.05");
    }

    @Test
    void a_median_within_the_gate_is_not_enough_when_the_interval_reaches_beyond() {
        Verdict verdict = judge(0.90, 1.20, 0.95, 1.10, 1.04, 1.03, 0.92, 1.15, 1.02, 1.09, 0.99, 1.12);
        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict.exitCode()).isEqualTo(3);
    }

    @Test
    void a_gate_is_missed_when_the_whole_interval_is_beyond_it() {
        Verdict verdict = judge(1.11, 1.12, 1.10, 1.13, 1.11, 1.12, 1.11, 1.10, 1.12, 1.11, 1.12, 1.13);
        assertThat(verdict).isInstanceOf(Verdict.Missed.class);
        assertThat(verdict.exitCode()).isEqualTo(1);
    }

    @Test
    void too_few_pairs_settle_nothing_however_good_they_look() {
        Verdict verdict = judge(1.00, 1.00, 1.00);
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.line()).isEqualTo("ratio: 1.000 gate: 1.05");
        assertThat(verdict.meaning()).contains("only 3 usable pairs");
    }

    @Test
    void no_pair_at_all_is_said_so() {
        assertThat(judge().line()).isEqualTo("ratio: none gate: 1.05");
        assertThat(judge().exitCode()).isEqualTo(3);
    }

    @Test
    void the_interval_holds_the_median_and_narrows_with_more_of_the_same() {
        List<Double> few = List.of(1.0, 1.1, 1.2, 1.3, 1.4);
        List<Double> many =
                Collections.nCopies(20, few).stream().flatMap(List::stream).toList();
        Interval wide = Interval.of(few, new Random(1));
        Interval narrow = Interval.of(many, new Random(1));
        assertThat(wide.median()).isCloseTo(1.2, within(1e-9));
        assertThat(wide.low()).isLessThanOrEqualTo(wide.median());
        assertThat(wide.high()).isGreaterThanOrEqualTo(wide.median());
        assertThat(narrow.high() - narrow.low()).isLessThan(wide.high() - wide.low());
    }

    @Test
    void the_median_of_an_even_sample_lies_between_its_middle_values() {
        assertThat(Interval.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    }

    private static Verdict judge(double... ratios) {
        return Verdict.of(Arrays.stream(ratios).boxed().toList(), GATE, 12, new Random(7));
    }
}
