package health.keyward.abac.core.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine.Matched;
import health.keyward.abac.core.Engine.Outcome;
import health.keyward.abac.keycloak.engine.JsonValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A plan written by hand: {@code allow} has two bodies (the role is on the list of the data; the input says so), {@code loop} goes through the list three
 * times over, {@code both} has two results for one question.
 */
class EmbeddedEngineTest {
    private static final Duration DEADLINE = Duration.ofMillis(50);
    private static final String PLAN = """
        {"static": {"strings": [{"value": "result"}, {"value": "role"}, {"value": "roles"}, {"value": "list"}, {"value": "yes"}, {"value": "a"}],
          "builtin_funcs": [{"name": "internal.member_2", "decl": {}}], "files": [{"value": "authz/allow.rego"}]},
         "plans": {"plans": [PLANS]},
         "funcs": {"funcs": [
          {"name": "g0.data.authz.allow", "params": [0, 1], "return": 2, "blocks": [
            {"stmts": [{"type": "ResetLocalStmt", "stmt": {"target": 3, "file": 0, "col": 1, "row": 5}},
              {"type": "DotStmt", "stmt": {"source": L0, "key": S1, "target": 4, "file": 0, "col": 1, "row": 6}},
              {"type": "DotStmt", "stmt": {"source": L1, "key": S2, "target": 5, "file": 0, "col": 1, "row": 6}},
              {"type": "CallStmt", "stmt": {"func": "internal.member_2", "args": [L4, L5], "result": 6, "file": 0, "col": 1, "row": 6}},
              {"type": "NotEqualStmt", "stmt": {"a": L6, "b": {"type": "bool", "value": false}, "file": 0, "col": 1, "row": 6}},
              {"type": "AssignVarOnceStmt", "stmt": {"source": {"type": "bool", "value": true}, "target": 3, "file": 0, "col": 1, "row": 5}}]},
            {"stmts": [{"type": "IsDefinedStmt", "stmt": {"source": 3, "file": 0, "col": 1, "row": 5}},
              {"type": "AssignVarOnceStmt", "stmt": {"source": L3, "target": 2, "file": 0, "col": 1, "row": 5}}]},
            {"stmts": [{"type": "ResetLocalStmt", "stmt": {"target": 3, "file": 0, "col": 1, "row": 9}},
              {"type": "DotStmt", "stmt": {"source": L0, "key": S4, "target": 7, "file": 0, "col": 1, "row": 9}},
              {"type": "AssignVarOnceStmt", "stmt": {"source": L7, "target": 3, "file": 0, "col": 1, "row": 9}}]},
            {"stmts": [{"type": "IsDefinedStmt", "stmt": {"source": 3, "file": 0, "col": 1, "row": 9}},
              {"type": "AssignVarOnceStmt", "stmt": {"source": L3, "target": 2, "file": 0, "col": 1, "row": 9}}]},
            {"stmts": [{"type": "ReturnLocalStmt", "stmt": {"source": 2, "file": 0, "col": 1, "row": 5}}]}]}]}}
        """;
    private static final String ALLOW = """
        {"name": "authz/allow", "blocks": [{"stmts": [
          {"type": "CallStmt", "stmt": {"func": "g0.data.authz.allow", "args": [L0, L1], "result": 2}},
          {"type": "MakeObjectStmt", "stmt": {"target": 3}},
          {"type": "ObjectInsertStmt", "stmt": {"key": S0, "value": L2, "object": 3}},
          {"type": "ResultSetAddStmt", "stmt": {"value": 3}}]}]}
        """;
    private static final String LOOP = """
        {"name": "authz/loop", "blocks": [{"stmts": [
          {"type": "DotStmt", "stmt": {"source": L0, "key": S3, "target": 2}},
          {"type": "ScanStmt", "stmt": {"source": 2, "key": 3, "value": 4, "block": {"stmts": [
            {"type": "ScanStmt", "stmt": {"source": 2, "key": 5, "value": 6, "block": {"stmts": [
              {"type": "ScanStmt", "stmt": {"source": 2, "key": 7, "value": 8, "block": {"stmts": [
                {"type": "EqualStmt", "stmt": {"a": L4, "b": S5}}]}}}]}}}]}}}]}]}
        """;

    private final AtomicLong nanos = new AtomicLong();

    private static String plan() {
        return (PLAN.replace("PLANS", ALLOW + "," + LOOP))
                .replaceAll("\\bL(\\d)\\b", "{\"type\": \"local\", \"value\": $1}")
                .replaceAll("\\bS(\\d)\\b", "{\"type\": \"string_index\", \"value\": $1}");
    }

    private EmbeddedEngine engine() {
        return EmbeddedEngine.of(JsonValues.object(plan()), Map.of("roles", List.of("nurse", "physician")), nanos::get);
    }

    private static Failure failure(Outcome outcome) {
        return ((Outcome.Failed) outcome).failure();
    }

