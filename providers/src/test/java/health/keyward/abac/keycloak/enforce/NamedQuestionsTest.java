package health.keyward.abac.keycloak.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Asked;
import health.keyward.abac.Decisions;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Need;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedQuestionsTest {
    private static final Verdict.Told TOLD =
            new Verdict.Told("0".repeat(32), Instant.EPOCH, "r1", "embedded", 1, List.of());

    @Test
    void only_what_is_permitted_without_anything_left_to_do_is_told() {
        NamedQuestions questions = NamedQuestions.of(
                        "a|app|one|open##b|app|two|open##c|app|three|open##d|app|four|open")
                .orElseThrow();
        Map<String, Verdict> verdicts = Map.of(
                "one", new Verdict.Permit(TOLD, List.of()),
                "two", new Verdict.Deny(TOLD),
                "three", new Verdict.StepUp(TOLD, Need.PASSWORD),
                "four", new Verdict.Permit(TOLD, List.of(new Obligation("log", "log", Map.of()))));
        assertThat(told(
                        questions,
                        question -> verdicts.getOrDefault(question.resource().id(), new Verdict.Deny(TOLD))))
                .containsExactly("a");
    }

    @Test
    void a_policy_that_fails_tells_nothing() {
        NamedQuestions questions =
                NamedQuestions.of("a|app|one|open##b|app|two|open").orElseThrow();
        assertThat(told(questions, question -> new Verdict.Deny(TOLD))).isEmpty();
    }

    @Test
    void there_are_at_most_twenty() {
        assertThat(NamedQuestions.of(many(20)).orElseThrow().questions()).hasSize(20);
        assertThat(NamedQuestions.of(many(21))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a",
                "a|app|one",
                "a|app|one|open|more",
                "a|app||open",
                "|app|one|open",
                "a b|app|one|open",
                "a|app|one|open##a|app|two|open",
                "12345678901234567890123456789012345678901|app|one|open"
            })
    void a_setting_that_is_unclear_tells_nothing(String setting) {
        assertThat(NamedQuestions.of(setting)).isEmpty();
    }

    @Test
    void the_asker_can_do_nothing_and_is_known() {
        List<Question> asked = new ArrayList<>();
        told(NamedQuestions.of("a|record|any|read").orElseThrow(), question -> {
            asked.add(question);
            return new Verdict.Deny(TOLD);
        });
        assertThat(asked.getFirst().supportedObligations()).isEmpty();
        assertThat(asked.getFirst().asked().point()).isEqualTo(Point.CLAIM);
        assertThat(asked.getFirst().resource()).isEqualTo(Party.of("record", "any"));
        assertThat(asked.getFirst().action().name()).isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "aud", "acr", "realm_access", "A", "", "a.b", "scope"})
    void a_claim_with_a_meaning_of_its_own_is_not_taken(String name) {
        assertThat(PermittedClaim.mayBeCalled(name)).isFalse();
    }

    @Test
    void a_claim_of_another_name_may_be() {
        assertThat(PermittedClaim.mayBeCalled("keyward_permitted")).isTrue();
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "n" + i + "|app|one|open")
                .collect(Collectors.joining("##"));
    }

    private static List<String> told(NamedQuestions questions, Function<Question, Verdict> says) {
        Decisions decisions = says::apply;
        return questions.permitted(
                decisions,
                new RealmId("hospital"),
                new Asked(Point.CLAIM, "ward-board", "s1", null, null),
                Party.of("user", "u1"));
    }
}
