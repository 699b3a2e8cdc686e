package health.keyward.abac.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WantedTest {
    @TestFactory
    Stream<DynamicTest> every_required_member_is_missed_and_every_ill_typed_one_seen() {
        Map<String, Object> good = DecisionPointTest.body();
        return Stream.of(
                wrong("no subject", without(good, "subject"), "subject is missing"),
                wrong("no action", without(good, "action"), "action is missing"),
                wrong("no resource", without(good, "resource"), "resource is missing"),
                wrong("subject is a text", DecisionPointTest.with(good, "subject", "ann"), "subject must be an object"),
                wrong(
                        "no subject type",
                        DecisionPointTest.with(good, "subject", Map.of("id", "a")),
                        "subject.type is missing"),
                wrong(
                        "no subject id",
                        DecisionPointTest.with(good, "subject", Map.of("type", "user")),
                        "subject.id is missing"),
                wrong(
                        "a number as name",
                        DecisionPointTest.with(good, "action", Map.of("name", 1L)),
                        "action.name must be a string"),
                wrong("no name", DecisionPointTest.with(good, "action", Map.of()), "action.name is missing"),
                wrong(
                        "no resource type",
                        DecisionPointTest.with(good, "resource", Map.of("id", "1")),
                        "resource.type is missing"),
                wrong(
                        "no resource id",
                        DecisionPointTest.with(good, "resource", Map.of("type", "record")),
                        "resource.id is missing"),
                wrong(
                        "an empty id",
                        DecisionPointTest.with(good, "resource", Map.of("type", "record", "id", " ")),
                        "resource.id must have 1 to 500 characters"),
                wrong(
                        "properties are a list",
                        DecisionPointTest.with(
                                good, "resource", Map.of("type", "record", "id", "1", "properties", List.of())),
                        "resource.properties must be an object"),
                wrong(
                        "context is a text",
                        DecisionPointTest.with(good, "context", "here"),
                        "context must be an object"),
                wrong(
                        "obligations are a text",
                        DecisionPointTest.with(good, "context", Map.of("supported_obligations", "step-up")),
                        "context.supported_obligations must be an array of strings"));
    }

    @Test
    void what_nobody_knows_is_passed_over() {
        assertThat(Wanted.evaluation(DecisionPointTest.with(DecisionPointTest.body(), "future", Map.of("a", true))))
                .isEqualTo(Wanted.evaluation(DecisionPointTest.body()));
    }

    @Test
    void no_evaluations_and_none_in_them_are_a_single_one() {
        assertThat(Wanted.evaluations(DecisionPointTest.body(), 3)).isEmpty();
        assertThat(Wanted.evaluations(DecisionPointTest.with(DecisionPointTest.body(), "evaluations", List.of()), 3))
                .isEmpty();
    }

    @Test
    void an_item_replaces_a_default_whole() {
        Map<String, Object> body = DecisionPointTest.with(
                DecisionPointTest.body(),
                "resource",
                Map.of("type", "record", "id", "1", "properties", Map.of("a", 1L)));
        body.put("evaluations", List.of(Map.of(), Map.of("resource", Map.of("type", "record", "id", "2"))));
        List<Batch.Item> items = Wanted.evaluations(body, 3).orElseThrow().items();
        assertThat(((Batch.Item.Asked) items.get(0)).inquiry().resource().properties())
                .containsEntry("a", 1L);
        assertThat(((Batch.Item.Asked) items.get(1)).inquiry().resource().properties())
                .isEmpty();
    }

    @Test
    void too_many_a_default_that_is_no_object_and_a_semantic_nobody_knows_spoil_the_whole() {
        Map<String, Object> body = DecisionPointTest.body();
        assertThatThrownBy(() ->
                        Wanted.evaluations(DecisionPointTest.with(body, "evaluations", List.of(Map.of(), Map.of())), 1))
                .isInstanceOf(Malformed.class);
        Map<String, Object> one = DecisionPointTest.with(body, "evaluations", List.of(Map.of()));
        assertThatThrownBy(() -> Wanted.evaluations(DecisionPointTest.with(one, "subject", "ann"), 1))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> Wanted.evaluations(
                        DecisionPointTest.with(one, "options", Map.of("evaluations_semantic", "all")), 1))
                .isInstanceOf(Malformed.class);
    }

    private static DynamicTest wrong(String name, Map<String, Object> body, String message) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertThatThrownBy(() -> Wanted.evaluation(body))
                        .isInstanceOf(Malformed.class)
                        .hasMessage(message));
    }

    private static Map<String, Object> without(Map<String, Object> body, String member) {
        Map<String, Object> copy = new HashMap<>(body);
        copy.remove(member);
        return copy;
    }
}
