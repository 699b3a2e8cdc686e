package health.keyward.bench;

import health.keyward.bench.measure.Verdict;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One comparison with its gate. */
public interface Bench {

    String name();

    /** One line for {@code bench list}. */
    String question();

    /**
     * Measures, prints its table to {@code out} and judges; the caller prints the verdict's line last.
     *
     * @param root the repository, built
     * @param smoke one tiny run that proves the bench works and settles nothing
     */
    Verdict run(Path root, boolean smoke, Consumer<String> out);
}
