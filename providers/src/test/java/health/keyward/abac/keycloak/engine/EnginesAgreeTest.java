package health.keyward.abac.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.core.Engine.Outcome;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.ir.EmbeddedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped policy in the embedded engine and in a real OPA: one question, one answer. */
class EnginesAgreeTest {
    private static final long SEED = 20261129;
    private static final Duration LONG = Duration.ofSeconds(5);

    private static RealOpa opa;
    private static OpaServer server;
    private static EmbeddedEngine embedded;
    private static List<Golden> golden;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path compiled = RealOpa.root().resolve("policy/compiled");
        embedded = Engines.embedded(
                Files.readString(compiled.resolve("plan.json")), Files.readString(compiled.resolve("data.json")));
        golden = Golden.all();
        opa = RealOpa.start();
        server = opa.engine(5000);
    }

    @AfterAll
    static void stop() {
        if (opa != null) {
            server.close();
            opa.close();
        }
    }

    @Test
    void every_golden_question_has_its_answer_from_both() {
        assertThat(golden).hasSizeGreaterThan(60).allSatisfy(one -> {
            String want = Effects.text(one.want());
            assertThat(Effects.comparable(embedded(one.input()))).as(one.name()).isEqualTo(want);
            assertThat(Effects.comparable(server(one.input()))).as(one.name()).isEqualTo(want);
        });
    }

    @Test
    void thousands_of_questions_near_the_golden_ones_are_answered_alike() {
        Questions questions = new Questions(SEED, golden);
        Map<String, Integer> effects = new TreeMap<>();
        int asked = 4000;
        for (int i = 0; i < asked; i++) {
            Map<String, Object> question = questions.near();
            Outcome theirs = server(question);
            assertThat(Effects.comparable(embedded(question)))
                    .as("question %d: %s", i, JsonValues.write(question))
                    .isEqualTo(Effects.comparable(theirs));
            effects.merge(Effects.of(theirs), 1, Integer::sum);
        }
        System.out.println("engines agree on " + asked + " questions: " + effects);
        for (String effect : List.of("permit", "step-up", "deny")) {
            assertThat(effects.get(effect)).as(effect).isGreaterThanOrEqualTo(asked / 10);
        }
    }

    @Test
    void hostile_questions_neither_crash_nor_permit_what_opa_does_not() {
        Questions questions = new Questions(SEED + 1, golden);
        int answered = 0;
        for (int i = 0; i < 1200; i++) {
            Map<String, Object> question = questions.hostile();
            long start = System.nanoTime();
            Outcome ours = embedded.evaluate(Policy.DECISION, question, Duration.ofMillis(500));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).as("question %d", i).isLessThan(Duration.ofMillis(1500));
            if (ours instanceof Outcome.Answered) {
                answered++;
                assertThat(Effects.comparable(server(question)))
                        .as("question %d", i)
                        .isEqualTo(Effects.comparable(ours));
            }
        }
        System.out.println("hostile questions answered by both alike: " + answered
                + ", refused by the embedded engine: " + (1200 - answered));
        assertThat(answered).isBetween(300, 1199);
    }

    @Test
    void masks_are_the_same_from_both() {
        for (Golden one : golden) {
            Map<String, Object> event = Map.of("input", one.input(), "result", one.want());
            Outcome theirs = server.evaluate(Policy.MASK, event, LONG);
            assertThat(Effects.comparable(embedded.evaluate(Policy.MASK, event, LONG)))
                    .as(one.name())
                    .isEqualTo(Effects.comparable(theirs));
            assertThat(theirs).isInstanceOf(Outcome.Answered.class);
        }
    }

    @Test
    void what_a_policy_may_call_the_embedded_engine_has() throws IOException {
        Path file = RealOpa.root().resolve("policy/capabilities.json");
        List<?> builtins = (List<?>) JsonValues.object(Files.readString(file)).get("builtins");
        assertThat(builtins)
                .hasSizeGreaterThan(40)
                .allSatisfy(one ->
                        assertThat(EmbeddedEngine.builtins()).contains((String) ((Map<?, ?>) one).get("name")));
    }

    private static Outcome embedded(Map<String, Object> question) {
        return embedded.evaluate(Policy.DECISION, question, LONG);
    }

    private static Outcome server(Map<String, Object> question) {
        return server.evaluate(Policy.DECISION, question, LONG);
    }
}
