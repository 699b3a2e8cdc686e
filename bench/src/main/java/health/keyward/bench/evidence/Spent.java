package health.keyward.bench.evidence;

import java.time.Duration;

/**
 * What one turn took.
 *
 * @param cpu of all processes that had a part in it
 */
record Spent(Duration wall, Duration cpu) {
    static final Spent NOTHING = new Spent(Duration.ZERO, Duration.ZERO);

    Spent plus(Spent other) {
        return new Spent(wall.plus(other.wall), cpu.plus(other.cpu));
    }

    double wallSeconds() {
        return wall.toNanos() / 1e9;
    }

    double cpuSeconds() {
        return cpu.toNanos() / 1e9;
    }
}
