package health.keyward.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Runs two sides in pairs of blocks. Within a pair they take short turns, A B B A A B B A and so on, so that a machine that
 * changes its speed from one second to the next hits both alike; the next pair begins with the other side.
 */
public final class Pairs {
    /** One of the two sides. Between {@link #begin} and {@link #end} it works whenever it has its turn. */
    public interface Side {
        void begin();

        void turn();

        Block end();
    }

    private static final String ROW = "%4s  %10s %10s  %7s  %9s %9s  %9s  %s";

    private final Side candidate;
    private final Side baseline;
    private final int turns;
    private final Consumer<String> out;

    /** @param turns of each side in a pair */
    public Pairs(Side candidate, Side baseline, int turns, Consumer<String> out) {
        this.candidate = candidate;
        this.baseline = baseline;
        this.turns = turns;
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
        return usable(discarded, wanted, most).stream().map(Pair::ratio).toList();
    }

    /** What the candidate spends more on an operation, in CPU milliseconds; the parameters are those of {@link #ratios}. */
    public List<Double> added(int discarded, int wanted, int most) {
        return usable(discarded, wanted, most).stream().map(Pair::added).toList();
    }

    private List<Pair> usable(int discarded, int wanted, int most) {
        out.accept(String.format(
                Locale.ROOT, ROW, "pair", "with", "without", "ratio", "p50 with", "without", "strangers", ""));
        List<Pair> usable = new ArrayList<>();
        for (int pair = 0; pair < discarded + most && usable.size() < wanted; pair++) {
            Pair measured = pair(pair);
            Block with = measured.with();
            Block without = measured.without();
            double ratio = measured.ratio();
            String fate = pair < discarded ? "warm-up" : with.isComparableWith(without) ? "" : "disturbed";
            out.accept(row(pair, with, without, ratio, fate));
            if (fate.isEmpty()) {
                usable.add(measured);
            }
        }
        return List.copyOf(usable);
    }

    /** One pair, whatever became of it; the even ones begin with the candidate. */
    public Pair pair(int number) {
        candidate.begin();
        baseline.begin();
        for (int turn = 0; turn < turns; turn++) {
            boolean candidateFirst = (number + turn) % 2 == 0;
            (candidateFirst ? candidate : baseline).turn();
            (candidateFirst ? baseline : candidate).turn();
        }
        return new Pair(candidate.end(), baseline.end());
    }

    /** Two blocks that ran side by side. */
    public record Pair(Block with, Block without) {
        public double ratio() {
            return with.cpuMillisPerOperation() / without.cpuMillisPerOperation();
        }

        /** CPU milliseconds of an operation that the candidate spends more. */
        public double added() {
            return with.cpuMillisPerOperation() - without.cpuMillisPerOperation();
        }
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
