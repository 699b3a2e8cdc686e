package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void numbers_that_come_in_order_leave_nothing_open() {
        assertThat(after(1, 2, 3).missing()).isEmpty();
    }

    @Test
    void a_number_that_was_passed_over_is_missing_until_it_comes() {
        Numbering numbers = after(1, 5);
        assertThat(Numbering.text(numbers.missing())).isEqualTo("2-4");
        numbers.came(3, NOW);
        assertThat(Numbering.text(numbers.missing())).isEqualTo("2,4");
        numbers.came(2, NOW);
        numbers.came(4, NOW);
        assertThat(numbers.missing()).isEmpty();
    }

    @Test
    void what_its_server_says_was_never_written_is_not_missing() {
        Numbering numbers = after(1, 10);
        numbers.explained("3,5-7", NOW);
        assertThat(Numbering.text(numbers.missing())).isEqualTo("2,4,8-9");
        numbers.explained("1-20", NOW);
        assertThat(numbers.missing()).isEmpty();
        assertThat(numbers.highest()).isEqualTo(20);
    }

    @Test
    void what_cannot_be_read_explains_nothing() {
        Numbering numbers = after(1, 3);
        numbers.explained("two, 2;-", NOW);
        assertThat(Numbering.text(numbers.missing())).isEqualTo("2");
    }

    @Test
    void a_gap_is_as_old_as_the_first_number_after_it() {
        Numbering numbers = after(1, 5);
        numbers.came(9, NOW.plusSeconds(60));
        assertThat(numbers.missing())
                .containsExactly(new Numbering.Missing(2, 4, NOW), new Numbering.Missing(6, 8, NOW.plusSeconds(60)));
    }

    @Test
    void in_whatever_order_numbers_come_exactly_the_others_are_missing() {
        Random chance = new Random(7);
        for (int run = 0; run < 200; run++) {
            List<Long> come = new ArrayList<>(LongStream.rangeClosed(1, 60)
                    .filter(n -> chance.nextInt(4) > 0)
                    .boxed()
                    .toList());
            Collections.shuffle(come, chance);
            Numbering numbers = new Numbering(0, List.of());
            come.forEach(n -> numbers.came(n, NOW));
            TreeSet<Long> others =
                    LongStream.rangeClosed(1, numbers.highest()).boxed().collect(Collectors.toCollection(TreeSet::new));
            others.removeAll(come);
            assertThat(numbers.missing().stream()
                            .flatMap(m ->
                                    LongStream.rangeClosed(m.first(), m.last()).boxed()))
                    .containsExactlyElementsOf(others);
        }
    }

    private static Numbering after(long... come) {
        Numbering numbers = new Numbering(0, List.of());
        for (long n : come) {
            numbers.came(n, NOW);
        }
        return numbers;
    }
}
