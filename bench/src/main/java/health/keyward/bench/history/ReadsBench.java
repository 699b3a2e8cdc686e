package health.keyward.bench.history;

import health.keyward.bench.Sized;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/** {@code export}, {@code failures} and {@code history} one after the other over the same events, which take most of the time to be made. */
public final class ReadsBench implements Sized {
    private static final int PAIRS = 12;

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String question() {
        return "export, failures and history over the same events (their gates)";
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        try (BothSides sides = BothSides.start(root, events, out)) {
            sides.describe(out);
            Gates gates = new Gates(PAIRS, out);
            ExportBench.measure(sides, events, gates);
            FailuresBench.measure(sides, events, gates, out);
            HistoryBench.measure(sides, events, gates);
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be read: " + failed.getMessage(), failed);
        }
    }
}
