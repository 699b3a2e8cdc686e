package health.keyward.console.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysetPagesTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final KeysetPages<Integer> pages = pages(100);

    private KeysetPages<Integer> pages(int all) {
        return new KeysetPages<>(25, 2, (cursor, limit) -> {
            calls.incrementAndGet();
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(all, from + limit);
            return new KeysetPages.Slice<>(
                    IntStream.range(from, to).boxed().toList(), to == all ? null : Integer.toString(to));
        });
    }

    @Test
    void rows_come_in_order_across_pages() {
        assertThat(pages.rows(20, 40))
                .containsExactlyElementsOf(IntStream.range(20, 60).boxed().toList());
    }

    @Test
    void a_far_place_is_reached_by_walking_there_once() {
        assertThat(pages.rows(90, 5)).containsExactly(90, 91, 92, 93, 94);
        assertThat(calls).hasValue(4);
        assertThat(pages.rows(80, 5)).hasSize(5);
        assertThat(calls).hasValue(4);
    }

    @Test
    void behind_the_end_there_is_nothing() {
        assertThat(pages.rows(100, 25)).isEmpty();
        assertThat(pages.rows(5000, 25)).isEmpty();
    }

    @Test
    void a_first_page_that_is_here_already_is_not_asked_again() {
        var started = pages(60)
                .startingWith(
                        new KeysetPages.Slice<>(IntStream.range(0, 25).boxed().toList(), "25"));
        assertThat(started.rows(0, 25)).hasSize(25);
        assertThat(calls).hasValue(0);
        assertThat(started.rows(25, 50)).hasSize(35);
    }

    @Test
    void the_neighbours_of_a_row_are_found_across_pages() {
        assertThat(pages.rows(0, 60)).hasSize(60);
        assertThat(pages.beside(24, 1)).contains(25);
        assertThat(pages.beside(25, -1)).contains(24);
        assertThat(pages.beside(0, -1)).isEmpty();
    }

    @Test
    void the_last_row_has_no_next() {
        assertThat(pages.rows(0, 100)).hasSize(100);
        assertThat(pages.beside(99, 1)).isEmpty();
    }
}
