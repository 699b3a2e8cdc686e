package health.keyward.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Several comparisons of one bench, each with a gate of its own. What comes last is the tightest: how much of its allowance it uses, of which 1.00 is all.
 * Losses and ties are printed like everything else.
 */
public final class Gates {
    private static final long SEED = 20261121;

    private final Consumer<String> out;
    private final int enough;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param enough pairs below which nothing is settled */
    public Gates(int enough, Consumer<String> out) {
        this.enough = enough;
        this.out = out;
    }

    /** @param gate the least that peer : Keyward may be */
    public void atLeast(String what, double gate, Duel duel) {
        atLeast(what, gate, duel.ratios(), times(duel));
    }

    public void atLeast(String what, double gate, List<Double> ratios, String beside) {
        atLeast(what, gate, ratios, enough, beside);
    }

    /** @param needed ratios below which nothing is settled, where that differs from the other rows */
    public void atLeast(String what, double gate, List<Double> ratios, int needed, String beside) {
        List<Double> used = ratios.stream().map(ratio -> gate / ratio).toList();
        Verdict verdict = Verdict.of(used, 1.0, needed, new Random(SEED));
        Interval ratio = Interval.of(ratios, new Random(SEED));
        out.accept(String.format(
                Locale.ROOT,
                "%-34s %9.2f x  (%.2f to %.2f)  gate >= %-6s %-12s %s",
                what,
                ratio.median(),
                ratio.low(),
                ratio.high(),
                plain(gate),
                word(verdict),
                beside));
        verdicts.add(verdict);
    }

    /** @param gate the most that Keyward : peer may be */
    public void atMost(String what, double gate, List<Double> ratios, String beside) {
        Verdict verdict =
                Verdict.of(ratios.stream().map(ratio -> ratio / gate).toList(), 1.0, enough, new Random(SEED));
        Interval ratio = Interval.of(ratios, new Random(SEED));
        out.accept(String.format(
                Locale.ROOT,
                "%-34s %9.2f x  (%.2f to %.2f)  gate <= %-6s %-12s %s",
                what,
                ratio.median(),
                ratio.low(),
                ratio.high(),
                plain(gate),
                word(verdict),
                beside));
        verdicts.add(verdict);
    }

    /** @param most the most that {@code value} may be */
    public void atMost(String what, double most, double value, String unit) {
        Verdict verdict = Verdict.ofOne(value / most, 1.0);
        out.accept(String.format(
                Locale.ROOT, "%-34s %9.2f %s  gate <= %-6s %s", what, value, unit, plain(most), word(verdict)));
        verdicts.add(verdict);
    }

    /** A figure without a gate. */
    public void only(String what, Duel duel) {
        only(what, duel.ratios(), times(duel));
    }

    public void only(String what, List<Double> ratios, String beside) {
        Interval ratio = Interval.of(ratios, new Random(SEED));
        out.accept(String.format(
                Locale.ROOT,
                "%-34s %9.2f x  (%.2f to %.2f)  no gate                   %s",
                what,
                ratio.median(),
                ratio.low(),
                ratio.high(),
                beside));
    }

    /** A gate that is missed outweighs one that is open, and that one those that are met. */
    public Verdict verdict() {
        return verdicts.stream()
                .max(java.util.Comparator.comparingInt(Gates::weight).thenComparingDouble(Gates::used))
                .orElseThrow(() -> new IllegalStateException("nothing was measured"));
    }

    private static int weight(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Met met -> 0;
            case Verdict.Inconclusive open -> 1;
            case Verdict.Missed missed -> 2;
        };
    }

    private static double used(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Met met -> met.ratio().median();
            case Verdict.Inconclusive open -> open.median();
            case Verdict.Missed missed -> missed.ratio().median();
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Met met -> "met";
            case Verdict.Inconclusive open -> "inconclusive";
            case Verdict.Missed missed -> "missed";
        };
    }

    private static String times(Duel duel) {
        return String.format(
                Locale.ROOT,
                "p50 %.2f : %.2f ms, p95 %.2f : %.2f ms",
                duel.ours(0.5).toNanos() / 1e6,
                duel.theirs(0.5).toNanos() / 1e6,
                duel.ours(0.95).toNanos() / 1e6,
                duel.theirs(0.95).toNanos() / 1e6);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
