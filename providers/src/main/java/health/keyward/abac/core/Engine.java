package health.keyward.abac.core;

import health.keyward.abac.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one policy with its data. Thread-safe; holds no state of a question. No type of an evaluator shows through, so that another one can take
 * its place.
 */
public interface Engine {
    /** As in records: {@code embedded}, {@code server}. */
    String name();

    /**
     * @param entrypoint as in the bundle, for example {@code keyward/authz/decision}
     * @param input texts, {@link Boolean}s, {@link Long}s, {@link java.math.BigDecimal}s, lists and maps with text keys; nulls allowed
     */
    Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline);

    /** What came of it. Never an exception. */
    sealed interface Outcome {
        /**
         * @param value the document, of the same types as the input; sets are sorted lists
         * @param matched rules that took part, where the engine knows; in the order of the policy
         */
        record Answered(Object value, List<Matched> matched) implements Outcome {
            public Answered {
                matched = List.copyOf(matched);
            }
        }

        /** @param detail for the administrator, without values of the question */
        record Failed(Failure failure, String detail) implements Outcome {}
    }

    /** A rule, by where it stands. */
    record Matched(String file, int row, String rule) {}
}
