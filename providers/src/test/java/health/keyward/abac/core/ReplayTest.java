package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.Turns.By;
import health.keyward.abac.core.Turns.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Recorded decisions decided again by another policy, and what turned, counted (AB-7). */
class ReplayTest {
    private static final Instant AT = Instant.parse("2026-11-29T01:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private final Turns turns = new Turns();

    @Test
    void what_is_decided_alike_only_counts() {
        decide(input -> answer(true, false), past("d1", Effect.PERMIT, "h1"));
        assertThat(turns.count()).isEqualTo(new Turns.Count(1, 0, 0, Map.of()));
    }

    @Test
    void who_was_let_in_and_would_be_refused_is_counted_by_role_app_new_rule_and_data() {
        decide(input -> answer(false, false, "app.closed"), past("d1", Effect.PERMIT, "h1"));
        Turns.Turned turned = turns.count().of(Kind.ALLOW_TO_DENY);
        assertThat(turned.n()).isEqualTo(1);
        assertThat(turned.by())
                .isEqualTo(Map.of(
                        By.ROLE, Map.of("clerk", 1L, "nurse", 1L),
                        By.APP, Map.of("ward-board", 1L),
                        By.RULE, Map.of("app.closed", 1L),
                        By.DATA, Map.of("app:phi", 1L)));
        assertThat(turned.examples())
                .containsExactly(
                        new Turns.Example("d1", AT.toString(), "ward-board", "PERMIT", "DENY", List.of("app.closed")));
    }

    @Test
    void who_was_refused_and_would_be_let_in_is_counted_apart_by_the_rule_that_refused_then() {
        decide(
                input -> answer(true, false),
                past("d1", Effect.DENY, "h1", "app.role_not_listed"),
                past("d2", Effect.OFFER_BREAK_GLASS, "h2", "record.no_relation"));
        Turns.Turned turned = turns.count().of(Kind.DENY_TO_ALLOW);
        assertThat(turned.n()).isEqualTo(2);
        assertThat(turned.by().get(By.RULE)).isEqualTo(Map.of("app.role_not_listed", 1L, "record.no_relation", 1L));
        assertThat(turns.count().of(Kind.ALLOW_TO_DENY).n()).isZero();
        assertThat(turns.count().turns()).isEqualTo(2);
    }

    @Test
    void a_further_factor_more_or_less_is_no_refusal() {
        decide(input -> answer(true, true), past("d1", Effect.PERMIT, "h1"));
        decide(input -> answer(true, false), past("d2", Effect.STEP_UP, "h2", "assurance.level"));
        decide(input -> answer(false, false, "x.y"), past("d3", Effect.OFFER_BREAK_GLASS, "h3", "x.y"));
        assertThat(turns.count().of(Kind.MORE_ASKED).n()).isEqualTo(1);
        assertThat(turns.count().of(Kind.LESS_ASKED).by().get(By.RULE)).isEqualTo(Map.of("assurance.level", 1L));
        assertThat(turns.count().of(Kind.OFFER).n()).isEqualTo(1);
    }

    @Test
    void an_obligation_that_who_asked_could_not_carry_out_is_a_refusal() {
        decide(
                input -> answer(true, true),
                new Past("d1", AT, Effect.PERMIT, List.of(), "ehr", "h1", Set.of(), ReplayTest::input));
        assertThat(turns.count().of(Kind.ALLOW_TO_DENY).by().get(By.RULE))
                .isEqualTo(Map.of("failed.unknown_obligation", 1L));
    }

    @Test
    void a_refusal_for_want_of_a_policy_is_told_apart_and_asked_of_none() {
        decide(input -> answer(true, false), past("d1", Effect.DENY, "h1", "failed.no_policy"));
        assertThat(turns.count()).isEqualTo(new Turns.Count(0, 0, 1, Map.of()));
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_policy_that_does_not_answer_refuses() {
        Policy silent = new Policy("r", engine(input -> null));
        new Replay(silent, () -> 0L).decide(List.of(past("d1", Effect.PERMIT, "h1")), turns);
        assertThat(turns.count().of(Kind.ALLOW_TO_DENY).by().get(By.RULE)).isEqualTo(Map.of("failed.no_answer", 1L));
    }

    @Test
    void one_that_cannot_be_read_holds_nothing_up() {
        decide(
                input -> answer(true, false),
                new Past("d1", AT, Effect.PERMIT, List.of(), "ehr", "h1", Set.of(), () -> {
                    throw new IllegalArgumentException("no JSON");
                }),
                past("d2", Effect.PERMIT, "h2"));
        assertThat(turns.count()).isEqualTo(new Turns.Count(1, 1, 0, Map.of()));
    }

    @Test
    void the_same_question_is_asked_once_and_of_another_asker_again() {
        decide(
                input -> answer(true, true),
                past("d1", Effect.PERMIT, "h1"),
                past("d2", Effect.PERMIT, "h1"),
                new Past("d3", AT, Effect.PERMIT, List.of(), "ehr", "h1", Set.of(), ReplayTest::input));
        assertThat(asked).hasValue(2);
        assertThat(turns.count().of(Kind.MORE_ASKED).n()).isEqualTo(2);
        assertThat(turns.count().of(Kind.ALLOW_TO_DENY).n()).isEqualTo(1);
    }

    @Test
    void counts_of_two_parts_are_those_of_the_whole() {
        List<Past> all = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> past("d" + i, i % 3 == 0 ? Effect.DENY : Effect.PERMIT, "h" + i, "a.b" + i % 5))
                .toList();
        Function<Map<String, @Nullable Object>, @Nullable Object> closed = input -> answer(false, false, "app.closed");
        decide(closed, all.toArray(Past[]::new));
        Turns first = new Turns();
        new Replay(new Policy("r", engine(closed)), () -> 0L).decide(all.subList(0, 17), first);
        Turns second = Turns.from(first.count());
        new Replay(new Policy("r", engine(closed)), () -> 0L).decide(all.subList(17, 40), second);
        assertThat(second.count()).isEqualTo(turns.count());
        assertThat(second.count().of(Kind.ALLOW_TO_DENY).n()).isEqualTo(26);
        assertThat(second.count().of(Kind.ALLOW_TO_DENY).examples()).hasSize(10);
    }

    @Test
    void a_house_with_thousands_of_roles_makes_no_count_without_end() {
        for (int i = 0; i < 1_000; i++) {
            String role = "role-" + i;
            decide(
                    input -> answer(false, false, "app.closed"),
                    new Past(
                            "d" + i,
                            AT,
                            Effect.PERMIT,
                            List.of(),
                            "ehr",
                            "h" + i,
                            Set.of(),
                            () -> Map.of("subject", Map.of("properties", Map.of("roles", List.of(role))))));
        }
        Map<String, Long> roles = turns.count().of(Kind.ALLOW_TO_DENY).by().get(By.ROLE);
        assertThat(roles).hasSize(301);
        assertThat(roles.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
    }

    private void decide(Function<Map<String, @Nullable Object>, @Nullable Object> says, Past... pasts) {
        new Replay(new Policy("r", engine(says)), () -> 0L).decide(List.of(pasts), turns);
    }

    private static Past past(String id, Effect was, String hash, String... reasons) {
        return new Past(id, AT, was, List.of(reasons), "ward-board", hash, Set.of("step-up"), ReplayTest::input);
    }

    private static Map<String, @Nullable Object> input() {
        return Map.of(
                "subject", Map.of("type", "user", "id", "u1", "properties", Map.of("roles", List.of("clerk", "nurse"))),
                "resource", Map.of("type", "app", "id", "ward-board", "properties", Map.of("data_class", "phi")));
    }

    private static Object answer(boolean permit, boolean more, String... codes) {
        return Map.of(
                "decision",
                permit,
                "reasons",
                List.of(codes).stream()
                        .map(code -> Map.of("code", code, "missing", List.of(), "facts", Map.of()))
                        .toList(),
                "obligations",
                more
                        ? List.of(Map.of("id", "step-up", "type", "step-up", "properties", Map.of("acr_value", "mfa")))
                        : List.of(),
                "break_glass",
                false);
    }

    private Engine engine(Function<Map<String, @Nullable Object>, @Nullable Object> says) {
        return new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                asked.incrementAndGet();
                Object value = says.apply(input);
                return value == null
                        ? new Outcome.Failed(Failure.NO_ANSWER, "undefined")
                        : new Outcome.Answered(value, List.of());
            }
        };
    }
}
