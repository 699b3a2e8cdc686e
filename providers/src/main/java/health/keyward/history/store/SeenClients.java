package health.keyward.history.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Clients of a batch, each once, and when they were used last. */
final class SeenClients {
    private record Key(String realmId, String clientId) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::realmId).thenComparing(Key::clientId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Use(@Nullable Instant own, @Nullable Instant other) {
        Use and(Use more) {
            return new Use(later(own, more.own), later(other, more.other));
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isBefore(other) ? other : one;
        }
    }

    private final Map<Key, Use> clients = new TreeMap<>();

    /** @param own whether the client signed in as itself, not for a person */
    void used(String realmId, String clientId, boolean own, Instant at) {
        clients.merge(new Key(realmId, clientId), own ? new Use(at, null) : new Use(null, at), Use::and);
    }

    Table table() {
        Table table = new Table(ProjectionSql.CLIENT_COLUMNS);
        clients.forEach((key, use) -> table.row()
                .put("realm_id", key.realmId())
                .put("client_id", key.clientId())
                .put("own_at", use.own())
                .put("other_at", use.other()));
        return table;
    }
}
