package health.keyward.abac.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.audit.Recorded;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionDetail.Known;
import health.keyward.contract.abac.DecisionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One decision explained: what was known then, after the policy's own mask (AB-6). */
class DecisionExplanationTest {
    private static final Instant AT = Instant.parse("2026-11-29T01:00:00Z");
    private static final String INPUT =
            "{\"subject\":{\"type\":\"user\",\"id\":\"u1\",\"properties\":{\"roles\":[],\"npi\":\"777\"}},"
                    + "\"resource\":{\"type\":\"app\",\"id\":\"ward-board\",\"properties\":{\"access_roles\":[\"nurse\"]}},"
                    + "\"context\":{\"time\":\"2026-11-29T01:00:00Z\"}}";
    private static final String ATTRIBUTES =
            "[{\"path\":\"subject.properties.roles\",\"value\":[],\"source\":\"roles\",\"asOf\":\"2026-11-29T00:59:00Z\"},"
                    + "{\"source\":\"profile\",\"paths\":[\"subject.properties.npi\"]},{\"path\":\"subject.properties.roles\",\"value\":[\"nurse\"],\"source\":\"caller"
                    + " (overridden)\",\"asOf\":null},"
                    + "{\"path\":\"context.purpose\",\"value\":\"TREAT\",\"source\":\"caller\",\"asOf\":null}]";
    private static final String WHY =
            "{\"reasons\":[{\"code\":\"app.role_not_listed\",\"missing\":[],\"facts\":{\"app\":\"ward-board\"}}],"
                    + "\"matched\":[{\"file\":\"app.rego\",\"package\":\"\",\"rules\":{\"reasons\":[12]}}]}";

    @Test
    void it_says_what_was_known_with_source_and_age_and_what_was_overridden() {
        DecisionDetail detail = explained("r-7", List.of("/input/subject/properties/npi"));
        assertThat(detail.shown()).isEqualTo(DecisionDetail.Shown.ALL);
        assertThat(detail.attributes())
                .containsExactly(
                        new Known("subject.properties.roles", "[]", "roles", 60L),
                        new Known("subject.properties.npi", null, "profile", null),
                        new Known("context.purpose", "\"TREAT\"", "caller", null));
        assertThat(detail.overridden())
                .containsExactly(new Known("subject.properties.roles", "[\"nurse\"]", "caller (overridden)", null));
        assertThat(detail.reasons())
                .containsExactly(
                        new DecisionDetail.Reason("app.role_not_listed", List.of(), List.of("app: ward-board")));
        assertThat(detail.rules()).containsExactly(new DecisionDetail.Rule("app.rego", 12, "reasons"));
    }

    @Test
    void it_says_what_would_have_turned_it_behind_the_same_mask() {
        DecisionDetail.Turn turn = explained("r-7", List.of()).turn();
        assertThat(turn).isNotNull();
        assertThat(turn.effect()).isEqualTo("PERMIT");
        assertThat(turn.changes())
                .containsExactly(new DecisionDetail.Change("subject.properties.roles", "[]", "[\"nurse\"]"));
        assertThat(explained("r-7", List.of("/input/subject/properties/roles"))
                        .turn()
                        .changes())
                .containsExactly(new DecisionDetail.Change("subject.properties.roles", null, null));
    }

    @Test
    void another_policy_than_the_one_that_decided_says_nothing_of_what_would_have_turned_it() {
        assertThat(explained("r-8", List.of()).turn()).isNull();
    }

    @Test
    void without_a_mask_nothing_but_ids_and_outcome_is_shown() {
        for (Policies.Standing standing : List.of(
                active("r-7", "no mask"), new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING))) {
            DecisionDetail detail = new DecisionExplanation(standing).of(row(), entry(INPUT));
            assertThat(detail.shown()).isEqualTo(DecisionDetail.Shown.MASK_FAILED);
            assertThat(detail.attributes()).isEmpty();
            assertThat(detail.resource()).isNull();
            assertThat(detail.row()).isEqualTo(row());
        }
    }

    @Test
    void of_somebody_who_was_erased_nothing_is_left() {
        assertThat(new DecisionExplanation(active("r-7", List.of()))
                        .of(row(), entry(null))
                        .shown())
                .isEqualTo(DecisionDetail.Shown.ERASED);
        assertThat(new DecisionExplanation(active("r-7", List.of()))
                        .of(row(), null)
                        .shown())
                .isEqualTo(DecisionDetail.Shown.NOT_YET);
    }

    private static DecisionDetail explained(String revision, List<String> mask) {
        return new DecisionExplanation(active(revision, mask)).of(row(), entry(INPUT));
    }

    private static Policies.Standing active(String revision, Object mask) {
        Policy policy = new Policy(revision, new Engine() {
            @Override
            public String name() {
                return "embedded";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                return entrypoint.equals(Policy.MASK)
                        ? new Outcome.Answered(mask, List.of())
                        : new Outcome.Answered(
                                Map.of(
                                        "decision",
                                        input.toString().contains("roles=[nurse]}")
                                                || input.toString().contains("roles=[nurse],"),
                                        "reasons",
                                        List.of(),
                                        "obligations",
                                        List.of(),
                                        "break_glass",
                                        false),
                                List.of());
            }
        });
        return new Policies.Standing.Active(policy, null, Enforcement.RECORDING);
    }

    private static DecisionRow row() {
        return new DecisionRow(
                "0f".repeat(16),
                7,
                AT,
                "DENY",
                "SIGN_IN",
                "ward-board",
                "open",
                "user",
                "app",
                List.of("app.role_not_listed"),
                "r-7",
                "embedded",
                21,
                true,
                null,
                "u1",
                "ada");
    }

    private static Recorded.Decision entry(@Nullable String input) {
        return new Recorded.Decision(
                "0f".repeat(16),
                AT,
                "r1",
                "DENY",
                "SIGN_IN",
                "ward-board",
                "open",
                "user",
                "app",
                List.of("app.role_not_listed"),
                "r-7",
                "embedded",
                21,
                true,
                null,
                input == null ? null : "u1",
                null,
                null,
                "ward-board",
                "10.1.2.3",
                null,
                "s-1",
                "cd".repeat(32),
                input,
                input == null ? null : ATTRIBUTES,
                null,
                input == null ? null : WHY,
                null);
    }
}
