package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.store.MapVersions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest map of each realm as this server knows it, so that no sign-in asks the database for it. A job looks for new versions every two seconds; if it
 * has not managed to for half a minute, whoever needs a map looks themselves or fails, because an old map might ask for too little.
 */
final class PublishedMaps {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final long TRUSTED_NANOS = Duration.ofSeconds(30).toNanos();

    private final MapVersions versions;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;

    PublishedMaps(MapVersions versions, LongSupplier nanos) {
        this.versions = versions;
        this.nanos = nanos;
    }

    /** Does work on a connection of whoever needs a map. */
    @FunctionalInterface
    interface Asker {
        Known with(Database.SqlWork<Known> look);
    }

    record Known(Map<RealmId, Numbered> maps, long at) {}

    /** @param whereverFrom the same map without the rules that ask for the person's address */
    record Numbered(long number, StepUpMap map, StepUpMap whereverFrom) {}

    StepUpMap of(Asker asker, RealmId realm) {
        Numbered numbered = fresh(asker).maps().get(realm);
        return numbered == null ? StepUpMap.EMPTY : numbered.map();
    }

    StepUpMap whereverFrom(Asker asker, RealmId realm) {
        Numbered numbered = fresh(asker).maps().get(realm);
        return numbered == null ? StepUpMap.EMPTY : numbered.whereverFrom();
    }

    private Known fresh(Asker asker) {
        Known present = known;
        return present != null && nanos.getAsLong() - present.at() < TRUSTED_NANOS ? present : look(asker);
    }

    Known look(Asker asker) {
        return asker.with(this::read);
    }

    /** Takes over what is new; the others stay as they are, already made. */
    private synchronized Known read(Connection tx) throws SQLException {
        long at = nanos.getAsLong();
        Known before = known;
        Map<RealmId, Numbered> maps = new HashMap<>();
        for (Map.Entry<RealmId, Long> newest : versions.numbers(tx).entrySet()) {
            @Nullable Numbered old = before == null ? null : before.maps().get(newest.getKey());
            maps.put(
                    newest.getKey(),
                    old != null && old.number() == newest.getValue()
                            ? old
                            : read(tx, newest.getKey(), newest.getValue()));
        }
        Known now = new Known(Map.copyOf(maps), at);
        known = now;
        return now;
    }

    private Numbered read(Connection tx, RealmId realm, long number) throws SQLException {
        StepUpMap map =
                StepUpMap.of(versions.one(tx, realm, number).orElseThrow().rules());
        return new Numbered(number, map, map.whereverFrom());
    }

    /** A version was published here; the next one who needs a map looks first. */
    void forget() {
        known = null;
    }
}
