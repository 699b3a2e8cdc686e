package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Map;

/** A review of everything one person may do, because something happened (AR-15). */
public final class SmallReview {
    private SmallReview() {}

    /** @param reviewer asked where the manager may not */
    public static Definition of(String name, String why, UserId owner, UserId reviewer, int days) {
        return new Definition(
                name,
                why,
                null,
                owner,
                Scope.everything(),
                List.of(new Stage(
                        days, List.of(ReviewerRule.manager(), ReviewerRule.named(reviewer)), Advance.NONE, false)),
                Truth.ONE_DENY_DENIES,
                Map.of(
                        Risk.LOW, NoAnswer.KEEP_AND_FLAG,
                        Risk.ELEVATED, NoAnswer.ESCALATE,
                        Risk.HIGH, NoAnswer.ESCALATE),
                false,
                Ladder.USUAL);
    }

    /** The same rules for one occasion. */
    public static Definition after(Cause cause, Definition rules) {
        return new Definition(
                "Review after " + cause.words(),
                rules.description(),
                rules.template(),
                rules.owner(),
                rules.scope(),
                rules.stages(),
                rules.truth(),
                rules.noAnswer(),
                rules.bulkKeep(),
                rules.ladder());
    }
}
