package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Failure;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine is down: ordinary access is refused, emergency access goes by the policy at hand (BG-19). */
class WhileDownTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private final List<Decision> recorded = new ArrayList<>();

    @Test
    void who_would_be_let_in_is_refused_and_offered_emergency_access() {
        assertThat(decide(down(Failure.CIRCUIT_OPEN), answering(true, false, "app.some")))
                .isInstanceOfSatisfying(Verdict.OfferBreakGlass.class, offer -> {
                    assertThat(offer.told().degraded()).isTrue();
                    assertThat(offer.told().reasons()).containsExactly(Reason.of("failed.circuit_open"));
                });
        assertThat(recorded.getFirst().effect()).isEqualTo(Decision.Effect.OFFER_BREAK_GLASS);
        assertThat(recorded.getFirst().engine()).isEqualTo("embedded");
    }

    @Test
    void who_would_be_offered_emergency_access_is_offered_it() {
        assertThat(decide(down(Failure.DEADLINE), answering(false, true, "record.no_care_relationship")))
                .isInstanceOf(Verdict.OfferBreakGlass.class);
    }

    @Test
    void who_would_be_refused_stays_refused_and_is_told_nothing_of_the_policy_at_hand() {
        assertThat(decide(down(Failure.ENGINE_ERROR), answering(false, false, "licence.expired")))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class,
                        deny -> assertThat(deny.told().reasons()).containsExactly(Reason.of("failed.engine_error")));
    }

    @Test
    void a_grant_that_is_used_holds_and_the_record_says_that_the_engine_was_down() {
        assertThat(decide(down(Failure.NO_POLICY), answering(true, false, "break_glass.used")))
                .isInstanceOfSatisfying(Verdict.Permit.class, permit -> {
                    assertThat(permit.told().degraded()).isTrue();
                    assertThat(permit.told().reasons())
                            .extracting(Reason::code)
                            .containsExactly("failed.no_policy", "break_glass.used");
                });
        assertThat(recorded.getFirst().reasons())
                .extracting(Reason::code)
                .containsExactly("failed.no_policy", "break_glass.used");
    }

    @Test
    void a_policy_at_hand_that_breaks_too_is_a_refusal() {
        Engine broken = down(Failure.ENGINE_ERROR);
        assertThat(decide(down(Failure.DEADLINE), broken)).isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void without_a_policy_at_hand_nothing_is_offered() {
        assertThat(decide(down(Failure.CIRCUIT_OPEN), null)).isInstanceOf(Verdict.Deny.class);
    }

    @Test
    void an_engine_that_answers_is_never_gone_around() {
        assertThat(decide(answering(false, false, "licence.expired"), answering(true, false, "break_glass.used")))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class,
                        deny -> assertThat(deny.told().degraded()).isFalse());
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"WRONG_ANSWER", "UNKNOWN_OBLIGATION", "NO_ANSWER"})
    void an_engine_that_answers_wrongly_is_not_down(Failure failure) {
        assertThat(decide(down(failure), answering(true, false, "break_glass.used")))
                .isInstanceOf(Verdict.Deny.class);
    }

    private Verdict decide(Engine engine, @Nullable Engine local) {
        Policies policies = realm -> new Policies.Standing.Active(
                new Policy("r1", engine, Map.of(), local), null, new Enforcement(Enforcement.Mode.ENFORCE, Map.of()));
        DecisionLog log = decisions -> () -> recorded.addAll(decisions);
        return new Decider(policies, log, List.of(), Clock.fixed(NOON, ZoneOffset.UTC), () -> 0, () -> "0".repeat(32))
                .decide(new Question(
                        new RealmId("hospital"),
                        new Asked(Point.DECISION_POINT, "ward-board", null, "192.0.2.1", null),
                        Party.of("user", "u1"),
                        Act.of("read"),
                        Party.of("record", "r-1"),
                        Map.of(),
                        Set.of(Obligation.STEP_UP)));
    }

    private static Engine answering(boolean decision, boolean breakGlass, String reason) {
        return engine(
                "embedded",
                new Engine.Outcome.Answered(
                        Map.of(
                                "decision",
                                decision,
                                "reasons",
                                List.of(Map.of("code", reason, "missing", List.of(), "facts", Map.of())),
                                "obligations",
                                List.of(),
                                "break_glass",
                                breakGlass),
                        List.of()));
    }

    private static Engine down(Failure failure) {
        return engine("server", new Engine.Outcome.Failed(failure, "on purpose"));
    }

    private static Engine engine(String name, Engine.Outcome outcome) {
        return new Engine() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return outcome;
            }
        };
    }
}
