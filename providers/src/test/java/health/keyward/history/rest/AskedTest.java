package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.history.core.Kind;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Question;
import health.keyward.keycloak.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The query parameters of a call")
class AskedTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frm | 2026-01-01T00:00:00Z | There is no parameter",
                "from | yesterday | must be an instant",
                "from | +999999999-01-01T00:00:00Z | between 1970 and 9999",
                "from | 2026-11-20T12:00:00Z | must be before to",
                "address | 10.0.0.0/99 | must be an IP address or a network",
                "address | example.org | must be an IP address or a network",
                "outcome | MAYBE | SUCCESS, FAILED, DENIED, UNDONE",
                "kind | <script> | \"?script?\"",
                "limit | 0 | from 1 to 200",
                "limit | 201 | from 1 to 200",
                "limit | 99999999999 | from 1 to 200",
                "cursor | abc | is none of ours"
            })
    void what_cannot_be_understood_is_answered_with_what_would_be(String name, String value, String says) {
        assertThatThrownBy(() -> ask(name, value))
                .isInstanceOf(ProblemException.class)
                .satisfies(e ->
                        assertThat(((ProblemException) e).problem().detail()).contains(says));
    }

    @Test
    void a_long_or_controlling_value_is_refused() {
        assertThatThrownBy(() -> ask("person", "x".repeat(201))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ask("person", "a\0b")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ask("person", "a\r\nb")).isInstanceOf(ProblemException.class);
        assertThat(ask("person", "\uD83D\uDE00".repeat(200)).person()).hasSize(400);
    }

    @Test
    void one_that_may_be_given_once_is_not_taken_twice() {
        var query = new MultivaluedHashMap<String, String>();
        query.addAll("person", "a", "b");
        assertThatThrownBy(() -> new Asked(query, Parameters.SIGN_INS, NOON).question())
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void without_a_window_the_last_day_is_meant() {
        Question question = ask("outcome", "failed");
        assertThat(question.window().to()).isEqualTo(NOON);
        assertThat(question.window().length()).isEqualTo(Duration.ofDays(1));
        assertThat(question.outcomes()).containsExactly(Outcome.FAILED);
    }

    @Test
    void several_values_of_one_filter_are_kept() {
        var query = new MultivaluedHashMap<String, String>();
        query.addAll("kind", "SIGN_IN", "REFUSED");
        assertThat(new Asked(query, Parameters.SIGN_INS, NOON).question().kinds())
                .containsExactly(Kind.SIGN_IN, Kind.REFUSED);
    }

    private static Question ask(String name, String value) {
        var query = new MultivaluedHashMap<String, String>();
        query.add(name, value);
        Asked asked = new Asked(query, Parameters.SIGN_INS, NOON);
        Question question = asked.question();
        asked.cursor("cursor");
        asked.number("limit", 50, 1, 200);
        return question;
    }
}
