package health.keyward.abac.keycloak.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.Point;
import health.keyward.abac.access.ReasonTexts;
import health.keyward.abac.core.Decider;
import health.keyward.abac.core.Decision;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Moment;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
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

class SignInRulingTest {
    private static final Enforcement ENFORCING = new Enforcement(Enforcement.Mode.ENFORCE, Map.of());
    private final List<Decision> recorded = new ArrayList<>();

    @Test
    void a_refusal_carries_the_decision_and_words_in_both_languages() {
        assertThat(on(Moment.SIGN_IN, ENFORCING, answering(false, List.of(), false)))
                .isInstanceOfSatisfying(Ruling.Refused.class, refused -> {
                    assertThat(refused.decision()).isEqualTo("id");
                    assertThat(refused.breakGlass()).isFalse();
                    assertThat(refused.codes()).isEqualTo("app.role_not_listed");
                    assertThat(refused.causes().getFirst().texts())
                            .containsEntry("en", "Ask your manager.")
                            .containsEntry("es", "Pregunte a su responsable.");
                });
    }

    @Test
    void a_refusal_that_an_emergency_would_change_says_so() {
        assertThat(on(Moment.SIGN_IN, ENFORCING, answering(false, List.of(), true)))
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.breakGlass()).isTrue());
    }

    @Test
    void a_step_up_is_a_need() {
        List<?> stepUp =
                List.of(Map.of("id", "s", "type", "step-up", "properties", Map.of("acr_value", "phr", "max_age", 60L)));
        assertThat(on(Moment.SIGN_IN, ENFORCING, answering(true, stepUp, false)))
                .isEqualTo(new Ruling.Allowed(new Need(
                        Level.PHISHING_RESISTANT, Duration.ofMinutes(1), false, List.of("app.role_not_listed"))));
    }

    @Test
    void a_realm_that_only_records_holds_nobody_whatever_comes() {
        assertThat(on(Moment.SIGN_IN, Enforcement.RECORDING, answering(false, List.of(), false)))
                .isEqualTo(new Ruling.Allowed(Need.PASSWORD));
        assertThat(on(Moment.SIGN_IN, Enforcement.RECORDING, failing()))
                .as("allowed, and emergency access that is given now is marked (BG-19)")
                .isEqualTo(new Ruling.Allowed(Need.PASSWORD, true));
        assertThat(recorded).hasSize(2).noneMatch(Decision::enforced);
    }

    @Test
    void a_code_is_asked_about_only_where_somebody_is_held_to_the_answer() {
        on(Moment.CODE, Enforcement.RECORDING, answering(false, List.of(), false));
        assertThat(recorded).isEmpty();
        on(Moment.CODE, ENFORCING, answering(false, List.of(), false));
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_failing_engine_refuses_where_the_policy_is_enforced() {
        assertThat(on(Moment.SIGN_IN, ENFORCING, failing()))
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.codes()).isEqualTo("failed.deadline"));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void every_moment_is_an_action_on_the_app(Moment moment) {
        on(moment, ENFORCING, answering(true, List.of(), false));
        Decision decision = recorded.getFirst();
        assertThat(decision.question().resource().id()).isEqualTo("ward-board");
        assertThat(decision.question().action().name())
                .isEqualTo(
                        switch (moment) {
                            case SIGN_IN, CODE, PASSWORD, SERVICE -> "open";
                            case REFRESH -> "refresh";
                            case EXCHANGE -> "exchange";
                        });
    }

    @Test
    void a_service_account_is_asked_about_as_a_machine_that_can_show_nothing_more() {
        List<?> stepUp =
                List.of(Map.of("id", "s", "type", "step-up", "properties", Map.of("acr_value", "phr", "max_age", 60L)));
        assertThat(on(Moment.SERVICE, ENFORCING, answering(true, stepUp, false)))
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.codes()).isEqualTo("failed.unknown_obligation"));
        Decision decision = recorded.getFirst();
        assertThat(decision.question().subject().type()).isEqualTo("service");
        assertThat(decision.question().asked().point()).isEqualTo(Point.TOKEN);
        assertThat(on(Moment.SERVICE, ENFORCING, answering(true, List.of(), false)))
                .isEqualTo(new Ruling.Allowed(Need.PASSWORD));
    }

    private Ruling on(Moment moment, Enforcement enforcement, Engine engine) {
        Policies policies = realm -> new Policies.Standing.Active(new Policy("r1", engine), null, enforcement);
        Decider decider = new Decider(
                policies,
                decisions -> () -> recorded.addAll(decisions),
                List.of(),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> 0,
                () -> "id");
        return new SignInRuling(entry -> decider, words()).on(entry(moment));
    }

    private static ReasonTexts words() {
        return (reason, language) -> new ReasonTexts.Text(
                language.getLanguage().equals("es") ? "Pregunte a su responsable." : "Ask your manager.", "admin");
    }

    private static AccessRuling.Entry entry(Moment moment) {
        return new AccessRuling.Entry(
                new RealmId("hospital"),
                moment,
                "u1",
                "ward-board",
                null,
                "192.0.2.1",
                null,
                Set.of(),
                new Achieved(Level.PASSWORD, List.of("pwd"), Instant.EPOCH, false),
                Need.PASSWORD);
    }

    private static Engine answering(boolean decision, List<?> obligations, boolean breakGlass) {
        return engine(new Engine.Outcome.Answered(
                Map.of(
                        "decision",
                        decision,
                        "reasons",
                        List.of(Map.of("code", "app.role_not_listed", "missing", List.of(), "facts", Map.of())),
                        "obligations",
                        obligations,
                        "break_glass",
                        breakGlass),
                List.of()));
    }

    private static Engine failing() {
        return engine(new Engine.Outcome.Failed(Failure.DEADLINE, "on purpose"));
    }

    private static Engine engine(Engine.Outcome outcome) {
        return new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return outcome;
            }
        };
    }
}
