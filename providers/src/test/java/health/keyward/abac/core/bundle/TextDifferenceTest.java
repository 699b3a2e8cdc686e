package health.keyward.abac.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDifferenceTest {
    @Test
    void equal_texts_do_not_differ() {
        assertThat(TextDifference.between("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void a_changed_line_is_one_that_went_and_one_that_came_with_three_lines_around_it() {
        String before = lines(1, 20);
        assertThat(words(TextDifference.between(before, before.replace("10\n", "ten\n"))))
                .containsExactly(" 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13");
    }

    @Test
    void what_moved_in_between_is_found() {
        assertThat(words(TextDifference.between("a\nb\nc\n", "a\nx\nb\n"))).containsExactly(" a", "+x", " b", "-c");
    }

    @Test
    void a_text_that_is_new_is_all_added_and_one_that_went_all_removed() {
        assertThat(words(TextDifference.between("", "a\nb\n"))).containsExactly("+a", "+b");
        assertThat(words(TextDifference.between("a\nb\n", ""))).containsExactly("-a", "-b");
    }

    @Test
    void lines_carry_their_numbers() {
        assertThat(TextDifference.between("a\n", "b\na\n"))
                .containsExactly(
                        new TextDifference.Line(TextDifference.Kind.ADDED, 0, 1, "b"),
                        new TextDifference.Line(TextDifference.Kind.SAME, 1, 2, "a"));
    }

    @Test
    void very_long_texts_count_as_replaced_where_they_differ() {
        assertThat(TextDifference.between(lines(0, 5_000), lines(10_000, 15_000)))
                .hasSize(10_002);
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    private static List<String> words(List<TextDifference.Line> lines) {
        return lines.stream()
                .map(line -> switch (line.kind()) {
                            case SAME -> " ";
                            case ADDED -> "+";
                            case REMOVED -> "-";
                        }
                        + line.text())
                .toList();
    }
}
