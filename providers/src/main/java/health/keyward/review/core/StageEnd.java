package health.keyward.review.core;

import java.util.List;
import java.util.Optional;

/** What becomes of an item when its stage ends: a stage that expires moves on (AR-5, AR-10, AR-13). */
public sealed interface StageEnd {
    /** The next stage looks at it. @param escalated because nobody answered, or too fast */
    record GoesOn(boolean escalated) implements StageEnd {}

    /** It is decided. @param flagged nobody did; the rule for no answer */
    record Resolved(Decision outcome, boolean flagged) implements StageEnd {}

    /**
     * @param stage that ends
     * @param answers that stand, one for each stage that gave any, in their order; that of this stage last
     * @param answered whether this stage gave one
     * @param poor whether it was given too fast to count
     */
    static StageEnd of(
            Definition definition, int stage, Risk risk, List<Decision> answers, boolean answered, boolean poor) {
        boolean knows = answered && answers.getLast() != Decision.UNKNOWN;
        boolean regular = stage < definition.stages().size();
        Optional<Decision> outcome = definition.truth().outcome(answers);
        if (regular && (!knows || poor)) {
            return new GoesOn(true);
        }
        if (regular && handedOn(definition.stages().get(stage - 1).advance(), answers.getLast())) {
            return new GoesOn(false);
        }
        if (outcome.isPresent()) {
            return new Resolved(outcome.get(), false);
        }
        return switch (definition.noAnswer(risk)) {
            case REVOKE -> new Resolved(Decision.REVOKE, true);
            case KEEP_AND_FLAG -> new Resolved(Decision.KEEP, true);
            case ESCALATE -> definition.isEscalation(stage) ? new Resolved(Decision.KEEP, true) : new GoesOn(true);
        };
    }

    private static boolean handedOn(Advance advance, Decision said) {
        return switch (advance) {
            case ALL -> true;
            case KEPT -> said == Decision.KEEP;
            case DENIED -> said == Decision.REVOKE || said == Decision.REDUCE;
            case NONE -> false;
        };
    }
}
