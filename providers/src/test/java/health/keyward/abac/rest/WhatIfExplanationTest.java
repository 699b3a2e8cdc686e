package health.keyward.abac.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Failure;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.WhatIf;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.WhatIfAnswer;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy would say is shown as far as the policy in force lets it; a bundle that was only handed in has no say in that (AB-7, AB-9). */
class WhatIfExplanationTest {
    private static final Instant NOW = Instant.parse("2026-11-29T01:00:00Z");
    private static final WhatIf WHAT = WhatIf.of(
            new Question(
                    new RealmId("r1"),
                    new Asked(Point.SIGN_IN, "ward-board", null, null, null),
                    Party.of("user", "u1"),
                    Act.of("open"),
                    Party.of("app", "ward-board"),
                    Map.of(),
                    Set.of("step-up")),
            List.of(),
            List.of(
                    new Attribute("subject.properties.roles", List.of("clerk"), "roles", NOW.minusSeconds(60)),
                    new Attribute("subject.properties.npi", "777", "profile", null),
                    new Attribute("resource.properties.access_roles", List.of("nurse"), "client", NOW)));

    @Test
    void what_is_known_has_source_and_age_and_the_mask_of_the_policy_in_force_hides() {
        WhatIfAnswer said = said(inForce(List.of("/input/subject/properties/npi")), asked(List.of()));
        assertThat(said.shown()).isEqualTo(DecisionDetail.Shown.ALL);
        assertThat(said.attributes())
                .contains(
                        new DecisionDetail.Known("subject.properties.roles", "[\"clerk\"]", "roles", 60L),
                        new DecisionDetail.Known("subject.properties.npi", null, "profile", null));
        assertThat(said.turn()).isNotNull();
        assertThat(said.turn().changes())
                .containsExactly(
                        new DecisionDetail.Change("subject.properties.roles", "[\"clerk\"]", "[\"clerk\",\"nurse\"]"));
        assertThat(said.inForce()).isEqualTo("PERMIT");
        assertThat(said.revision()).isEqualTo("asked");
    }

    @Test
    void a_mask_of_the_bundle_that_is_asked_counts_for_nothing() {
        WhatIfAnswer said = said(inForce(List.of()), asked(List.of("/input/subject")));
        assertThat(said.attributes())
                .contains(new DecisionDetail.Known("subject.properties.npi", "\"777\"", "profile", null));
    }

    @Test
    void where_the_policy_in_force_does_not_mask_there_is_the_outcome_and_nothing_that_was_known() {
        for (Policies.Standing standing :
                List.of(inForce("no mask"), new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING))) {
            WhatIfAnswer said = said(standing, asked(List.of()));
            assertThat(said.shown()).isEqualTo(DecisionDetail.Shown.MASK_FAILED);
            assertThat(said.effect()).isEqualTo("DENY");
            assertThat(said.attributes()).isEmpty();
            assertThat(said.turn()).isNull();
        }
    }

    private static WhatIfAnswer said(Policies.Standing standing, Policy asked) {
        return new WhatIfExplanation(standing, NOW, () -> 0L)
                .of(
                        WHAT,
                        WHAT.ask(asked, () -> 0L),
                        asked,
                        new WhatIfExplanation.About("u1", "ada", "ward-board", NOW, 4L),
                        "PERMIT",
                        false);
    }

    private static Policies.Standing inForce(Object mask) {
        return new Policies.Standing.Active(policy("in force", mask), null, Enforcement.RECORDING);
    }

    private static Policy asked(Object mask) {
        return policy("asked", mask);
    }

    private static Policy policy(String revision, Object mask) {
        return new Policy(revision, new Engine() {
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
                                        input.toString().contains("clerk, nurse"),
                                        "reasons",
                                        List.of(),
                                        "obligations",
                                        List.of(),
                                        "break_glass",
                                        false),
                                List.of());
            }
        });
    }
}
