package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviewers by what is known of the person (AR-3). */
class ExpressionTest {
    @Test
    void both_forms_are_read_and_written_the_same() {
        assertThat(Expression.of("person.mentor")).isEqualTo(new Expression(null, "mentor"));
        assertThat(Expression.of(" head_of=person.department ")).isEqualTo(new Expression("head_of", "department"));
        assertThat(Expression.of("head_of = person.department").text()).isEqualTo("head_of = person.department");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mentor",
                "person.",
                "person.Mentor",
                "head_of = department",
                "a = b = person.c",
                "person.x' OR '1'='1",
                "head_of = person.department; drop"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Expression.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
