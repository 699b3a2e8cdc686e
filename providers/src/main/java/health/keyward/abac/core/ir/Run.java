package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One evaluation: its budget, its memory of rules already worked out, the rules that took part, the results. */
final class Run {
    /** A rule that was worked out and is undefined. */
    static final Object UNDEFINED = new Object();

    private static final int BETWEEN_LOOKS = 512;
    private static final int MAX_TEXT = 4 << 20;

    private final LongSupplier nanoTime;
    private final long end;
    private final boolean strict;

    private long left;
    private long nextLook;

    /** Results of rules by number. */
    @Nullable
    Object[] memory;

    private final long[] matched;
    private final Arr results = new Arr(1);
    private int calls;

    /**
     * @param steps how many before it ends
     * @param end by the clock that is handed in
     * @param strict whether a fault of a built-in function ends the evaluation
     */
    Run(LongSupplier nanoTime, long end, long steps, boolean strict, int functions, int sites) {
        this.nanoTime = nanoTime;
        this.end = end;
        this.left = steps;
        this.nextLook = steps - BETWEEN_LOOKS;
        this.strict = strict;
        this.memory = new Object[functions];
        this.matched = new long[(sites + 63) >> 6];
    }

    void step() {
        if (--left < nextLook) {
            look();
        }
    }

    /** Counts work that grows with what it is given. */
    void charge(long steps) {
        left -= steps;
        if (left < nextLook) {
            look();
        }
    }

    /** Counts a text that is about to be made, eight characters a step. */
    void text(long length) {
        if (length > MAX_TEXT) {
            throw new Fault("text too long");
        }
        charge(length >> 3);
    }

    private void look() {
        if (left < 0) {
            throw new Stop(Failure.DEADLINE, "out of steps");
        }
        if (nanoTime.getAsLong() - end >= 0) {
            throw new Stop(Failure.DEADLINE, "out of time");
        }
        nextLook = left - BETWEEN_LOOKS;
    }

    void enter() {
        if (++calls > 512) {
            throw new Stop(Failure.ENGINE_ERROR, "calls nested too deep");
        }
        step();
    }

    void leave() {
        calls--;
    }

    /** What a fault comes to: undefined, or the end. */
    @Nullable
    Object fault(Fault fault) {
        if (strict) {
            throw new Stop(Failure.ENGINE_ERROR, String.valueOf(fault.getMessage()));
        }
        return null;
    }

    void matched(int site) {
        matched[site >> 6] |= 1L << site;
    }

    boolean hasMatched(int site) {
        return (matched[site >> 6] & 1L << site) != 0;
    }

    void result(Object value) {
        results.add(value);
    }

    Arr results() {
        return results;
    }
}
