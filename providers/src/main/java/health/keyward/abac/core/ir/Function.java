package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** A rule or a function of the policy. Those that depend on input and data alone are worked out once for every question. */
final class Function {
    private static final Statement[][] NONE = {};

    private final int number;
    private final boolean rule;
    private final int result;

    private Statement[][] blocks = NONE;
    private int slots;

    /** @param result the slot its result ends up in */
    Function(int number, int parameters, int result) {
        this.number = number;
        this.rule = parameters == 2;
        this.result = result;
    }

    void compiled(Statement[][] body, int size) {
        this.blocks = body;
        this.slots = size;
    }

    @Nullable
    Object call(Operand[] arguments, @Nullable Object[] from, Run run) {
        if (!rule) {
            return body(arguments, from, run);
        }
        @Nullable Object[] memory = run.memory;
        Object known = memory[number];
        if (known == null) {
            known = body(arguments, from, run);
            memory[number] = known == null ? Run.UNDEFINED : known;
        }
        return known == Run.UNDEFINED ? null : known;
    }

    private @Nullable Object body(Operand[] arguments, @Nullable Object[] from, Run run) {
        @Nullable Object[] own = new Object[slots];
        for (int i = 0; i < arguments.length; i++) {
            own[i] = arguments[i].in(from);
        }
        run.enter();
        for (Statement[] block : blocks) {
            if (Statement.all(block, own, run) == Statement.RETURN) {
                run.leave();
                return own[result];
            }
        }
        run.leave();
        return null;
    }
}
