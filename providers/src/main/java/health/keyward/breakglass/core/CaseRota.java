package health.keyward.breakglass.core;

import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.breakglass.core.CaseReviewers.Review;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is, case by case, in one realm (BG-13). What it gives away counts for the cases after it. */
public final class CaseRota {
    private final List<Candidate> candidates;
    private final List<Review> reviews;
    private final Map<UserId, Integer> load;
    private final Instant now;

    /** @param load open cases by reviewer */
    public CaseRota(
            Collection<Candidate> candidates, Collection<Review> reviews, Map<UserId, Integer> load, Instant now) {
        this.candidates = List.copyOf(candidates);
        this.reviews = new ArrayList<>(reviews);
        this.load = new HashMap<>(load);
        this.now = now;
    }

    /** What becomes of a case. */
    public sealed interface Turn {
        record Stays(UserId with) implements Turn {}

        record Goes(Candidate to) implements Turn {}

        /** Nobody may review it. */
        record Nobody() implements Turn {}
    }

    /**
     * A reviewer who may no longer review it loses it to somebody who may.
     *
     * @param judged who called it contested
     * @param admitted people who are chosen by nobody and may yet have taken it: system administrators
     */
    public Turn of(ReviewCase reviewed, Set<UserId> judged, Set<UserId> admitted) {
        ReviewCase.Reviewer reviewer = reviewed.reviewer();
        if (reviewer != null && mayGoOn(reviewed, reviewer, admitted)) {
            return new Turn.Stays(reviewer.id());
        }
        List<Candidate> free = candidates.stream()
                .filter(candidate -> !judged.contains(candidate.id()))
                .toList();
        Optional<Candidate> chosen = CaseReviewers.choose(reviewed.involved(), free, reviews, load, now);
        chosen.ifPresent(to -> {
            reviews.add(new Review(reviewed.requester(), to.id(), now));
            load.merge(to.id(), 1, Integer::sum);
        });
        return chosen.<Turn>map(Turn.Goes::new).orElseGet(Turn.Nobody::new);
    }

    private boolean mayGoOn(ReviewCase reviewed, ReviewCase.Reviewer reviewer, Set<UserId> admitted) {
        return candidates.stream()
                .filter(candidate -> candidate.id().equals(reviewer.id()))
                .findFirst()
                .map(candidate -> CaseReviewers.hinders(reviewed.involved(), candidate, before(reviewer), now)
                        .isEmpty())
                .orElseGet(() -> admitted.contains(reviewer.id()));
    }

    /** Of two who have each other's case in hand, the one who had it first keeps it. */
    private List<Review> before(ReviewCase.Reviewer reviewer) {
        return reviews.stream()
                .filter(review -> review.at().isBefore(reviewer.since()))
                .toList();
    }
}
