package health.keyward.audit.core;

import health.keyward.audit.Recorded.Mark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** What one run of a server says about itself (ADR 0004), so that silence, a moved clock and a missing row can be told from nothing having happened. */
public final class NodeMarks {
    public static final Duration JUMP = Duration.ofSeconds(5);

    private final Clock clock;
    private final LongSupplier nanos;
    private final long started;
    private Instant wallBefore;
    private long nanosBefore;

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    public NodeMarks(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.nanosBefore = started;
        this.wallBefore = clock.instant();
    }

    public Mark boot(String host, String version) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("host", host);
        facts.put("version", version);
        return mark("BOOT", facts);
    }

    /** @param offset how far the time server is ahead of this clock, milliseconds; empty when nobody was asked or answered */
    public Mark heartbeat(OptionalLong offset) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "uptimeMillis",
                Long.toString(Duration.ofNanos(nanos.getAsLong() - started).toMillis()));
        offset.ifPresent(millis -> facts.put("clockOffsetMillis", Long.toString(millis)));
        return mark("HEARTBEAT", facts);
    }

    public Mark shutdown() {
        return mark("SHUTDOWN", Map.of());
    }

    /** @param numbers ascending, burnt by transactions that were rolled back */
    public Mark unused(List<Long> numbers) {
        return mark("VOID", Map.of("numbers", Ranges.of(numbers)));
    }

    /** Whether the wall clock left the monotonic one since this was asked last. */
    public synchronized Optional<Mark> clockJump() {
        Instant wall = clock.instant();
        long now = nanos.getAsLong();
        long millis =
                Duration.between(wallBefore, wall).minusNanos(now - nanosBefore).toMillis();
        wallBefore = wall;
        nanosBefore = now;
        return Math.abs(millis) > JUMP.toMillis()
                ? Optional.of(mark("CLOCK_JUMP", Map.of("millis", Long.toString(millis))))
                : Optional.empty();
    }

    private Mark mark(String type, Map<String, String> facts) {
        return new Mark(EventIds.fresh(), clock.instant(), "", type, facts);
    }
}
