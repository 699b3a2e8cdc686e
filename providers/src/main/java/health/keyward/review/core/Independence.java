package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may not review whom (AR-4). The one place that is asked, whatever brought the reviewer: a rule, the fallback, a delegation, a reassignment, an escalation,
 * an administrator, or the answer itself.
 */
public final class Independence {
    private final OrgChart chart;
    /** Whom each reviewer reviews. */
    private final Map<UserId, Set<UserId>> reviewing = new HashMap<>();

    public Independence(OrgChart chart) {
        this.chart = chart;
    }

    /** What stands against a reviewer. */
    public enum Hindrance {
        /** The account itself, or another one of the same human. */
        SELF,
        /** The person stands above the reviewer. */
        OWN_MANAGER,
        /** The person reviews the reviewer in the same campaign. */
        RECIPROCAL,
        /** Holds no role that reviews, or cannot sign in. */
        NO_REVIEWER
    }

    /** Remembers that somebody reviews somebody. */
    public Independence with(UserId reviewer, UserId subject) {
        reviewing.computeIfAbsent(reviewer, none -> new HashSet<>()).add(subject);
        return this;
    }

    public Optional<Hindrance> hinders(UserId subject, UserId reviewer) {
        if (chart.sameHuman(subject, reviewer)) {
            return Optional.of(Hindrance.SELF);
        }
        if (chart.above(reviewer).stream().anyMatch(one -> chart.sameHuman(one, subject))) {
            return Optional.of(Hindrance.OWN_MANAGER);
        }
        if (reviewing.getOrDefault(subject, Set.of()).contains(reviewer)) {
            return Optional.of(Hindrance.RECIPROCAL);
        }
        return chart.reviewers().contains(reviewer) ? Optional.empty() : Optional.of(Hindrance.NO_REVIEWER);
    }
}
