package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stages move on, with or without answers, and one denial is enough (AR-5, AR-10, AR-13). */
class StageEndTest {
    private static final StageEnd AGAIN = new StageEnd.GoesOn(true);

    @Test
    void a_stage_nobody_answered_hands_on_to_the_next() {
        assertThat(StageEnd.of(
                        definition(2, Truth.ONE_DENY_DENIES, Advance.NONE), 1, Risk.LOW, List.of(), false, false))
                .isEqualTo(AGAIN);
    }

    @Test
    void who_does_not_know_passes_it_on() {
        assertThat(end(2, 1, Risk.LOW, Decision.UNKNOWN)).isEqualTo(AGAIN);
    }

    @Test
    void an_answer_that_was_too_fast_is_looked_at_again() {
        Definition two = definition(2, Truth.ONE_DENY_DENIES, Advance.NONE);
        assertThat(StageEnd.of(two, 1, Risk.HIGH, List.of(Decision.KEEP), true, true))
                .isEqualTo(AGAIN);
        assertThat(StageEnd.of(two, 2, Risk.HIGH, List.of(Decision.KEEP), true, true))
                .isEqualTo(new StageEnd.Resolved(Decision.KEEP, false));
    }

    @Test
    void only_what_a_stage_advances_goes_on() {
        Definition kept = definition(2, Truth.ONE_DENY_DENIES, Advance.KEPT);
        assertThat(StageEnd.of(kept, 1, Risk.LOW, List.of(Decision.KEEP), true, false))
                .isEqualTo(new StageEnd.GoesOn(false));
        assertThat(StageEnd.of(kept, 1, Risk.LOW, List.of(Decision.REVOKE), true, false))
                .isEqualTo(new StageEnd.Resolved(Decision.REVOKE, false));
    }

    @Test
    void one_denial_denies_whatever_the_others_say() {
        assertThat(Truth.ONE_DENY_DENIES.outcome(List.of(Decision.REVOKE, Decision.KEEP, Decision.KEEP)))
                .contains(Decision.REVOKE);
        assertThat(Truth.ONE_DENY_DENIES.outcome(List.of(Decision.KEEP, Decision.REDUCE)))
                .contains(Decision.REDUCE);
        assertThat(Truth.LAST_DECIDES.outcome(List.of(Decision.REVOKE, Decision.KEEP, Decision.UNKNOWN)))
                .contains(Decision.KEEP);
        assertThat(Truth.ALL_MUST_DENY.outcome(List.of(Decision.REVOKE, Decision.KEEP)))
                .contains(Decision.KEEP);
        assertThat(Truth.ALL_MUST_DENY.outcome(List.of(Decision.REVOKE, Decision.REVOKE)))
                .contains(Decision.REVOKE);
        assertThat(Truth.ONE_DENY_DENIES.outcome(List.of(Decision.UNKNOWN))).isEmpty();
    }

    @Test
    void no_answer_follows_the_rule_of_its_risk_and_an_escalation_ends() {
        Definition one = definition(1, Truth.ONE_DENY_DENIES, Advance.NONE);
        assertThat(StageEnd.of(one, 1, Risk.LOW, List.of(), false, false))
                .isEqualTo(new StageEnd.Resolved(Decision.KEEP, true));
        assertThat(StageEnd.of(one, 1, Risk.ELEVATED, List.of(), false, false))
                .isEqualTo(new StageEnd.Resolved(Decision.REVOKE, true));
        assertThat(StageEnd.of(one, 1, Risk.HIGH, List.of(), false, false)).isEqualTo(AGAIN);
        assertThat(one.stage(2))
                .hasValueSatisfying(stage ->
                        assertThat(stage.reviewers().getFirst().person()).isEqualTo(new UserId("owner")));
        assertThat(StageEnd.of(one, 2, Risk.HIGH, List.of(), false, false))
                .isEqualTo(new StageEnd.Resolved(Decision.KEEP, true));
    }

    @Test
    void whatever_is_said_every_item_ends_after_its_last_stage() {
        for (Truth truth : Truth.values()) {
            for (Advance advance : Advance.values()) {
                Definition definition = definition(3, truth, advance);
                for (Decision decision : Decision.values()) {
                    for (Risk risk : Risk.values()) {
                        int stage = 1;
                        StageEnd end = StageEnd.of(definition, stage, risk, List.of(decision), true, false);
                        while (end instanceof StageEnd.GoesOn) {
                            stage++;
                            assertThat(definition.stage(stage)).isPresent();
                            end = StageEnd.of(definition, stage, risk, List.of(decision), true, false);
                        }
                        assertThat(stage).isLessThanOrEqualTo(4);
                    }
                }
            }
        }
    }

    @Test
    void only_legal_moves_are_made() {
        assertThat(CampaignState.DRAFT.mayBecome(CampaignState.RUNNING)).isFalse();
        assertThat(CampaignState.APPLYING.mayBecome(CampaignState.CANCELLED)).isFalse();
        assertThat(CampaignState.HALTED.mayBecome(CampaignState.APPLYING)).isTrue();
        assertThat(CampaignState.values())
                .allMatch(to -> !CampaignState.CLOSED.mayBecome(to) && !CampaignState.CANCELLED.mayBecome(to));
    }

    private static StageEnd end(int stages, int stage, Risk risk, Decision decision) {
        return StageEnd.of(
                definition(stages, Truth.ONE_DENY_DENIES, Advance.NONE), stage, risk, List.of(decision), true, false);
    }

    static Definition definition(int stages, Truth truth, Advance advance) {
        Stage stage = new Stage(
                7, List.of(ReviewerRule.manager(), ReviewerRule.named(new UserId("fallback"))), advance, false);
        return new Definition(
                "All nurses",
                "",
                null,
                new UserId("owner"),
                Scope.everything(),
                Collections.nCopies(stages, stage),
                truth,
                Map.of(Risk.LOW, NoAnswer.KEEP_AND_FLAG, Risk.ELEVATED, NoAnswer.REVOKE, Risk.HIGH, NoAnswer.ESCALATE),
                true,
                null);
    }
}
