package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** What a statement works on: a slot or a constant. */
final class Operand {
    private final int slot;
    private final @Nullable Object constant;

    private Operand(int slot, @Nullable Object constant) {
        this.slot = slot;
        this.constant = constant;
    }

    static Operand slot(int slot) {
        return new Operand(slot, null);
    }

    static Operand constant(Object value) {
        return new Operand(-1, value);
    }

    /** Of the slot; -1 for a constant. */
    int number() {
        return slot;
    }

    /** Null is undefined. */
    @Nullable
    Object in(@Nullable Object[] slots) {
        return slot < 0 ? constant : slots[slot];
    }
}
