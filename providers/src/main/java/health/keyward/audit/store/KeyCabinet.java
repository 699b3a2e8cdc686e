package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.DataKeys;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.KeyCache;
import health.keyward.audit.core.KeyOwner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The keys of this node: most from memory, the rest from the database. What is not at hand is found or made on the node's {@link Lane}, outside of the
 * transaction that waits for it.
 */
public final class KeyCabinet implements DataKeys, KeyShelf {
    private final Subjects subjects;
    private final KeyCache cache;
    private final Clock clock;
    private final Lane lane;

    /** @param nanos a monotonic clock */
    public KeyCabinet(KekRing ring, Clock clock, LongSupplier nanos, Lane lane) {
        this.subjects = new Subjects(ring);
        this.cache = new KeyCache(nanos);
        this.clock = clock;
        this.lane = lane;
    }

    @Override
    public DataKey of(KeyOwner owner) {
        return cache.of(owner).orElseGet(() -> lane.run(connection -> fetch(connection, owner)));
    }

    @Override
    public void ready(Collection<KeyOwner> owners) {
        Set<KeyOwner.Person> missing = new HashSet<>();
        for (KeyOwner owner : owners) {
            if (owner instanceof KeyOwner.Person person && cache.of(owner).isEmpty()) {
                missing.add(person);
            }
        }
        if (missing.size() > 1) {
            lane.run(connection -> {
                long stamp = cache.stamp();
                subjects.findOrMake(connection, missing, clock.instant())
                        .forEach((person, key) -> cache.keep(person, key, stamp));
                return true;
            });
        }
    }

    /** Looks first whether somebody was erased: what is read in this transaction may be on its way into the read models. */
    @Override
    public Map<UUID, DataKey> byRef(Connection tx, Set<UUID> refs) throws SQLException {
        cache.seen(Subjects.generation(tx));
        Map<UUID, DataKey> keys = new HashMap<>();
        Set<UUID> missing = new HashSet<>();
        for (UUID ref : refs) {
            cache.of(ref).ifPresentOrElse(key -> keys.put(ref, key), () -> missing.add(ref));
        }
        if (!missing.isEmpty()) {
            long stamp = cache.stamp();
            Map<UUID, DataKey> found = subjects.byRef(tx, missing);
            found.values().forEach(key -> cache.keep(key, stamp));
            keys.putAll(found);
        }
        return keys;
    }

    /**
     * Compares key files and database; to be called once, before anything is recorded.
     *
     * @throws IllegalStateException when a key file is missing or is not the one that was used
     */
    public void check() {
        lane.run(connection -> {
            subjects.check(connection, clock.instant());
            return true;
        });
        look();
    }

    /** Sees whether somebody was erased, and may go on using what it knows. To be called every few seconds. */
    public void look() {
        lane.run(connection -> {
            cache.seen(Subjects.generation(connection));
            return true;
        });
    }

    private DataKey fetch(Connection connection, KeyOwner owner) throws SQLException {
        Optional<DataKey> meanwhile = cache.of(owner);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        long stamp = cache.stamp();
        DataKey key = subjects.findOrMake(connection, owner, clock.instant());
        cache.keep(owner, key, stamp);
        return key;
    }
}
