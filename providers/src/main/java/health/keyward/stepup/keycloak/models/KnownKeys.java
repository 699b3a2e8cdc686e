package health.keyward.stepup.keycloak.models;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Models.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node last knew of keys that may be used, so that a page that offers them asks the database nothing. It is good for offering alone: whoever
 * answers with a key is judged by what is known then. Forgotten when this node sees other metadata or a decision about a model.
 */
public final class KnownKeys {
    private static final int MOST = 20_000;

    private final Supplier<Optional<?>> metadata;
    private final int most;
    private final Map<Key, Known> known;
    private @Nullable Object seen;

    private record Key(RealmId realm, String credential, UUID model) {}

    /** @param metadata as this node has them now; other ones are another object */
    KnownKeys(Supplier<Optional<?>> metadata) {
        this(metadata, MOST);
    }

    KnownKeys(Supplier<Optional<?>> metadata, int most) {
        this.metadata = metadata;
        this.most = most;
        this.known = bounded();
    }

    /** For a page: what is remembered, or else the answer of {@code models}. */
    public Models offering(Models models) {
        Models asking = asking(models);
        return (realm, credential, model) -> {
            Known remembered = remembered(new Key(realm, credential, model));
            return remembered == null ? asking.of(realm, credential, model) : remembered;
        };
    }

    /** Asks, and remembers the answer. */
    public Models asking(Models models) {
        return (realm, credential, model) -> {
            Known now = models.of(realm, credential, model);
            keep(new Key(realm, credential, model), now);
            return now;
        };
    }

    public synchronized void forget() {
        known.clear();
    }

    private synchronized @Nullable Known remembered(Key key) {
        Object now = metadata.get().orElse(null);
        if (now != seen) {
            known.clear();
            seen = now;
        }
        return known.get(key);
    }

    private synchronized void keep(Key key, Known now) {
        if (now.standing() instanceof ModelStanding.Usable) {
            known.put(key, now);
        } else {
            known.remove(key);
        }
    }

    private Map<Key, Known> bounded() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
                return size() > most;
            }
        };
    }
}
