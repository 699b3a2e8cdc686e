package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who leads whom, who is the same human, who may review.
 *
 * @param managers by person
 * @param humans accounts that carry the same personnel number belong to one human; by account, for those that carry one
 * @param reviewers enabled accounts that hold a role which reviews
 * @param delegates of those who are away, at this moment
 */
public record OrgChart(
        Map<UserId, UserId> managers,
        Map<UserId, String> humans,
        Set<UserId> reviewers,
        Map<UserId, UserId> delegates) {
    private static final int LEVELS = 20;

    public OrgChart {
        managers = Map.copyOf(managers);
        humans = Map.copyOf(humans);
        reviewers = Set.copyOf(reviewers);
        delegates = Map.copyOf(delegates);
    }

    public Optional<UserId> manager(UserId person) {
        return Optional.ofNullable(managers.get(person));
    }

    public boolean sameHuman(UserId one, UserId other) {
        String human = humans.get(one);
        return one.equals(other) || (human != null && human.equals(humans.get(other)));
    }

    /** Everybody above, near and far; a circle ends where it began. */
    public Set<UserId> above(UserId person) {
        Set<UserId> above = new LinkedHashSet<>();
        Optional<UserId> next = manager(person);
        while (next.isPresent() && above.size() < LEVELS && above.add(next.get())) {
            next = manager(next.get());
        }
        return above;
    }
}
