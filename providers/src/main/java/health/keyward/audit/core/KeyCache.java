package health.keyward.audit.core;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The data keys a node has used lately. Bounded in number; and bounded in time by a lease that a look at the database renews: a node that cannot see
 * whether somebody was erased stops using what it knows after {@link #LEASE}. With a look every few seconds an erased key is gone everywhere that soon.
 */
public final class KeyCache {
    public static final Duration LEASE = Duration.ofSeconds(60);
    public static final int MOST = 10_000;

    private final LongSupplier nanos;
    private final Map<KeyOwner, DataKey> byOwner = bounded();
    private final Map<UUID, DataKey> byRef = bounded();
    private long generation = -1;
    private long leaseEnds;

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    public KeyCache(LongSupplier nanos) {
        this.nanos = nanos;
        this.leaseEnds = nanos.getAsLong();
    }

    /** The database was seen, and this is the count of erasures and re-wraps so far. */
    public synchronized void seen(long count) {
        if (count != generation) {
            forget();
            generation = count;
        }
        leaseEnds = nanos.getAsLong() + LEASE.toNanos();
    }

    public synchronized Optional<DataKey> of(KeyOwner owner) {
        return leased() ? Optional.ofNullable(byOwner.get(owner)) : Optional.empty();
    }

    public synchronized Optional<DataKey> of(UUID ref) {
        return leased() ? Optional.ofNullable(byRef.get(ref)) : Optional.empty();
    }

    /** To be asked for before a key is read, and handed to {@code keep}: what was read before an erasure is not kept after it. */
    public synchronized long stamp() {
        return generation;
    }

    public synchronized void keep(KeyOwner owner, DataKey key, long stamp) {
        if (stamp == generation) {
            byOwner.put(owner, key);
            byRef.put(key.ref(), key);
        }
    }

    public synchronized void keep(DataKey key, long stamp) {
        if (stamp == generation) {
            byRef.put(key.ref(), key);
        }
    }

    public synchronized void forget() {
        byOwner.clear();
        byRef.clear();
    }

    private boolean leased() {
        boolean leased = leaseEnds - nanos.getAsLong() > 0;
        if (!leased) {
            forget();
        }
        return leased;
    }

    private static <K> Map<K, DataKey> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, DataKey> eldest) {
                return size() > MOST;
            }
        };
    }
}
