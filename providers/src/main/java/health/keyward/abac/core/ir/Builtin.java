package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** A built-in function. Null is undefined; a {@link Fault} too, unless faults end the evaluation. */
sealed interface Builtin {
    @FunctionalInterface
    non-sealed interface One extends Builtin {
        @Nullable
        Object of(Object a, Run run);
    }

    @FunctionalInterface
    non-sealed interface Two extends Builtin {
        @Nullable
        Object of(Object a, Object b, Run run);
    }

    @FunctionalInterface
    non-sealed interface Many extends Builtin {
        @Nullable
        Object of(Object[] arguments, Run run);
    }
}
