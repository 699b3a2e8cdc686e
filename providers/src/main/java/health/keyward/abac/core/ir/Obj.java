package health.keyward.abac.core.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object; its keys may be any value. Changes only while its plan builds it. */
final class Obj extends Table {
    private Object[] values = {};

    Obj() {}

    Obj(int capacity) {
        if (capacity > 0) {
            grow(capacity);
        }
    }

    @Nullable
    Object get(Object key) {
        int place = find(key);
        return place < 0 ? null : values[place];
    }

    void put(Object key, Object value) {
        int place = find(key);
        if (place < 0) {
            place = append(key);
        } else {
            changed();
        }
        values[place] = value;
    }

    /** For a key that is not there yet. */
    void putNew(Object key, Object value) {
        values[append(key)] = value;
    }

    Object keyAt(int place) {
        return keys[place];
    }

    Object valueAt(int place) {
        return values[place];
    }

    /** A copy that shares the values. */
    Obj copy() {
        Obj made = new Obj(size + 1);
        for (int i = 0; i < size; i++) {
            made.putNew(keys[i], values[i]);
        }
        return made;
    }

    @Override
    void grow(int capacity) {
        super.grow(capacity);
        values = Arrays.copyOf(values, capacity);
    }

    @Override
    int hashAt(int place) {
        return 31 * keys[place].hashCode() + values[place].hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Obj that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            Object theirs = that.get(keys[i]);
            if (theirs == null || !values[i].equals(theirs)) {
                return false;
            }
        }
        return true;
    }
}
