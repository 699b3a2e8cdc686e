package health.keyward.bench;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A comparison over a number of events; its gates are those of that size. */
public interface Sized extends Bench {
    /** Of the full run. */
    long FULL = 10_000_000;

    long SMOKE = 100_000;

    /** @param events how many both sides hold */
    Verdict run(Path root, long events, Consumer<String> out);

    @Override
    default Verdict run(Path root, boolean smoke, Consumer<String> out) {
        return run(root, smoke ? SMOKE : FULL, out);
    }
}
