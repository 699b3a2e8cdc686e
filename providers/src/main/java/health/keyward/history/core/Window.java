package health.keyward.history.core;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time, {@code from} included, {@code to} not. Every question has one, so that no question reads everything. */
public record Window(Instant from, Instant to) {
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

    /** The window of the same length just before. */
    public Window before() {
        return new Window(from.minus(length()), from);
    }
}
