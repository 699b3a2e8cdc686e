package health.keyward.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Two answers to the same question, asked in turns A B B A, so that a machine that changes its speed hits both alike. A pair is the median of some turns
 * of each side.
 */
public final class Duel {
    private final int turns;
    private final List<Double> ratios = new ArrayList<>();
    private final List<Duration> ours = new ArrayList<>();
    private final List<Duration> theirs = new ArrayList<>();

    /** @param turns of each side in a pair */
    public Duel(int turns) {
        this.turns = turns;
    }

    /**
     * Runs pairs after one that only warms up.
     *
     * @param keyward asks once and answers the time that took
     * @param peer asks the same of the other side
     */
    public Duel run(int pairs, Supplier<Duration> keyward, Supplier<Duration> peer) {
        for (int pair = 0; pair <= pairs; pair++) {
            double[] a = new double[turns];
            double[] b = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                boolean first = (pair + turn) % 2 == 0;
                if (first) {
                    a[turn] = time(keyward, ours, pair);
                }
                b[turn] = time(peer, theirs, pair);
                if (!first) {
                    a[turn] = time(keyward, ours, pair);
                }
            }
            if (pair > 0) {
                ratios.add(Interval.median(b) / Interval.median(a));
            }
        }
        return this;
    }

    private static double time(Supplier<Duration> side, List<Duration> times, int pair) {
        Duration took = side.get();
        if (pair > 0) {
            times.add(took);
        }
        return took.toNanos();
    }

    /** Peer : Keyward, per pair. */
    public List<Double> ratios() {
        return List.copyOf(ratios);
    }

    /** @param share for instance 0.95 */
    public Duration ours(double share) {
        return quantile(ours, share);
    }

    public Duration theirs(double share) {
        return quantile(theirs, share);
    }

    private static Duration quantile(List<Duration> times, double share) {
        long[] sorted = times.stream().mapToLong(Duration::toNanos).toArray();
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))]);
    }
}
