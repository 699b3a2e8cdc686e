package health.keyward.bench.history;

import health.keyward.bench.Sized;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Memory;
import health.keyward.bench.measure.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A million rows as CSV, streamed, against what Keycloak's REST hands out in one answer. Rows a second, and what the server holds meanwhile. */
public final class ExportBench implements Sized {
    private static final long ROWS = 1_000_000;
    private static final int PEER_ROWS = 100_000;
    private static final int PAIRS = 5;
    private static final double HEAP = 64;

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String question() {
        return "rows a second of a CSV export, Keyward : Keycloak's event list (gate 3), and its memory";
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        try (BothSides sides = BothSides.start(root, events, out)) {
            sides.describe(out);
            Gates gates = new Gates(PAIRS, out);
            measure(sides, events, gates);
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be read: " + failed.getMessage(), failed);
        }
    }

    static void measure(BothSides sides, long events, Gates gates) {
        Instant until = sides.data().until();
        double share = Math.min(1, ROWS / (double) events);
        long seconds = (long) (Duration.between(sides.data().from(), until).toSeconds() * share);
        String ask = ("sign-ins/export?format=csv&kind=SIGN_IN&kind=SIGN_OUT&kind=TOKEN&kind=FACTOR&to=" + until
                        + "&from=" + until.minusSeconds(seconds))
                .replace(":", "%3A");
        String peer = "?max=" + Math.min(PEER_ROWS, events);
        sides.keyward().ask(ask);
        sides.keycloak().ask(peer);
        List<Double> ratios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        long rows = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            Caller.Answer mine = sides.keyward().ask(ask);
            Caller.Answer stock = sides.keycloak().ask(peer);
            rows = mine.lines() - 1;
            ours.add(rows / seconds(mine));
            theirs.add(Math.min(PEER_ROWS, events) / seconds(stock));
            ratios.add(ours.getLast() / theirs.getLast());
        }
        boolean full = events >= ROWS;
        gates.atLeast(
                "rows a second",
                full ? 3 : 0.5,
                ratios,
                PAIRS,
                String.format(Locale.ROOT, "%d rows, median %.0f : %.0f rows/s", rows, median(ours), median(theirs)));
        gates.atLeast(
                "of 80,000 rows a second",
                full ? 1 : 0.1,
                ours.stream().map(rate -> rate / 80_000).toList(),
                PAIRS,
                "");
        gates.atMost("live heap while exporting", HEAP, growth(sides, ask), "MiB more");
    }

    /** Live objects in the middle of an export, above those before it. */
    private static double growth(BothSides sides, String ask) {
        long before = Memory.of(sides.packPid()).live();
        AtomicReference<RuntimeException> trouble = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                sides.keyward().ask(ask);
            } catch (RuntimeException failed) {
                trouble.set(failed);
            }
        });
        long most = 0;
        while (reader.isAlive()) {
            most = Math.max(most, Memory.of(sides.packPid()).live());
        }
        if (trouble.get() != null) {
            throw trouble.get();
        }
        return Math.max(0, (most - before) / (double) (1 << 20));
    }

    private static double seconds(Caller.Answer answer) {
        return answer.took().toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
