package health.keyward.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {
    private final List<String> said = new ArrayList<>();
    private final Gates gates = new Gates(5, said::add);

    @Test
    void the_tightest_gate_is_what_comes_last() {
        gates.atLeast("far above", 2, same(20), "");
        gates.atLeast("just above", 2, same(2.5), "");
        gates.atMost("half", 64, 32, "MiB");
        assertThat(gates.verdict().line()).isEqualTo("ratio: 0.800 gate: 1.00");
        assertThat(gates.verdict().exitCode()).isZero();
        assertThat(said).hasSize(3).allSatisfy(line -> assertThat(line).contains("met"));
    }

    @Test
    void one_missed_gate_outweighs_all_that_are_met() {
        gates.atLeast("lost", 1, same(0.9), "");
        gates.atLeast("won", 1, same(1.01), "");
        assertThat(gates.verdict()).isInstanceOf(Verdict.Missed.class);
        assertThat(said.get(0)).contains("lost").contains("missed");
    }

    @Test
    void where_less_is_better_the_gate_is_the_most_it_may_be() {
        gates.atMost("below", 1.6, same(1.2), "");
        assertThat(gates.verdict().line()).isEqualTo("ratio: 0.750 gate: 1.00");
        gates.atMost("above", 1.6, same(2.4), "");
        assertThat(gates.verdict()).isInstanceOf(Verdict.Missed.class);
        assertThat(said)
                .satisfiesExactly(
                        line -> assertThat(line).contains("gate <= 1.60").contains("met"),
                        line -> assertThat(line).contains("2.40 x").contains("missed"));
    }

    @Test
    void too_few_pairs_settle_nothing() {
        gates.atLeast("hasty", 1, List.of(9.0, 9.0), "");
        assertThat(gates.verdict().exitCode()).isEqualTo(3);
    }

    @Test
    void a_duel_takes_the_peers_time_over_ours_and_forgets_the_first_pair() {
        List<String> order = new ArrayList<>();
        Duel duel = new Duel(2)
                .run(
                        3,
                        () -> {
                            order.add("A");
                            return Duration.ofMillis(order.size() <= 4 ? 500 : 2);
                        },
                        () -> {
                            order.add("B");
                            return Duration.ofMillis(6);
                        });
        assertThat(String.join("", order)).isEqualTo("ABBABAABABBABAAB");
        assertThat(duel.ratios()).containsExactly(3.0, 3.0, 3.0);
        assertThat(duel.ours(0.95)).isEqualTo(Duration.ofMillis(2));
    }

    private static List<Double> same(double ratio) {
        return Collections.nCopies(5, ratio);
    }
}
