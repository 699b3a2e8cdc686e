package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who cannot mask shows nothing. */
class MaskTest {
    private static final Map<String, @Nullable Object> INPUT = Map.of(
            "subject", Map.of("id", "u1", "properties", Map.of("npi", "123", "unit", "icu")),
            "resource", Map.of("id", "r-1", "properties", Map.of("patient", "p-1", "a/b", Map.of("c", 1L))));

    @Test
    void what_the_policy_hides_is_in_neither_document_nor_attribute() {
        Mask mask =
                mask(List.of("/input/subject/properties/npi", "/input/resource/id", "/input/resource/properties/a~1b"));
        assertThat(mask.input(INPUT).toString()).contains("icu", "p-1").doesNotContain("123", "r-1", "c=1");
        assertThat(mask.shown("subject.properties.npi", "123")).isEmpty();
        assertThat(mask.shown("subject.properties.npi.below", "123")).isEmpty();
        assertThat(mask.shown("subject.properties.unit", "icu")).contains("icu");
        assertThat(mask.shown("subject.properties", Map.of("npi", "123", "unit", "icu")))
                .contains(Map.of("unit", "icu"));
        assertThat(mask.hidden()).hasSize(3);
    }

    @Test
    void a_mask_over_everything_leaves_nothing() {
        Mask mask = mask(List.of(Map.of("op", "remove", "path", "/input")));
        assertThat(mask.input(INPUT)).isEmpty();
        assertThat(mask.shown("context.time", "x")).isEmpty();
    }

    static List<Engine.Outcome> noMask() {
        return List.of(
                new Engine.Outcome.Failed(Failure.DEADLINE, ""),
                new Engine.Outcome.Answered("text", List.of()),
                new Engine.Outcome.Answered(List.of(1L), List.of()),
                new Engine.Outcome.Answered(List.of("input"), List.of()),
                new Engine.Outcome.Answered(
                        List.of(Map.of("op", "upsert", "path", "/input/x", "value", "y")), List.of()));
    }

    @ParameterizedTest
    @MethodSource("noMask")
    void what_is_not_understood_is_no_mask(Engine.Outcome outcome) {
        assertThat(Mask.of(policy(outcome), INPUT, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void an_engine_that_throws_is_no_mask() {
        Policy policy = new Policy("r", new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(Mask.of(policy, INPUT, Duration.ofSeconds(1))).isEmpty();
    }

    private static Mask mask(List<?> said) {
        return Mask.of(policy(new Engine.Outcome.Answered(said, List.of())), INPUT, Duration.ofSeconds(1))
                .orElseThrow();
    }

    private static Policy policy(Engine.Outcome outcome) {
        return new Policy("r", new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                assertThat(entrypoint).isEqualTo(Policy.MASK);
                assertThat(input).containsOnlyKeys("input");
                return outcome;
            }
        });
    }
}
