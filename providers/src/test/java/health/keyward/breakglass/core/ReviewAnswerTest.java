package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReviewAnswerTest {
    @Test
    void an_answer_is_taken_as_it_was_typed_without_what_browsers_add() {
        assertThat(ReviewAnswer.of("  The charge nurse\r\ncalled me. "))
                .contains(new ReviewAnswer("The charge nurse\ncalled me."));
    }

    @Test
    void nothing_two_letters_a_book_and_what_no_keyboard_types_are_no_answer() {
        assertThat(ReviewAnswer.of(null)).isEmpty();
        assertThat(ReviewAnswer.of("  ok ")).isEmpty();
        assertThat(ReviewAnswer.of("x".repeat(Cases.LONGEST_WORDS))).isPresent();
        assertThat(ReviewAnswer.of("x".repeat(Cases.LONGEST_WORDS + 1))).isEmpty();
        assertThat(ReviewAnswer.of("fine\u0007")).isEmpty();
    }
}
