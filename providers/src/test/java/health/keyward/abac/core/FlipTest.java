package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.core.Decision.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The smallest change that would have turned a decision is one that was tried. */
class FlipTest {
    private static final Predicate<Map<String, @Nullable Object>> A_NURSE =
            input -> at(input, "subject", "properties", "roles") instanceof List<?> roles && roles.contains("nurse");
    private static final Predicate<Map<String, @Nullable Object>> MANAGED =
            input -> Boolean.TRUE.equals(at(input, "context", "device", "managed"));
    private static final Predicate<Map<String, @Nullable Object>> TWO_FACTORS =
            input -> at(input, "context", "assurance", "level") instanceof Long level && level >= 2;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_missing_role_is_named() {
        Flip.Found found = flip(A_NURSE, input -> true)
                .of(input(List.of("clerk"), true, 2), Effect.DENY)
                .orElseThrow();
        assertThat(found.effect()).isEqualTo(Effect.PERMIT);
        assertThat(found.changes())
                .containsExactly(
                        new Flip.Change("subject.properties.roles", List.of("clerk"), List.of("clerk", "nurse")));
    }

    @Test
    void two_changes_are_named_when_one_is_not_enough() {
        Flip.Found found = flip(A_NURSE.and(MANAGED), input -> true)
                .of(input(List.of(), false, 2), Effect.DENY)
                .orElseThrow();
        assertThat(found.changes())
                .extracting(Flip.Change::path)
                .containsExactly("subject.properties.roles", "context.device");
    }

    @Test
    void a_permit_is_better_than_a_step_up_and_a_step_up_better_than_nothing() {
        assertThat(flip(A_NURSE, TWO_FACTORS).of(input(List.of(), true, 1), Effect.DENY))
                .map(Flip.Found::effect)
                .contains(Effect.STEP_UP);
        assertThat(flip(A_NURSE, TWO_FACTORS).of(input(List.of("nurse"), true, 1), Effect.STEP_UP))
                .map(Flip.Found::effect)
                .contains(Effect.PERMIT);
    }

    @Test
    void of_a_permit_it_says_what_would_have_refused() {
        Flip.Found found = flip(A_NURSE, input -> true)
                .of(input(List.of("nurse"), true, 2), Effect.PERMIT)
                .orElseThrow();
        assertThat(found.effect()).isEqualTo(Effect.DENY);
        assertThat(found.changes().getFirst().to()).isEqualTo(List.of());
    }

    @Test
    void it_says_nothing_where_nothing_helps_and_asks_no_more_than_it_may() {
        Flip few =
                new Flip(policy(input -> false, input -> true), Set.of("step-up"), 7, Duration.ofSeconds(10), () -> 0L);
        assertThat(few.of(input(List.of(), false, 1), Effect.DENY)).isEmpty();
        assertThat(asked).hasValue(7);
        AtomicInteger clock = new AtomicInteger();
        Flip slow = new Flip(
                policy(input -> false, input -> true),
                Set.of("step-up"),
                1_000,
                Duration.ofNanos(5),
                clock::getAndIncrement);
        assertThat(slow.of(input(List.of(), false, 1), Effect.DENY)).isEmpty();
        assertThat(asked.get()).isLessThan(7 + 7);
    }

    @Test
    void the_question_that_was_recorded_stays_as_it_was() {
        Map<String, @Nullable Object> input = input(List.of(), false, 1);
        String before = input.toString();
        flip(A_NURSE.and(MANAGED), TWO_FACTORS).of(input, Effect.DENY);
        assertThat(input).hasToString(before);
    }

    private Flip flip(
            Predicate<Map<String, @Nullable Object>> permits, Predicate<Map<String, @Nullable Object>> strong) {
        return new Flip(policy(permits, strong), Set.of("step-up"), 2_000, Duration.ofSeconds(10), System::nanoTime);
    }

    private Policy policy(
            Predicate<Map<String, @Nullable Object>> permits, Predicate<Map<String, @Nullable Object>> strong) {
        return new Policy("r", new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                asked.incrementAndGet();
                boolean permit = permits.test(input);
                List<Object> obligations = new ArrayList<>();
                if (permit && !strong.test(input)) {
                    obligations.add(Map.of(
                            "id",
                            "step-up",
                            "type",
                            "step-up",
                            "properties",
                            Map.of("acr_value", "mfa", "different_factor", false)));
                }
                return new Outcome.Answered(
                        Map.of(
                                "decision",
                                permit,
                                "reasons",
                                List.of(),
                                "obligations",
                                obligations,
                                "break_glass",
                                false),
                        List.of());
            }
        });
    }

    private static Map<String, @Nullable Object> input(List<String> roles, boolean managed, long level) {
        return Map.of(
                "subject", Map.of("type", "user", "id", "u1", "properties", Map.of("roles", roles)),
                "resource",
                        Map.of(
                                "type", "app",
                                "id", "ward-board",
                                "properties",
                                        Map.of("access_roles", List.of("nurse"), "device_classes", List.of("tablet"))),
                "context",
                        Map.of(
                                "time", "2026-11-29T01:00:00Z",
                                "device", Map.of("managed", managed, "class", "phone"),
                                "assurance", Map.of("level", level)));
    }

    private static @Nullable Object at(Object from, String... path) {
        Object there = from;
        for (String step : path) {
            there = there instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return there;
    }
}
