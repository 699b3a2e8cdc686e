package health.keyward.review.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How the answers of several stages become one (AR-5). Who does not know says nothing. */
public enum Truth {
    ONE_DENY_DENIES,
    LAST_DECIDES,
    ALL_MUST_DENY;

    /** @param answers that stand, one for each stage that gave any, in their order */
    public Optional<Decision> outcome(List<Decision> answers) {
        List<Decision> said =
                answers.stream().filter(one -> one != Decision.UNKNOWN).toList();
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (this) {
                    case ONE_DENY_DENIES -> strictest(said);
                    case LAST_DECIDES -> said.getLast();
                    case ALL_MUST_DENY -> said.contains(Decision.KEEP) ? Decision.KEEP : mildest(said);
                });
    }

    /**
     * Until when what was kept is kept; empty where it has no end.
     *
     * @param keeps answers that keep and stand, in the order of their stages
     */
    public Optional<Instant> keptUntil(List<Answer> keeps) {
        List<Instant> ends =
                keeps.stream().map(Answer::until).filter(Objects::nonNull).toList();
        return switch (this) {
            case ONE_DENY_DENIES -> ends.stream().min(Comparator.naturalOrder());
            case LAST_DECIDES ->
                keeps.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(keeps.getLast().until());
            case ALL_MUST_DENY ->
                ends.size() < keeps.size() ? Optional.empty() : ends.stream().max(Comparator.naturalOrder());
        };
    }

    private static Decision strictest(List<Decision> said) {
        return said.contains(Decision.REVOKE)
                ? Decision.REVOKE
                : said.contains(Decision.REDUCE) ? Decision.REDUCE : Decision.KEEP;
    }

    private static Decision mildest(List<Decision> denials) {
        return denials.contains(Decision.REDUCE) ? Decision.REDUCE : Decision.REVOKE;
    }
}
