package health.keyward.history.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of time, {@code from} included, {@code to} not. Every question has one, so that no question reads everything. */
public record Window(Instant from, Instant to) {
    private static final Duration FIRST_PIECE = Duration.ofDays(8);

    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window opens before it closes");
        }
    }

    public static Window last(Duration length, Instant now) {
        return new Window(now.minus(length), now);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /**
     * The same time in pieces, the newest first, each eight times as long as the one after it. A list that is newest first is mostly full after the first,
     * and a question about a few days is planned for one month and not for all.
     *
     * @param place nothing above it is asked for; null for the start
     * @return no pieces when the place lies before the window
     */
    public List<Window> newestFirst(@Nullable Cursor place) {
        Instant end = place == null ? to : earlier(to, place.at().plus(1, ChronoUnit.MICROS));
        List<Window> pieces = new ArrayList<>();
        Duration length = FIRST_PIECE;
        while (from.isBefore(end)) {
            Instant start = end.minus(length);
            boolean last = !start.minus(length).isAfter(from);
            pieces.add(new Window(last ? from : start, end));
            end = last ? from : start;
            length = length.multipliedBy(8);
        }
        return pieces;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The window of the same length just before. */
    public Window before() {
        return new Window(from.minus(length()), from);
    }
}
