package health.keyward.abac.core.ir;

import org.jspecify.annotations.Nullable;

/** A set. Changes only while its plan builds it. */
final class Many extends Table {
    static Many of(Object... items) {
        Many made = new Many();
        for (Object item : items) {
            made.add(item);
        }
        return made;
    }

    void add(Object value) {
        if (find(value) < 0) {
            append(value);
        }
    }

    Object at(int place) {
        return keys[place];
    }

    @Override
    int hashAt(int place) {
        return keys[place].hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Many that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!that.has(keys[i])) {
                return false;
            }
        }
        return true;
    }
}
