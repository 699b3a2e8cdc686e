package health.keyward.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PairsTest {
    private final List<String> order = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @Test
    void the_order_turns_within_a_pair_and_from_pair_to_pair() {
        new Pairs(block("with", 10), block("without", 10), 2, said::add).ratios(0, 2, 2);
        assertThat(order).containsExactly("with", "without", "without", "with", "without", "with", "with", "without");
    }

    @Test
    void the_ratio_is_cpu_per_operation_with_to_without() {
        assertThat(new Pairs(block("with", 21), block("without", 20), 1, said::add).ratios(0, 1, 1))
                .containsExactly(1.05);
    }

    @Test
    void warm_up_pairs_do_not_count() {
        assertThat(new Pairs(block("with", 10), block("without", 10), 1, said::add).ratios(1, 2, 2))
                .hasSize(2);
        assertThat(said.get(1)).endsWith("warm-up");
    }

    @Test
    void a_pair_is_dropped_when_the_machine_changed_its_speed_meanwhile() {
        Pairs.Side slowed = side("with", () -> measured(10, Duration.ofMillis(100), Duration.ofMillis(115), 0));
        assertThat(new Pairs(slowed, block("without", 10), 1, said::add).ratios(0, 12, 3))
                .isEmpty();
        assertThat(said).filteredOn(line -> line.endsWith("disturbed")).hasSize(3);
    }

    @Test
    void a_pair_is_dropped_when_one_block_ran_on_a_slower_machine_than_the_other() {
        Pairs.Side slower = side("with", () -> measured(10, Duration.ofMillis(120), Duration.ofMillis(120), 0));
        assertThat(new Pairs(slower, block("without", 10), 1, said::add).ratios(0, 12, 2))
                .isEmpty();
    }

    @Test
    void a_pair_is_dropped_when_strangers_used_the_machine() {
        Pairs.Side crowded = side("with", () -> measured(10, Duration.ofMillis(100), Duration.ofMillis(100), 0.6));
        assertThat(new Pairs(crowded, block("without", 10), 1, said::add).ratios(0, 12, 2))
                .isEmpty();
    }

    private Pairs.Side block(String name, int cpuMillis) {
        return side(name, () -> measured(cpuMillis, Duration.ofMillis(100), Duration.ofMillis(101), 0.02));
    }

    private Pairs.Side side(String name, Supplier<Block> measured) {
        return new Pairs.Side() {
            @Override
            public void begin() {}

            @Override
            public void turn() {
                order.add(name);
            }

            @Override
            public Block end() {
                return measured.get();
            }
        };
    }

    private static Block measured(int cpuMillis, Duration before, Duration after, double strangers) {
        return new Block(1, Duration.ofMillis(cpuMillis), Duration.ofMillis(5), before, after, strangers);
    }
}
