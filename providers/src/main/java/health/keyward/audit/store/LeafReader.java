package health.keyward.audit.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.DataKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of every version, and opens the parts it has keys for; a part without a key leaves its fields out. One question to the database for
 * the keys a batch needs and the node has not at hand.
 */
public final class LeafReader {
    private static final System.Logger LOG = System.getLogger(LeafReader.class.getName());

    private final KeyShelf shelf;

    public LeafReader(KeyShelf shelf) {
        this.shelf = shelf;
    }

    /** In the order of {@code leaves}; null in the place of bytes that are no entry. */
    public List<@Nullable Recorded> read(Connection tx, List<byte[]> leaves) throws SQLException {
        return read(tx, leaves, Set.of());
    }

    /** @param without sealed fields that nobody needs; they are left out */
    List<@Nullable Recorded> read(Connection tx, List<byte[]> leaves, Set<String> without) throws SQLException {
        List<@Nullable Recorded> read = new ArrayList<>(leaves.size());
        for (Sealed one : sealed(tx, leaves, without)) {
            read.add(one.open());
        }
        return read;
    }

    /** An entry with the keys it needs, which any thread may open, without the database. */
    @FunctionalInterface
    public interface Sealed {
        /** Null when the bytes are no entry. */
        @Nullable
        Recorded open();
    }

    /**
     * In the order of {@code leaves}.
     *
     * @param without sealed fields that nobody needs; they are left out
     */
    public List<Sealed> sealed(Connection tx, List<byte[]> leaves, Set<String> without) throws SQLException {
        List<@Nullable SealedEntry> sealed = new ArrayList<>(leaves.size());
        Set<UUID> refs = new HashSet<>();
        Set<String> outside = new HashSet<>();
        for (byte[] leaf : leaves) {
            SealedEntry entry = parsed(leaf);
            sealed.add(entry);
            if (entry != null) {
                entry.parts().forEach(part -> refs.add(part.ref()));
                if (Leaf.hasPayloads(entry.header())) {
                    outside.add(Leaf.id(entry.header()));
                }
            }
        }
        Map<UUID, DataKey> keys = refs.isEmpty() ? Map.of() : shelf.byRef(tx, refs);
        Map<String, List<Payload>> payloads = outside.isEmpty() ? Map.of() : Payloads.of(tx, outside);
        List<Sealed> all = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            byte[] leaf = leaves.get(i);
            SealedEntry entry = sealed.get(i);
            all.add(() -> read(leaf, entry, keys, payloads, without));
        }
        return all;
    }

    private static @Nullable SealedEntry parsed(byte[] leaf) {
        if (leaf.length == 0 || leaf[0] != LeafWriter.VERSION) {
            return null;
        }
        try {
            return SealedEntry.of(leaf);
        } catch (IOException notAnEntry) {
            return null;
        }
    }

    private static @Nullable Recorded read(
            byte[] leaf,
            @Nullable SealedEntry sealed,
            Map<UUID, DataKey> keys,
            Map<String, List<Payload>> payloads,
            Set<String> without) {
        try {
            return sealed == null ? Leaf.read(leaf) : merged(sealed, keys, payloads, without);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "bytes that are no entry", e);
            return null;
        }
    }

    static Recorded merged(
            SealedEntry entry, Map<UUID, DataKey> keys, Map<String, List<Payload>> payloads, Set<String> without)
            throws IOException {
        ObjectNode tree = Leaf.object(entry.header());
        String id = tree.path("id").asText();
        Map<Integer, DataKey> opened = new HashMap<>();
        for (SealedEntry.Part part : entry.parts()) {
            DataKey key = keys.get(part.ref());
            Optional<byte[]> plain = key == null ? Optional.empty() : entry.open(part, key);
            if (plain.isPresent()) {
                tree.setAll(Fields.read(Deflated.bytes(plain.get()), without));
                opened.put(part.index(), key);
            } else if (key != null) {
                LOG.log(System.Logger.Level.ERROR, "a part of entry {0} is not what was sealed", id);
            }
        }
        for (Payload payload : payloads.getOrDefault(id, List.of())) {
            DataKey key = opened.get(payload.part());
            Optional<byte[]> plain =
                    key == null || !Leaf.names(entry.header(), payload) ? Optional.empty() : payload.open(key);
            if (plain.isPresent()) {
                tree.setAll(Leaf.object(plain.get(), without));
            }
        }
        return Leaf.ofMerged(tree);
    }
}
