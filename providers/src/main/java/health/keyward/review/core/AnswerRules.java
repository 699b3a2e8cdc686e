package health.keyward.review.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an answer may be given like that (AR-6, AR-8, AR-9). */
public final class AnswerRules {
    static final int SHORTEST_REASON = 5;
    static final int LONGEST_REASON = 500;
    static final Duration LONGEST_KEEP = Duration.ofDays(366);

    private AnswerRules() {}

    /** What is wrong with it. */
    public enum Refusal {
        MUST_OPEN,
        NO_BULK_KEEP,
        NEEDS_REASON,
        BAD_REASON,
        BAD_UNTIL,
        BAD_REDUCTION
    }

    /** @param mayReduceTo names of the roles that are part of the one reviewed */
    public record Question(
            Risk risk,
            Recommendation recommendation,
            boolean opened,
            boolean bulk,
            boolean bulkKeep,
            List<String> mayReduceTo) {}

    /** What somebody wants to say. */
    public record Wanted(
            Decision decision,
            @Nullable Instant until,
            @Nullable String reduceTo,
            @Nullable String reason) {}

    public static Optional<Refusal> refuses(Question asked, Wanted wanted, Instant now) {
        @Nullable String reason = wanted.reason();
        if (reason != null
                && (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl))) {
            return Optional.of(Refusal.BAD_REASON);
        }
        @Nullable Instant until = wanted.until();
        if (until != null
                && (wanted.decision() != Decision.KEEP
                        || !until.isAfter(now)
                        || until.isAfter(now.plus(LONGEST_KEEP)))) {
            return Optional.of(Refusal.BAD_UNTIL);
        }
        @Nullable String part = wanted.reduceTo();
        if ((wanted.decision() == Decision.REDUCE) != (part != null)
                || (part != null && !asked.mayReduceTo().contains(part))) {
            return Optional.of(Refusal.BAD_REDUCTION);
        }
        boolean denies = wanted.decision() == Decision.REVOKE;
        if (asked.bulk() && !denies && !mayKeepInBulk(asked, wanted)) {
            return Optional.of(Refusal.NO_BULK_KEEP);
        }
        if (asked.risk() == Risk.HIGH && !denies && !asked.opened()) {
            return Optional.of(Refusal.MUST_OPEN);
        }
        return needsReason(asked, wanted) && (reason == null || reason.strip().length() < SHORTEST_REASON)
                ? Optional.of(Refusal.NEEDS_REASON)
                : Optional.empty();
    }

    private static boolean mayKeepInBulk(Question asked, Wanted wanted) {
        return wanted.decision() == Decision.KEEP
                && asked.bulkKeep()
                && asked.risk() == Risk.LOW
                && asked.recommendation().decision() != Decision.REVOKE;
    }

    private static boolean needsReason(Question asked, Wanted wanted) {
        return wanted.decision() == Decision.UNKNOWN
                || (wanted.decision() != Decision.REVOKE
                        && asked.recommendation().decision() == Decision.REVOKE)
                || (wanted.decision() != Decision.KEEP
                        && asked.recommendation().decision() == Decision.KEEP
                        && !asked.bulk());
    }
}
