package health.keyward.abac.core.ir;

import java.util.Arrays;

/** An array. Grows only while its plan builds it. */
final class Arr {
    private static final Object[] NONE = {};

    private Object[] items;
    private int size;
    private int hash;

    Arr(int capacity) {
        this.items = capacity <= 0 ? NONE : new Object[Math.min(capacity, 1024)];
    }

    static Arr of(Object... items) {
        Arr made = new Arr(0);
        made.items = items;
        made.size = items.length;
        return made;
    }

    int size() {
        return size;
    }

    Object at(int index) {
        return items[index];
    }

    void add(Object value) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(4, size * 2));
        }
        items[size++] = value;
        hash = 0;
    }

    void addAll(Arr other) {
        for (int i = 0; i < other.size; i++) {
            add(other.items[i]);
        }
    }

    boolean has(Object value) {
        for (int i = 0; i < size; i++) {
            if (items[i].equals(value)) {
                return true;
            }
        }
        return false;
    }

    Arr slice(int from, int until) {
        return of(Arrays.copyOfRange(items, from, until));
    }

    Object[] copy() {
        return Arrays.copyOf(items, size);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Arr that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!items[i].equals(that.items[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = 1;
            for (int i = 0; i < size; i++) {
                known = 31 * known + items[i].hashCode();
            }
            hash = known;
        }
        return known;
    }
}
