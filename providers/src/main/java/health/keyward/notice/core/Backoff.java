package health.keyward.notice.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a failed notice is tried again: after a pause that doubles with every attempt up to a limit, moved by up to a fifth either way so that many notices
 * do not come back together, until the end.
 *
 * @param first pause after the first attempt
 * @param most longest pause
 * @param end how long it is tried at all
 */
public record Backoff(Duration first, Duration most, Duration end) {
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(3));

    /**
     * @param since when the attempts began
     * @param attempts made so far, at least 1
     * @param chance from 0 to 1
     * @return empty when it is given up
     */
    public Optional<Instant> next(Instant since, int attempts, Instant now, double chance) {
        long doubled = first.toMillis() << Math.min(attempts - 1, 30);
        long pause = Math.min(most.toMillis(), doubled);
        Instant at = now.plusMillis(Math.round(pause * (0.8 + 0.4 * chance)));
        return at.isAfter(since.plus(end)) ? Optional.empty() : Optional.of(at);
    }
}