    @Test
    void the_rules_that_took_part_are_named_by_where_they_stand() {
        assertThat(engine().evaluate("authz/allow", Map.of("role", "nurse"), DEADLINE))
                .isEqualTo(new Outcome.Answered(true, List.of(new Matched("authz/allow.rego", 5, "data.authz.allow"))));
        assertThat(engine().evaluate("authz/allow", Map.of("role", "cook", "yes", true), DEADLINE))
                .isEqualTo(new Outcome.Answered(true, List.of(new Matched("authz/allow.rego", 9, "data.authz.allow"))));
    }

    @Test
    void undefined_is_no_answer() {
        assertThat(failure(engine().evaluate("authz/allow", Map.of("role", "cook"), DEADLINE)))
                .isEqualTo(Failure.NO_ANSWER);
        assertThat(failure(engine().evaluate("authz/other", Map.of(), DEADLINE)))
                .isEqualTo(Failure.NO_ANSWER);
    }

    @Test
    void two_results_that_differ_are_an_error_that_says_where() {
        Outcome outcome = engine().evaluate("authz/allow", Map.of("role", "nurse", "yes", 7L), DEADLINE);
        assertThat(failure(outcome)).isEqualTo(Failure.ENGINE_ERROR);
        assertThat(((Outcome.Failed) outcome).detail()).contains("authz/allow.rego:9");
    }

    @Test
    void a_null_for_an_answer_is_the_wrong_answer() {
        Map<String, Object> input = new HashMap<>();
        input.put("yes", null);
        assertThat(failure(engine().evaluate("authz/allow", input, DEADLINE))).isEqualTo(Failure.WRONG_ANSWER);
    }

    @Test
    void steps_run_out_before_a_loop_does() {
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < 1000; i++) {
            list.add(i);
        }
        assertThat(failure(engine().evaluate("authz/loop", Map.of("list", list), DEADLINE)))
                .isEqualTo(Failure.DEADLINE);
        EmbeddedEngine strict = EmbeddedEngine.of(JsonValues.object(plan()), Map.of(), nanos::get, 10);
        assertThat(failure(strict.evaluate("authz/loop", Map.of("list", list), DEADLINE)))
                .isEqualTo(Failure.DEADLINE);
    }

    @Test
    void time_runs_out_by_the_clock_that_was_handed_in() {
        EmbeddedEngine slow = EmbeddedEngine.of(
                JsonValues.object(plan()), Map.of("roles", List.of("nurse")), () -> nanos.addAndGet(60_000_000));
        assertThat(failure(slow.evaluate("authz/allow", Map.of("role", "nurse"), DEADLINE)))
                .isEqualTo(Failure.DEADLINE);
        assertThat(failure(engine().evaluate("authz/allow", Map.of("role", "nurse"), Duration.ZERO)))
                .isEqualTo(Failure.DEADLINE);
    }

    @Test
    void what_is_nested_too_deep_or_made_of_strange_things_is_refused() {
        Object deep = "end";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        assertThat(failure(engine().evaluate("authz/allow", Map.of("role", deep), DEADLINE)))
                .isEqualTo(Failure.ENGINE_ERROR);
        for (Object strange : List.of(new Object(), Double.NaN, Map.of(1L, "x"), new BigDecimal("1e999999999"))) {
            assertThat(failure(engine().evaluate("authz/allow", Map.of("role", strange), DEADLINE)))
                    .isEqualTo(Failure.ENGINE_ERROR);
        }
    }

    @Test
    void keys_made_to_collide_are_refused() {
        Map<String, Object> keys = new HashMap<>();
        for (int i = 0; i < 1 << 12; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            keys.put(key.toString(), true);
        }
        assertThat(failure(engine().evaluate("authz/allow", Map.of("role", keys), DEADLINE)))
                .isEqualTo(Failure.ENGINE_ERROR);
    }

    @Test
    void one_engine_answers_many_threads() throws Exception {
        EmbeddedEngine engine = engine();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Outcome>> questions = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                Map<String, Object> input = Map.of("role", i % 2 == 0 ? "nurse" : "cook");
                questions.add(() -> engine.evaluate("authz/allow", input, DEADLINE));
            }
            int nurses = 0;
            for (var answer : threads.invokeAll(questions)) {
                nurses += answer.get() instanceof Outcome.Answered ? 1 : 0;
            }
            assertThat(nurses).isEqualTo(1000);
        }
    }

    @Test
    void what_is_no_plan_is_refused_with_a_reason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEngine.of(Map.of(), Map.of(), nanos::get))
                .withMessageContaining("not a plan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEngine.of(
                        JsonValues.object(plan().replace("internal.member_2", "http.send")), Map.of(), nanos::get))
                .withMessageContaining("http.send");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedEngine.of(
                        JsonValues.object(plan().replace("ScanStmt", "LeapStmt")), Map.of(), nanos::get))
                .withMessageContaining("LeapStmt");
    }

    @Test
    void nothing_it_has_looks_at_a_clock_a_network_or_chance() {
        assertThat(EmbeddedEngine.builtins())
                .contains("count", "eq", "net.cidr_contains", "time.parse_rfc3339_ns")
                .doesNotContain(
                        "time.now_ns", "http.send", "rand.intn", "opa.runtime", "uuid.rfc4122", "net.lookup_ip_addr");
    }
}
