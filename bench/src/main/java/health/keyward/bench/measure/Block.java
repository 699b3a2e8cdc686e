package health.keyward.bench.measure;

import java.time.Duration;

/**
 * What one side of a pair did and spent.
 *
 * @param cpu what the servers of this side spent while the pair lasted, their background work included
 * @param typical median time of one operation
 * @param before yardstick
 * @param after yardstick
 * @param strangers cores kept busy by processes that are not part of the bench
 */
public record Block(int operations, Duration cpu, Duration typical, Duration before, Duration after, double strangers) {
    private static final double MOST_DRIFT = 0.10;
    private static final double MOST_STRANGERS = 0.25;

    public Block {
        if (operations < 1) {
            throw new IllegalArgumentException("a block has at least one operation");
        }
    }

    public double cpuMillisPerOperation() {
        return cpu.toNanos() / 1e6 / operations;
    }

    /** Whether the machine changed its speed, or served somebody else, while this block ran. */
    public boolean isDisturbed() {
        return apart(before, after) > MOST_DRIFT || strangers > MOST_STRANGERS;
    }

    /** Whether the machine was equally fast in both blocks. */
    public boolean isComparableWith(Block other) {
        return !isDisturbed() && !other.isDisturbed() && apart(before, other.before) <= MOST_DRIFT;
    }

    private static double apart(Duration one, Duration other) {
        double a = one.toNanos();
        double b = other.toNanos();
        return Math.abs(a - b) / Math.min(a, b);
    }
}
