package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** One step of a plan, with its operands worked out. */
interface Statement {
    /** Goes on with the next statement. */
    int DONE = 0;

    /** Undefined: leaves the block. Every number above leaves one block more. */
    int UNDEFINED = 1;

    /** The function has its result. */
    int RETURN = -1;

    int run(@Nullable Object[] slots, Run run);

    /** Runs statements until one of them does not say {@link #DONE}. */
    static int all(Statement[] block, @Nullable Object[] slots, Run run) {
        run.charge(block.length);
        for (Statement statement : block) {
            int code = statement.run(slots, run);
            if (code != DONE) {
                return code;
            }
        }
        return DONE;
    }
}
