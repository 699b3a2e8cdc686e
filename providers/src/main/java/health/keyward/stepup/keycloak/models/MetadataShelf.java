package health.keyward.stepup.keycloak.models;

import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.store.KeptMetadata;
import health.keyward.stepup.store.KeptMetadata.Head;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The kept BLOB, read and verified once on this node. Whether another node has kept a newer one is looked up every few seconds, and not for every
 * sign-in. It is verified anew even though it was when it was kept: who can write to the table must not be able to write metadata.
 */
public final class MetadataShelf {
    private static final Logger LOG = Logger.getLogger(MetadataShelf.class);
    /** How long another node may serve the BLOB before the newest one. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private final KeptMetadata kept = new KeptMetadata();
    private final TrustRoots roots;
    private final BlobReader reader;
    private final LongSupplier nanos;
    private volatile @Nullable Shelved shelved;

    MetadataShelf(TrustRoots roots, LongSupplier nanos) {
        this.roots = roots;
        this.reader = new BlobReader(roots);
        this.nanos = nanos;
    }

    /**
     * @param sha256 of the BLOB; null when none is kept
     * @param metadata null when it is not, or no longer, to be believed
     */
    private record Shelved(
            @Nullable String sha256, @Nullable Metadata metadata, long lookedAt) {}

    /** What is known of models now; empty when no metadata can be believed. */
    public Optional<Metadata> current(Connection tx) throws SQLException {
        Shelved now = shelved;
        if (now == null || nanos.getAsLong() - now.lookedAt() >= LOOK.toNanos()) {
            now = look(tx);
        }
        return Optional.ofNullable(now.metadata());
    }

    /** As this node has them, without asking whether there are others by now. */
    Optional<Metadata> seen() {
        Shelved now = shelved;
        return now == null ? Optional.empty() : Optional.ofNullable(now.metadata());
    }

    /** The next question looks again; for the node that has just kept another BLOB. */
    void forget() {
        shelved = null;
    }

    private synchronized Shelved look(Connection tx) throws SQLException {
        Shelved before = shelved;
        if (before != null && nanos.getAsLong() - before.lookedAt() < LOOK.toNanos()) {
            return before;
        }
        Optional<Head> head = kept.head(tx);
        String sha256 = head.map(Head::sha256).orElse(null);
        Metadata metadata;
        if (before != null && sha256 != null && sha256.equals(before.sha256())) {
            metadata = before.metadata();
        } else {
            metadata = head.isPresent() ? read(tx, head.get()) : null;
        }
        Shelved found = new Shelved(sha256, metadata, nanos.getAsLong());
        shelved = found;
        return found;
    }

    private @Nullable Metadata read(Connection tx, Head head) throws SQLException {
        Optional<String> blob =
                kept.blob(tx, head.sha256()).filter(text -> Hashes.sha256(text).equals(head.sha256()));
        if (blob.isEmpty()) {
            LOG.errorf("the kept FIDO metadata %d are not what was kept; no model counts as known", head.number());
            return null;
        }
        return switch (reader.read(blob.get(), head.at())) {
            case BlobReading.Good(var metadata) -> metadata;
            case BlobReading.Refused(var why, var detail) -> {
                LOG.errorf("the kept FIDO metadata %d cannot be believed: %s", head.number(), detail);
                yield null;
            }
        };
    }

    TrustRoots roots() {
        return roots;
    }
}
