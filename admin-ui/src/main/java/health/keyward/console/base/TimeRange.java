package health.keyward.console.base;

import health.keyward.console.api.Query;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time a page looks at: so and so long up to now, or between two instants. */
public sealed interface TimeRange {
    /** Earliest instant accepted from an address bar. */
    Instant FLOOR = Instant.parse("2000-01-01T00:00:00Z");

    Instant CEILING = Instant.parse("2100-01-01T00:00:00Z");

    /** Up to now; moves with the clock. */
    enum Last implements TimeRange {
        HOUR("1h", Duration.ofHours(1)),
        DAY("24h", Duration.ofHours(24)),
        WEEK("7d", Duration.ofDays(7)),
        MONTH("30d", Duration.ofDays(30)),
        QUARTER("90d", Duration.ofDays(90));

        private final String code;
        private final Duration length;

        Last(String code, Duration length) {
            this.code = code;
            this.length = length;
        }

        public String code() {
            return code;
        }

        static Optional<Last> of(@Nullable String code) {
            for (var one : values()) {
                if (one.code.equals(code)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /** On whole seconds. */
    record Between(Instant from, @Nullable Instant to) implements TimeRange {
        public Between {
            from = from.truncatedTo(ChronoUnit.SECONDS);
            to = to == null ? null : to.truncatedTo(ChronoUnit.SECONDS);
            if (to != null && !from.isBefore(to)) {
                throw new IllegalArgumentException("from must be before to");
            }
        }
    }

    /** Reads {@code time} or {@code from} and {@code to}; what makes no sense is the standard range. */
    static TimeRange of(@Nullable String time, @Nullable String from, @Nullable String to, TimeRange standard) {
        var start = instant(from);
        var end = instant(to);
        if (start != null && (end == null || start.isBefore(end))) {
            return new Between(start, end);
        }
        return Last.of(time).map(TimeRange.class::cast).orElse(standard);
    }

    /** The instants at this moment; an open end is now. */
    default Between at(Clock clock) {
        return switch (this) {
            case Last last ->
                new Between(
                        clock.instant().minus(last.length).truncatedTo(ChronoUnit.SECONDS),
                        clock.instant().plusSeconds(1));
            case Between between ->
                between.to() != null ? between : new Between(between.from(), later(clock.instant(), between.from()));
        };
    }

    /** As the API reads it; an open end stays open, so that new rows belong. */
    default Query question(Clock clock) {
        var window = at(clock);
        boolean open = this instanceof Last || this instanceof Between b && b.to() == null;
        return Query.none().with("from", window.from()).with("to", open ? null : window.to());
    }

    private static Instant later(Instant now, Instant from) {
        return now.isAfter(from.plusSeconds(1)) ? now : from.plusSeconds(1);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null || text.length() > 40) {
            return null;
        }
        try {
            var at = Instant.parse(text);
            return at.isBefore(FLOOR) || at.isAfter(CEILING) ? null : at.truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
