package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a policy that OPA's compiler wrote as a plan, in this process. Plan and data are read once and shared by all threads. Every question has a
 * budget of steps and time; who is not done within it gets {@link Failure#DEADLINE}.
 */
public final class EmbeddedEngine implements Engine {
    public static final String NAME = "embedded";

    private static final long STEPS = 2_000_000;
    private static final int INPUT_DEPTH = 128;
    private static final int INPUT_VALUES = 50_000;
    private static final int DATA_DEPTH = 512;

    private final Program program;
    private final Object data;
    private final LongSupplier nanoTime;
    private final long steps;

    private EmbeddedEngine(Program program, Object data, LongSupplier nanoTime, long steps) {
        this.program = program;
        this.data = data;
        this.nanoTime = nanoTime;
        this.steps = steps;
    }

    /**
     * @param plan as {@code opa build -t plan} writes it, read into maps, lists, texts, Booleans and Longs
     * @param data the base document, of the types that {@link Engine} names
     * @param nanoTime the clock of deadlines: {@code System::nanoTime}
     * @throws IllegalArgumentException with a message for the administrator if this is no plan, or needs a function that the engine does not have
     */
    public static EmbeddedEngine of(Map<String, ?> plan, Map<String, ?> data, LongSupplier nanoTime) {
        return of(plan, data, nanoTime, STEPS);
    }

    static EmbeddedEngine of(Map<String, ?> plan, Map<String, ?> data, LongSupplier nanoTime, long steps) {
        try {
            return new EmbeddedEngine(
                    Compiler.compile(plan),
                    Values.in(data, new Values.Limit(DATA_DEPTH, Integer.MAX_VALUE)),
                    nanoTime,
                    steps);
        } catch (Stop e) {
            throw new IllegalArgumentException("data " + e.detail(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("nested too deep", e);
        }
    }

    /** Names of the built-in functions it has; capabilities must not name others. */
    public static Set<String> builtins() {
        return Builtins.names();
    }

    /** What it can be asked. */
    public Set<String> entrypoints() {
        return program.entrypoints();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
        try {
            long end = nanoTime.getAsLong() + deadline.toNanos();
            Run run = new Run(nanoTime, end, steps, false, program.functions(), program.sites());
            Object question = Values.in(input, new Values.Limit(INPUT_DEPTH, INPUT_VALUES));
            Arr results = program.run(entrypoint, question, data, run);
            Object value = results.size() == 0 ? null : Values.get(results.at(0), "result");
            if (value == null) {
                return new Outcome.Failed(Failure.NO_ANSWER, "undefined");
            }
            Object answer = Values.out(value);
            if (nanoTime.getAsLong() - end >= 0) {
                return new Outcome.Failed(Failure.DEADLINE, "out of time");
            }
            return answer == null
                    ? new Outcome.Failed(Failure.WRONG_ANSWER, "null")
                    : new Outcome.Answered(answer, program.matched(run));
        } catch (Stop e) {
            return new Outcome.Failed(e.failure(), e.detail());
        } catch (StackOverflowError e) {
            return new Outcome.Failed(Failure.ENGINE_ERROR, "nested too deep");
        } catch (RuntimeException e) {
            return new Outcome.Failed(Failure.ENGINE_ERROR, e.getClass().getSimpleName());
        }
    }
}
