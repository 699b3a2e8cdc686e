package health.keyward.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What a run settles. A gate holds only if the whole interval lies within it. */
public sealed interface Verdict {

    /** The last line of a bench. */
    String line();

    /** The line before it, in words. */
    String meaning();

    int exitCode();

    /** The upper bound is within the gate. */
    record Met(Interval ratio, double gate) implements Verdict {
        @Override
        public String line() {
            return lineOf(ratio.median(), gate);
        }

        @Override
        public String meaning() {
            return "met: " + words(ratio);
        }

        @Override
        public int exitCode() {
            return 0;
        }
    }

    /** The lower bound is beyond the gate. */
    record Missed(Interval ratio, double gate) implements Verdict {
        @Override
        public String line() {
            return lineOf(ratio.median(), gate);
        }

        @Override
        public String meaning() {
            return "missed: " + words(ratio);
        }

        @Override
        public int exitCode() {
            return 1;
        }
    }

    /** Nothing can be said; counts as not met. {@code median} is NaN when no pair was usable. */
    record Inconclusive(double median, double gate, String why) implements Verdict {
        @Override
        public String line() {
            return lineOf(median, gate);
        }

        @Override
        public String meaning() {
            return "inconclusive: " + why;
        }

        @Override
        public int exitCode() {
            return 3;
        }
    }

    /**
     * Judges paired ratios.
     *
     * @param gate the most the ratio may be
     * @param enough pairs below which nothing is settled
     */
    static Verdict of(List<Double> ratios, double gate, int enough, RandomGenerator random) {
        if (ratios.isEmpty()) {
            return new Inconclusive(Double.NaN, gate, "no usable pair of blocks");
        }
        Interval ratio = Interval.of(ratios, random);
        if (ratios.size() < enough) {
            return new Inconclusive(
                    ratio.median(),
                    gate,
                    "only " + ratios.size() + " usable pairs of blocks, " + enough + " are needed");
        }
        if (ratio.high() <= gate) {
            return new Met(ratio, gate);
        }
        return ratio.low() > gate
                ? new Missed(ratio, gate)
                : new Inconclusive(ratio.median(), gate, "the gate lies inside the interval, " + words(ratio));
    }

    /** Judges a figure that is counted, not sampled. */
    static Verdict ofOne(double ratio, double gate) {
        Interval exact = new Interval(ratio, ratio, ratio);
        return ratio <= gate ? new Met(exact, gate) : new Missed(exact, gate);
    }

    private static String words(Interval ratio) {
        return String.format(
                Locale.ROOT, "median %.3f, 95 %% interval %.3f to %.3f", ratio.median(), ratio.low(), ratio.high());
    }

    private static String lineOf(double ratio, double gate) {
        return Double.isNaN(ratio)
                ? String.format(Locale.ROOT, "ratio: none gate: %.2f", gate)
                : String.format(Locale.ROOT, "ratio: %.3f gate: %.2f", ratio, gate);
    }
}
