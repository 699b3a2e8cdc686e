package health.keyward.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs two sides in pairs, in the order A B, B A, A B and so on, so that a drift of the machine hits both alike. */
public final class Pairs {
    private static final String ROW = "%4s  %10s %10s  %7s  %9s %9s  %9s  %s";

    private final Supplier<Block> candidate;
    private final Supplier<Block> baseline;
    private final Consumer<String> out;

    public Pairs(Supplier<Block> candidate, Supplier<Block> baseline, Consumer<String> out) {
        this.candidate = candidate;
        this.baseline = baseline;
        this.out = out;
    }

    /**
     * Ratios candidate to baseline of the usable pairs.
     *
     * @param discarded pairs at the start that only warm up
     * @param wanted usable pairs after which it stops
     * @param most pairs after which it gives up
     */
    public List<Double> ratios(int discarded, int wanted, int most) {
        out.accept(String.format(
                Locale.ROOT, ROW, "pair", "with", "without", "ratio", "p50 with", "without", "strangers", ""));
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < discarded + most && ratios.size() < wanted; pair++) {
            boolean candidateFirst = pair % 2 == 0;
            Block first = candidateFirst ? candidate.get() : baseline.get();
            Block second = candidateFirst ? baseline.get() : candidate.get();
            Block with = candidateFirst ? first : second;
            Block without = candidateFirst ? second : first;
            double ratio = with.cpuMillisPerOperation() / without.cpuMillisPerOperation();
            String fate = pair < discarded ? "warm-up" : with.isComparableWith(without) ? "" : "disturbed";
            out.accept(row(pair, with, without, ratio, fate));
            if (fate.isEmpty()) {
                ratios.add(ratio);
            }
        }
        return List.copyOf(ratios);
    }

    private static String row(int pair, Block with, Block without, double ratio, String fate) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        pair,
                        millis(with.cpuMillisPerOperation()),
                        millis(without.cpuMillisPerOperation()),
                        String.format(Locale.ROOT, "%.3f", ratio),
                        millis(with.typical().toNanos() / 1e6),
                        millis(without.typical().toNanos() / 1e6),
                        String.format(Locale.ROOT, "%.2f", Math.max(with.strangers(), without.strangers())),
                        fate)
                .stripTrailing();
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f ms", value);
    }
}
