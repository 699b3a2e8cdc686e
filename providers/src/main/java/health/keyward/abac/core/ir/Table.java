package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys in order of arrival with an index over them once there are many. The order of keys that OPA iterates in is worked out when first asked for and is
 * published safely, because data is shared between threads.
 */
abstract class Table {
    private static final int FEW = 8;
    private static final Object[] NONE = {};

    /** At half load nobody gets there by chance. */
    private static final int MANY_TRIES = 512;

    Object[] keys = NONE;
    int size;

    /** Position plus one by hash; null while there are few. */
    private int @Nullable [] index;

    private int hash;
    private volatile Object @Nullable [] sorted;

    final int size() {
        return size;
    }

    final boolean has(Object key) {
        return find(key) >= 0;
    }

    /** Position of a key, or -1. */
    final int find(Object key) {
        int[] places = index;
        if (places == null) {
            for (int i = 0; i < size; i++) {
                if (keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }
        int mask = places.length - 1;
        int at = spread(key.hashCode()) & mask;
        for (int tries = 0; tries < MANY_TRIES; tries++, at = (at + 1) & mask) {
            int place = places[at];
            if (place == 0) {
                return -1;
            }
            if (keys[place - 1].equals(key)) {
                return place - 1;
            }
        }
        throw collide();
    }

    /** Appends a key that is not there yet. */
    final int append(Object key) {
        if (size == keys.length) {
            grow(Math.max(4, size * 2));
        }
        keys[size++] = key;
        changed();
        if (index != null || size > FEW) {
            put(size);
        }
        return size - 1;
    }

    void grow(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
    }

    /** To be called whenever something was replaced or added. */
    final void changed() {
        hash = 0;
        if (sorted != null) {
            sorted = null;
        }
    }

    private void put(int place) {
        int[] places = index;
        if (places == null || places.length < size * 2) {
            places = new int[Integer.highestOneBit(Math.max(16, size * 2)) * 2];
            index = places;
            for (int i = 1; i <= size; i++) {
                insert(places, i);
            }
        } else {
            insert(places, place);
        }
    }

    private void insert(int[] places, int place) {
        int mask = places.length - 1;
        int at = spread(keys[place - 1].hashCode()) & mask;
        for (int tries = 0; tries < MANY_TRIES; tries++, at = (at + 1) & mask) {
            if (places[at] == 0) {
                places[at] = place;
                return;
            }
        }
        throw collide();
    }

    private static Stop collide() {
        return new Stop(Failure.ENGINE_ERROR, "keys made to collide");
    }

    /** The keys in OPA's order. Not to be written to. */
    final Object[] sorted() {
        Object[] known = sorted;
        if (known == null) {
            known = Arrays.copyOf(keys, size);
            Arrays.sort(known, Order::compare);
            sorted = known;
        }
        return known;
    }

    /** Independent of the order of arrival. */
    @Override
    public final int hashCode() {
        int known = hash;
        if (known == 0) {
            known = size + 1;
            for (int i = 0; i < size; i++) {
                known += spread(hashAt(i));
            }
            hash = known;
        }
        return known;
    }

    abstract int hashAt(int place);

    @Override
    public abstract boolean equals(@Nullable Object other);

    private static int spread(int h) {
        return h * 0x9E3779B9 ^ h >>> 15;
    }
}
