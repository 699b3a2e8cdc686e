package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether the engine can be asked where administrators are held to it (EA-3). */
class AnsweringTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final Enforcement HELD = new Enforcement(Mode.RECORD, Map.of("keyward-console", Mode.ENFORCE));

    @Test
    void an_engine_that_answers_anything_is_there() {
        assertThat(answering(new Engine.Outcome.Answered(Map.of(), List.of()), HELD)
                        .letsIn(REALM, "keyward-console"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"ENGINE_ERROR", "DEADLINE", "CIRCUIT_OPEN", "NO_POLICY"})
    void one_that_cannot_be_asked_is_missed_only_where_people_are_held_to_it(Failure failure) {
        Engine.Outcome down = new Engine.Outcome.Failed(failure, "");
        assertThat(answering(down, HELD).letsIn(REALM, "keyward-console")).isFalse();
        assertThat(answering(down, HELD).letsIn(REALM, "ward-board")).isTrue();
        assertThat(answering(down, Enforcement.RECORDING).letsIn(REALM, "keyward-console"))
                .isTrue();
    }

    @Test
    void one_that_answers_an_empty_question_oddly_is_there() {
        assertThat(answering(new Engine.Outcome.Failed(Failure.NO_ANSWER, "undefined"), HELD)
                        .letsIn(REALM, "keyward-console"))
                .isTrue();
    }

    @Test
    void without_a_policy_nobody_gets_in_who_is_held_to_one() {
        assertThat(new Answering(realm -> new Policies.Standing.None(Failure.NO_POLICY, HELD))
                        .letsIn(REALM, "keyward-console"))
                .isFalse();
        assertThat(new Answering(realm -> new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING))
                        .letsIn(REALM, "keyward-console"))
                .isTrue();
    }

    private static Answering answering(Engine.Outcome outcome, Enforcement enforcement) {
        Engine engine = new Engine() {
            @Override
            public String name() {
                return "server";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return outcome;
            }
        };
        return new Answering(realm -> new Policies.Standing.Active(new Policy("r1", engine), null, enforcement));
    }
}
