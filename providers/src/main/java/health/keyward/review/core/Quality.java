package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How carefully somebody reviewed (AR-10).
 *
 * @param medianSeconds from opening to answering, of those that were opened
 * @param streak longest run of {@code KEEP}
 * @param against answers against a recommendation
 * @param score 0 to 100
 */
public record Quality(
        UserId reviewer,
        int answers,
        long medianSeconds,
        int bulk,
        int fastHigh,
        int streak,
        int against,
        int score,
        List<Finding> findings) {
    static final Duration FAST = Duration.ofSeconds(3);
    static final Duration FAST_HIGH = Duration.ofSeconds(10);
    private static final int LONG_STREAK = 25;
    private static final int ENOUGH = 20;

    public Quality {
        findings = List.copyOf(findings);
    }

    /** What speaks for stamping. */
    public enum Finding {
        FAST,
        FAST_HIGH_RISK,
        STREAK,
        NEVER_AGAINST
    }

    /** One answer as it counts here; @param advised what was recommended, null where nothing was */
    public record Given(
            Risk risk,
            Decision decision,
            @Nullable Decision advised,
            boolean bulk,
            @Nullable Instant openedAt,
            Instant at) {
        Optional<Duration> took() {
            return Optional.ofNullable(openedAt).map(from -> Duration.between(from, at));
        }

        /** Too fast to have looked: the next stage looks again. A denial is never looked at again for being fast. */
        public boolean isPoor() {
            return decision == Decision.KEEP
                    && !bulk
                    && risk != Risk.LOW
                    && took().map(time -> time.compareTo(risk == Risk.HIGH ? FAST_HIGH : FAST) < 0)
                            .orElse(true);
        }
    }

    /** @param given in any order */
    public static Quality of(UserId reviewer, List<Given> given) {
        List<Given> inOrder =
                given.stream().sorted(Comparator.comparing(Given::at)).toList();
        List<Long> times = inOrder.stream()
                .flatMap(one -> one.took().stream())
                .map(Duration::toSeconds)
                .sorted()
                .toList();
        long median = times.isEmpty() ? 0 : times.get(times.size() / 2);
        int fastHigh = (int) inOrder.stream()
                .filter(one -> one.risk() == Risk.HIGH && one.isPoor())
                .count();
        int streak = streak(inOrder);
        int advised = (int)
                inOrder.stream().filter(one -> one.advised() == Decision.REVOKE).count();
        int against = (int) inOrder.stream()
                .filter(one -> one.advised() != null && one.decision() != one.advised())
                .count();
        int followed = (int) inOrder.stream()
                .filter(one -> one.advised() == Decision.REVOKE && one.decision() != Decision.KEEP)
                .count();
        List<Finding> findings = new ArrayList<>();
        if (times.size() >= ENOUGH && median < FAST.toSeconds()) {
            findings.add(Finding.FAST);
        }
        if (fastHigh > 0) {
            findings.add(Finding.FAST_HIGH_RISK);
        }
        if (streak >= LONG_STREAK && advised > 0 && followed == 0) {
            findings.add(Finding.STREAK);
        }
        if (inOrder.size() >= ENOUGH && advised > 0 && against == 0 && median < FAST_HIGH.toSeconds()) {
            findings.add(Finding.NEVER_AGAINST);
        }
        return new Quality(
                reviewer,
                inOrder.size(),
                median,
                (int) inOrder.stream().filter(Given::bulk).count(),
                fastHigh,
                streak,
                against,
                score(inOrder, findings),
                findings);
    }

    private static int streak(List<Given> inOrder) {
        int longest = 0;
        int now = 0;
        for (Given one : inOrder) {
            now = one.decision() == Decision.KEEP ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    private static int score(List<Given> inOrder, List<Finding> findings) {
        if (inOrder.isEmpty()) {
            return 100;
        }
        int poor = (int) inOrder.stream().filter(Given::isPoor).count() * 50 / inOrder.size();
        return Math.max(0, 100 - poor - findings.size() * 15);
    }
}
