package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Failure;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeciderTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Map<String, Object> PERMIT = answer(true, List.of(), false);
    private static final Enforcement ENFORCING = new Enforcement(Enforcement.Mode.ENFORCE, Map.of());

    private final List<List<Decision>> committed = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void a_permit_is_recorded_before_it_is_told() {
        Verdict verdict = decide(answering(PERMIT));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Permit.class, permit -> {
            assertThat(permit.obligations()).isEmpty();
            assertThat(permit.told().decision()).isEqualTo("0".repeat(32));
            assertThat(permit.told().at()).isEqualTo(NOON);
            assertThat(permit.told().revision()).isEqualTo("r1");
        });
        Decision recorded = committed.getFirst().getFirst();
        assertThat(recorded.effect()).isEqualTo(Decision.Effect.PERMIT);
        assertThat(recorded.inputHash()).isEqualTo(CanonicalJson.hash(recorded.input()));
        assertThat(recorded.enforced()).isTrue();
        assertThat(recorded.shadow()).isNull();
    }

    @Test
    void a_step_up_says_what_to_show() {
        Map<String, Object> obligation = Map.of(
                "id", "step-up",
                "type", "step-up",
                "properties", Map.of("acr_value", "phr", "max_age", 300L, "different_factor", true));
        Map<String, Object> answer = answer(true, List.of(obligation), false);
        assertThat(decide(answering(answer))).isInstanceOfSatisfying(Verdict.StepUp.class, stepUp -> {
            assertThat(stepUp.need().level()).isEqualTo(Level.PHISHING_RESISTANT);
            assertThat(stepUp.need().maxAge()).isEqualTo(Duration.ofMinutes(5));
            assertThat(stepUp.need().differentFactor()).isTrue();
            assertThat(stepUp.need().because()).containsExactly("app.some");
        });
    }

    @Test
    void emergency_access_is_offered_only_with_a_refusal() {
        assertThat(decide(answering(answer(false, List.of(), true)))).isInstanceOf(Verdict.OfferBreakGlass.class);
        assertThat(code(decide(answering(answer(true, List.of(), true))))).isEqualTo("failed.wrong_answer");
    }

    @Test
    void a_refusal_has_the_reasons_of_the_policy() {
        assertThat(decide(answering(answer(false, List.of(), false))))
                .isInstanceOfSatisfying(
                        Verdict.Deny.class,
                        deny -> assertThat(deny.told().reasons())
                                .containsExactly(new Reason(
                                        "app.some", List.of("subject.properties.roles"), Map.of("app", "ward-board"))));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("an exception", Failure.ENGINE_ERROR, (Engine) new Faulty(() -> {
                    throw new IllegalStateException("broken");
                })),
                Arguments.of("an overflowing stack", Failure.ENGINE_ERROR, (Engine) new Faulty(() -> {
                    throw new StackOverflowError();
                })),
                Arguments.of("null", Failure.ENGINE_ERROR, (Engine) new Faulty(() -> null)),
                Arguments.of("its own failure", Failure.ENGINE_ERROR, failing(Failure.ENGINE_ERROR)),
                Arguments.of("the deadline", Failure.DEADLINE, failing(Failure.DEADLINE)),
                Arguments.of("nothing", Failure.NO_ANSWER, failing(Failure.NO_ANSWER)),
                Arguments.of("an open circuit", Failure.CIRCUIT_OPEN, failing(Failure.CIRCUIT_OPEN)),
                Arguments.of("a text", Failure.WRONG_ANSWER, answering("true")),
                Arguments.of("true", Failure.WRONG_ANSWER, answering(true)),
                Arguments.of("a list", Failure.WRONG_ANSWER, answering(List.of(PERMIT))),
                Arguments.of("no decision", Failure.WRONG_ANSWER, without("decision")),
                Arguments.of("no reasons", Failure.WRONG_ANSWER, without("reasons")),
                Arguments.of("no obligations", Failure.WRONG_ANSWER, without("obligations")),
                Arguments.of("no word on emergencies", Failure.WRONG_ANSWER, without("break_glass")),
                Arguments.of("a decision as text", Failure.WRONG_ANSWER, with("decision", "true")),
                Arguments.of("a decision as number", Failure.WRONG_ANSWER, with("decision", 1L)),
                Arguments.of("obligations as object", Failure.WRONG_ANSWER, with("obligations", Map.of())),
                Arguments.of(
                        "a reason without code",
                        Failure.WRONG_ANSWER,
                        with("reasons", List.of(Map.of("missing", List.of(), "facts", Map.of())))),
                Arguments.of(
                        "an obligation nobody knows",
                        Failure.UNKNOWN_OBLIGATION,
                        with("obligations", obliged("dance", Map.of()))),
                Arguments.of(
                        "a step-up to no level",
                        Failure.WRONG_ANSWER,
                        with("obligations", obliged("step-up", Map.of("acr_value", "gold")))),
                Arguments.of(
                        "a step-up without level",
                        Failure.WRONG_ANSWER,
                        with("obligations", obliged("step-up", Map.of()))),
                Arguments.of(
                        "a negative age",
                        Failure.WRONG_ANSWER,
                        with("obligations", obliged("step-up", Map.of("acr_value", "mfa", "max_age", -1L)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void an_engine_that_says(String what, Failure failure, Engine engine) {
        Verdict verdict = decide(engine);
        assertThat(verdict).as(what).isInstanceOf(Verdict.Deny.class);
        assertThat(code(verdict)).isEqualTo(failure.code());
        assertThat(committed.getFirst().getFirst().effect()).isEqualTo(Decision.Effect.DENY);
        assertThat(committed.getFirst().getFirst().result() == null || failure != Failure.DEADLINE)
                .isTrue();
    }

    @Test
    void an_answer_after_the_deadline_is_none() {
        Engine late = new Faulty(() -> {
            nanos.addAndGet(Decider.EMBEDDED.toNanos() + 1);
            return new Engine.Outcome.Answered(PERMIT, List.of());
        });
        assertThat(code(decide(late))).isEqualTo("failed.deadline");
        Engine inTime = new Faulty(() -> {
            nanos.addAndGet(Decider.EMBEDDED.toNanos());
            return new Engine.Outcome.Answered(PERMIT, List.of());
        });
        assertThat(decide(inTime)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void an_engine_is_told_how_long_it_has() {
        List<Duration> told = new ArrayList<>();
        for (String name : List.of("embedded", "server")) {
            decide(new Engine() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                    told.add(deadline);
                    assertThat(entrypoint).isEqualTo("keyward/authz/decision");
                    return new Outcome.Answered(PERMIT, List.of());
                }
            });
        }
        assertThat(told).containsExactly(Duration.ofMillis(50), Duration.ofMillis(250));
    }

    @ParameterizedTest
    @MethodSource("standings")
    void without_a_policy_the_reason_is_its_own(Failure why) {
        Verdict verdict = decider(realm -> new Policies.Standing.None(why, ENFORCING), List.of())
                .decide(question(Map.of()));
        assertThat(verdict).isInstanceOf(Verdict.Deny.class);
        assertThat(code(verdict)).isEqualTo(why.code());
        assertThat(verdict.told().revision()).isNull();
        assertThat(committed).hasSize(1);
    }

    static Stream<Failure> standings() {
        return Stream.of(Failure.NO_POLICY, Failure.BAD_SIGNATURE, Failure.STALE_POLICY);
    }

    @Test
    void whoever_cannot_say_which_policy_is_in_force_is_held_to_a_refusal() {
        Decider.Decided decided = decider(
                        realm -> {
                            throw new IllegalStateException("no database");
                        },
                        List.of())
                .rule(question(Map.of()));
        assertThat(decided.enforced()).isTrue();
        assertThat(code(decided.verdict())).isEqualTo("failed.no_policy");
    }

    @Test
    void a_source_that_fails_refuses_and_the_engine_is_not_asked() {
        AttributeSource broken = source("broken", question -> {
            throw new IllegalStateException("no directory");
        });
        Engine never = new Faulty(() -> {
            throw new AssertionError("asked");
        });
        Verdict verdict =
                decider(active(never, null, ENFORCING), List.of(broken)).decide(question(Map.of()));
        assertThat(code(verdict)).isEqualTo("failed.no_attributes");
        assertThat(committed.getFirst().getFirst().reasons().getFirst().facts())
                .containsEntry("detail", "IllegalStateException");
        assertThat(verdict.told().reasons().getFirst().facts()).isEmpty();
    }

    @Test
    void two_sources_for_one_path_refuse() {
        AttributeSource one = source("one", q -> List.of(new Attribute("context.device", "a", "one", null)));
        AttributeSource two = source("two", q -> List.of(new Attribute("context.device.known", true, "two", null)));
        assertThat(code(decider(active(answering(PERMIT), null, ENFORCING), List.of(one, two))
                        .decide(question(Map.of()))))
                .isEqualTo("failed.no_attributes");
    }

    @Test
    void what_cannot_be_recorded_is_refused_without_an_id() {
        DecisionLog broken = decisions -> () -> {
            throw new IllegalStateException("disk full");
        };
        Verdict verdict = new Decider(
                        active(answering(PERMIT), null, ENFORCING), broken, List.of(), clock(), nanos::get, this::id)
                .decide(question(Map.of()));
        assertThat(verdict).isInstanceOf(Verdict.Deny.class);
        assertThat(code(verdict)).isEqualTo("failed.no_record");
        assertThat(verdict.told().decision()).isNull();
    }

    @Test
    void several_share_one_record_and_keep_their_order() {
        Engine byName = new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                Map<?, ?> context = (Map<?, ?>) input.get("context");
                return new Outcome.Answered(
                        Boolean.TRUE.equals(context.get("yes")) ? PERMIT : answer(false, List.of(), false), List.of());
            }
        };
        List<Verdict> verdicts = decider(active(byName, null, ENFORCING), List.of())
                .decide(List.of(
                        question(Map.of("yes", true)), question(Map.of("yes", false)), question(Map.of("yes", true))));
        assertThat(verdicts.stream().map(Verdict.Permit.class::isInstance)).containsExactly(true, false, true);
        assertThat(committed).hasSize(1);
        assertThat(committed.getFirst()).hasSize(3);
    }

    @Test
    void a_shadow_is_recorded_only_where_it_differs() {
        Policy shadow = new Policy("r2", answering(answer(false, List.of(), false)));
        Verdict verdict =
                decider(active(answering(PERMIT), shadow, ENFORCING), List.of()).decide(question(Map.of()));
        assertThat(verdict).isInstanceOf(Verdict.Permit.class);
        assertThat(committed.getFirst().getFirst().shadow()).satisfies(differs -> {
            assertThat(differs.revision()).isEqualTo("r2");
            assertThat(differs.effect()).isEqualTo(Decision.Effect.DENY);
        });
        decider(active(answering(PERMIT), new Policy("r3", answering(PERMIT)), ENFORCING), List.of())
                .decide(question(Map.of()));
        assertThat(committed.getLast().getFirst().shadow()).isNull();
    }

    @Test
    void a_shadow_that_breaks_changes_nothing_but_the_record() {
        Policy shadow = new Policy("r2", failing(Failure.ENGINE_ERROR));
        assertThat(decider(active(answering(PERMIT), shadow, ENFORCING), List.of())
                        .decide(question(Map.of())))
                .isInstanceOf(Verdict.Permit.class);
        assertThat(committed.getFirst().getFirst().shadow())
                .satisfies(differs ->
                        assertThat(differs.reasons().getFirst().code()).isEqualTo("failed.engine_error"));
    }

    @Test
    void a_realm_that_only_records_holds_nobody_but_apps_that_ask() {
        Policies recording = active(failing(Failure.DEADLINE), null, Enforcement.RECORDING);
        Decider decider = decider(recording, List.of());
        assertThat(decider.rule(question(Map.of())).enforced()).isFalse();
        assertThat(decider.rule(question(Point.DECISION_POINT, Map.of())).enforced())
                .isTrue();
        Policies oneApp = active(
                failing(Failure.DEADLINE),
                null,
                new Enforcement(Enforcement.Mode.RECORD, Map.of("ward-board", Enforcement.Mode.ENFORCE)));
        assertThat(decider(oneApp, List.of()).rule(question(Map.of())).enforced())
                .isTrue();
    }

    private Verdict decide(Engine engine) {
        return decider(active(engine, null, ENFORCING), List.of()).decide(question(Map.of()));
    }

    private Decider decider(Policies policies, List<AttributeSource> sources) {
        DecisionLog log = decisions -> () -> committed.add(decisions);
        return new Decider(policies, log, sources, clock(), nanos::get, this::id);
    }

    private String id() {
        return "0".repeat(32);
    }

    private static Clock clock() {
        return Clock.fixed(NOON, ZoneOffset.UTC);
    }

    private static Policies active(Engine engine, @Nullable Policy shadow, Enforcement enforcement) {
        return realm -> new Policies.Standing.Active(new Policy("r1", engine), shadow, enforcement);
    }

    private static Question question(Map<String, Object> context) {
        return question(Point.SIGN_IN, context);
    }

    private static Question question(Point point, Map<String, Object> context) {
        return new Question(
                new RealmId("hospital"),
                new Asked(point, "ward-board", null, "192.0.2.1", null),
                Party.of("user", "u1"),
                Act.of("open"),
                Party.of("app", "ward-board"),
                context,
                Set.of(Obligation.STEP_UP));
    }

    private static String code(Verdict verdict) {
        return verdict.told().reasons().getFirst().code();
    }

    private static AttributeSource source(String name, java.util.function.Function<Question, List<Attribute>> gather) {
        return new AttributeSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Attribute> gather(Question question) {
                return gather.apply(question);
            }
        };
    }

    private static Map<String, Object> answer(boolean decision, List<?> obligations, boolean breakGlass) {
        return Map.of(
                "decision", decision,
                "reasons",
                        List.of(Map.of(
                                "code", "app.some",
                                "missing", List.of("subject.properties.roles"),
                                "facts", Map.of("app", "ward-board"))),
                "obligations", obligations,
                "break_glass", breakGlass);
    }

    private static List<?> obliged(String type, Map<String, ?> properties) {
        return List.of(Map.of("id", "one", "type", type, "properties", properties));
    }

    private static Engine without(String member) {
        Map<String, Object> answer = new HashMap<>(PERMIT);
        answer.remove(member);
        return answering(answer);
    }

    private static Engine with(String member, Object value) {
        Map<String, Object> answer = new HashMap<>(PERMIT);
        answer.put(member, value);
        return answering(answer);
    }

    private static Engine answering(Object value) {
        return new Faulty(() -> new Engine.Outcome.Answered(value, List.of()));
    }

    private static Engine failing(Failure failure) {
        return new Faulty(() -> new Engine.Outcome.Failed(failure, "on purpose"));
    }

    /** Does what it is told to. */
    private record Faulty(java.util.function.Supplier<Engine.@Nullable Outcome> does) implements Engine {
        @Override
        public String name() {
            return "embedded";
        }

        @Override
        @SuppressWarnings("NullAway") // an engine that breaks its word
        public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
            return does.get();
        }
    }
}
