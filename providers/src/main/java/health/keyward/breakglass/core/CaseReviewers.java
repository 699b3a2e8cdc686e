package health.keyward.breakglass.core;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may review an emergency access (BG-13): somebody who has no part in it and owes nobody who has. */
public final class CaseReviewers {
    /** How long a review is remembered for reciprocity. */
    public static final Duration RECIPROCITY = Duration.ofDays(90);

    private CaseReviewers() {}

    /** Why somebody may not review. */
    public enum Hindrance {
        OWN_REQUEST,
        CO_SIGNER,
        /** The requester stands above the reviewer. */
        SUBORDINATE,
        /** Stands on the list of who may break the glass: both roles in one profile exclude each other. */
        BOTH_ROLES,
        /** The requester reviewed one of the reviewer's own within ninety days, or is about to. */
        RECIPROCAL,
        /** Called the case contested: the next verdict is another person's. */
        FIRST_REVIEWER,
        /** Holds no role that reviews. */
        NO_REVIEWER
    }

    /** Who asked for the access, and who signed for it. */
    public record Involved(UserId requester, @Nullable UserId coSigner) {}

    /**
     * Somebody with the role to review.
     *
     * @param officer whether it is a privacy officer
     * @param mayBreakGlass whether the realm's list names this person
     * @param above everybody who stands above this person, by the attribute {@code manager}, near and far
     */
    public record Candidate(UserId id, String name, boolean officer, boolean mayBreakGlass, Set<UserId> above) {
        public Candidate {
            above = Set.copyOf(above);
        }
    }

    /** A review that was given, or that somebody has in hand. */
    public record Review(UserId requester, UserId reviewer, Instant at) {}

    /** What stands against this person as the reviewer; empty when nothing does. */
    public static Optional<Hindrance> hinders(
            Involved involved, Candidate candidate, Collection<Review> reviews, Instant now) {
        if (candidate.id().equals(involved.requester())) {
            return Optional.of(Hindrance.OWN_REQUEST);
        }
        if (candidate.id().equals(involved.coSigner())) {
            return Optional.of(Hindrance.CO_SIGNER);
        }
        if (candidate.above().contains(involved.requester())) {
            return Optional.of(Hindrance.SUBORDINATE);
        }
        if (candidate.mayBreakGlass()) {
            return Optional.of(Hindrance.BOTH_ROLES);
        }
        Instant since = now.minus(RECIPROCITY);
        return reviews.stream()
                        .anyMatch(review -> review.requester().equals(candidate.id())
                                && review.reviewer().equals(involved.requester())
                                && !review.at().isBefore(since))
                ? Optional.of(Hindrance.RECIPROCAL)
                : Optional.empty();
    }

    /**
     * The one with the fewest open cases, reviewers before privacy officers; empty when nobody may.
     *
     * @param load open cases by reviewer
     */
    public static Optional<Candidate> choose(
            Involved involved,
            Collection<Candidate> candidates,
            Collection<Review> reviews,
            Map<UserId, Integer> load,
            Instant now) {
        List<Candidate> free = candidates.stream()
                .filter(candidate -> hinders(involved, candidate, reviews, now).isEmpty())
                .toList();
        return free.stream()
                .min(Comparator.comparing(Candidate::officer)
                        .thenComparing(candidate -> load.getOrDefault(candidate.id(), 0))
                        .thenComparing(candidate -> candidate.id().value()));
    }
}
