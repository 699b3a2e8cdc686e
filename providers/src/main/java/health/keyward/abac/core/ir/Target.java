package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** Where a statement puts its value. What plans do next nearly always, a copy or a check that it is not false, is done along with it. */
final class Target {
    private final int slot;
    private int also = -1;
    private boolean truth;

    Target(int slot) {
        this.slot = slot;
    }

    /** @return whether the copy was taken in */
    boolean copies(int from, int to) {
        if (from != slot || also >= 0 || truth) {
            return false;
        }
        also = to;
        return true;
    }

    /** @return whether the check was taken in */
    boolean checks(int which) {
        if (truth || (which != slot && which != also)) {
            return false;
        }
        truth = true;
        return true;
    }

    int put(@Nullable Object[] slots, @Nullable Object value) {
        slots[slot] = value;
        if (value == null) {
            return Statement.UNDEFINED;
        }
        if (also >= 0) {
            slots[also] = value;
        }
        return truth && value.equals(Boolean.FALSE) ? Statement.UNDEFINED : Statement.DONE;
    }
}
