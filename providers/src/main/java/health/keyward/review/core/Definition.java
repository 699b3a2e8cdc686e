package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be.
 *
 * @param owner who answers for it and signs it off
 * @param noAnswer for each risk
 * @param bulkKeep whether items of low risk may be kept several at a time
 * @param ladder null in a campaign from before there was one
 */
public record Definition(
        String name,
        String description,
        @Nullable String template,
        UserId owner,
        Scope scope,
        List<Stage> stages,
        Truth truth,
        Map<Risk, NoAnswer> noAnswer,
        boolean bulkKeep,
        @Nullable Ladder ladder) {
    private static final int MOST_STAGES = 3;
    private static final int ESCALATION_DAYS = 7;

    public Definition {
        stages = List.copyOf(stages);
        noAnswer = Map.copyOf(noAnswer);
        if (name.isBlank() || name.length() > 100 || description.length() > 1_000) {
            throw new IllegalArgumentException(
                    "a campaign has a name of up to 100 characters, and 1000 for what it is for");
        }
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new IllegalArgumentException("a campaign has one to three stages");
        }
        if (noAnswer.size() != Risk.values().length) {
            throw new IllegalArgumentException("each risk has its answer for no answer");
        }
    }

    public NoAnswer noAnswer(Risk risk) {
        return noAnswer.getOrDefault(risk, NoAnswer.KEEP_AND_FLAG);
    }

    /** The stage of that number; the one after the last is the owner's, for what is escalated. Empty beyond. */
    public Optional<Stage> stage(int number) {
        if (number >= 1 && number <= stages.size()) {
            return Optional.of(stages.get(number - 1));
        }
        return number == stages.size() + 1 && noAnswer.containsValue(NoAnswer.ESCALATE)
                ? Optional.of(escalation())
                : Optional.empty();
    }

    private Stage escalation() {
        List<ReviewerRule> rules = new ArrayList<>();
        rules.add(ReviewerRule.named(owner));
        rules.add(stages.getLast().reviewers().getLast());
        return new Stage(ESCALATION_DAYS, rules, Advance.NONE, false);
    }

    /** What is done while its items wait; empty for the owner's own stage. */
    public Optional<Ladder> ladder(int number) {
        return isEscalation(number) ? Optional.empty() : Optional.ofNullable(ladder);
    }

    public boolean isEscalation(int number) {
        return number > stages.size();
    }
}
