package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One stage of a campaign (AR-5).
 *
 * @param days after which it moves on, with or without answers
 * @param reviewers asked in this order; the last is the fallback and is named
 * @param blind whether earlier answers are kept from its reviewers
 */
public record Stage(int days, List<ReviewerRule> reviewers, Advance advance, boolean blind) {
    static final int LONGEST_DAYS = 90;
    private static final int MOST_RULES = 4;

    public Stage {
        reviewers = List.copyOf(reviewers);
        if (days < 1 || days > LONGEST_DAYS) {
            throw new IllegalArgumentException("a stage lasts 1 to " + LONGEST_DAYS + " days");
        }
        if (reviewers.isEmpty()
                || reviewers.size() > MOST_RULES
                || reviewers.getLast().kind() != ReviewerRule.Kind.NAMED) {
            throw new IllegalArgumentException(
                    "a stage has 1 to " + MOST_RULES + " rules for its reviewers, the last of them names a person");
        }
    }

    /** Whoever is named last. */
    public UserId fallback() {
        return Objects.requireNonNull(reviewers.getLast().person());
    }

    Duration lasts() {
        return Duration.ofDays(days);
    }
}
