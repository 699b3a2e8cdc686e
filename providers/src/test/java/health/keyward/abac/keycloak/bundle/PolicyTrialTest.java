package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Failure;
import health.keyward.abac.Question;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.AdministratorsReach.Administrator;
import health.keyward.stepup.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A policy under which no administrator would get to the console is found before it counts (EA-11). */
class PolicyTrialTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final Enforcement HELD = new Enforcement(Mode.RECORD, Map.of("keyward-console", Mode.ENFORCE));
    private static final Policy EVERYBODY = policy(input -> true);
    private static final Policy NOBODY = policy(input -> false);
    private static final Policy KEYS_ONLY = policy(input -> input.contains("acr=phr"));

    private List<Administrator> people = List.of(admin("ada", Level.MULTI_FACTOR));
    private Policies.Standing standing = new Policies.Standing.Active(EVERYBODY, null, HELD);
    private boolean known = true;

    @Test
    void a_policy_that_refuses_the_last_administrator_is_refused_in_words() {
        assertThat(trial().refuses(REALM, NOBODY, HELD))
                .hasValueSatisfying(
                        why -> assertThat(why).contains("no system administrator would get to the console"));
        assertThat(trial().refuses(REALM, EVERYBODY, HELD)).isEmpty();
    }

    @Test
    void where_it_is_only_recorded_at_the_console_it_locks_nobody_out() {
        assertThat(trial().refuses(REALM, NOBODY, Enforcement.RECORDING)).isEmpty();
        assertThat(trial().refuses(
                                REALM, NOBODY, new Enforcement(Mode.ENFORCE, Map.of("keyward-console", Mode.RECORD))))
                .isEmpty();
    }

    @Test
    void each_is_asked_about_with_the_best_they_hold_and_one_is_enough() {
        assertThat(trial().refuses(REALM, KEYS_ONLY, HELD)).isPresent();
        people = List.of(admin("ada", Level.MULTI_FACTOR), admin("bo", Level.PHISHING_RESISTANT));
        assertThat(trial().refuses(REALM, KEYS_ONLY, HELD)).isEmpty();
    }

    @Test
    void where_nobody_gets_in_now_nothing_is_lost() {
        standing = new Policies.Standing.Active(NOBODY, null, HELD);
        assertThat(trial().refuses(REALM, NOBODY, HELD)).isEmpty();
        standing = new Policies.Standing.None(Failure.NO_POLICY, HELD);
        assertThat(trial().refuses(REALM, NOBODY, HELD)).isEmpty();
        standing = new Policies.Standing.Active(EVERYBODY, null, HELD);
        people = List.of();
        assertThat(trial().refuses(REALM, NOBODY, HELD)).isEmpty();
    }

    @Test
    void holding_the_console_to_a_policy_that_was_only_recorded_until_now_is_tried_too() {
        standing = new Policies.Standing.Active(NOBODY, null, Enforcement.RECORDING);
        assertThat(trial().refuses(REALM, NOBODY, HELD)).isPresent();
    }

    @Test
    void a_server_that_is_down_is_no_fault_of_the_policy() {
        Policy served = new Policy("served", failing(), Map.of(), EVERYBODY.engine());
        assertThat(trial().refuses(REALM, served, HELD)).isEmpty();
        assertThat(trial().refuses(REALM, new Policy("served", failing()), HELD))
                .isPresent();
    }

    @Test
    void what_cannot_be_known_now_and_could_not_before_stops_nothing() {
        known = false;
        assertThat(trial().refuses(REALM, NOBODY, HELD)).isEmpty();
    }

    private PolicyTrial trial() {
        AttributeSource source = new AttributeSource() {
            @Override
            public String name() {
                return "all";
            }

            @Override
            public List<Attribute> gather(Question question) {
                if (!known) {
                    throw new IllegalStateException("nobody knows");
                }
                return List.of(Attribute.unknown("context.assurance", "session"));
            }
        };
        return new PolicyTrial(realm -> standing, realm -> people, () -> List.of(source), "10.1.2.3", () -> 0L);
    }

    private static Administrator admin(String id, Level reach) {
        return new Administrator(new UserId(id), reach, Set.of("system-admin"));
    }

    private static Policy policy(Predicate<String> permits) {
        return new Policy(
                "r",
                engine(input -> new Engine.Outcome.Answered(
                        Map.of(
                                "decision",
                                permits.test(input.toString()),
                                "reasons",
                                List.of(),
                                "obligations",
                                List.of(),
                                "break_glass",
                                false),
                        List.of())));
    }

    private static Engine failing() {
        return engine(input -> new Engine.Outcome.Failed(Failure.ENGINE_ERROR, "away"));
    }

    private static Engine engine(Function<Map<String, @Nullable Object>, Engine.Outcome> answers) {
        return new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return answers.apply(input);
            }
        };
    }
}
