package health.keyward.bench.evidence;

import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.EntryBundle;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.Tile;
import health.keyward.audit.core.TilePath;
import health.keyward.audit.core.TreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An export of the log, unpacked, in the layout of ADR 0004, made with the tree and the notes of the server itself. As the server does it keeps a
 * checkpoint of every ten seconds.
 */
final class LogFolder {
    static final String ORIGIN = "audit.example.org/keyward";
    private static final long CHECKPOINT_EVERY = 10L * LogEntries.A_SECOND;

    private final Path folder;
    private final SigningKey key;
    private final GrowingTree tree = GrowingTree.empty();
    private final Map<Integer, Tile> unfinished = new TreeMap<>();
    private EntryBundle bundle = new EntryBundle();

    /** @param folder is made; it holds nothing else */
    LogFolder(Path folder, SigningKey key) {
        this.folder = folder;
        this.key = key;
    }

    void add(byte[] entry) {
        bundle.add(entry);
        tree.add(Merkle.leaf(entry));
        if (tree.size() % Tile.WIDTH == 0) {
            flush();
        }
        if (tree.size() % CHECKPOINT_EVERY == 0) {
            write("keyward/checkpoints/" + tree.size(), checkpoint());
        }
    }

    void finish() {
        if (tree.size() % Tile.WIDTH > 0) {
            flush();
        }
        unfinished.values().forEach(this::write);
        write("checkpoint", checkpoint());
        write(
                "keyward/log.json",
                "{\"origin\":\"" + ORIGIN + "\",\"epoch\":1,\"firstSeq\":1,\"size\":" + tree.size() + ",\"vkeys\":[\""
                        + key.vkey().text() + "\"],\"exportedAt\":\"2026-11-28T00:00:00Z\"}");
    }

    /** Nobody needs gigabytes that can be made again. */
    void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the export cannot be deleted", failed);
        }
    }

    private void flush() {
        long number = (tree.size() - 1) / Tile.WIDTH;
        write(TilePath.ofEntries(number, Tile.width(0, number, tree.size())), bundle.bytes());
        bundle = new EntryBundle();
        for (Tile tile : tree.takeChanged()) {
            if (tile.full()) {
                write(tile);
                unfinished.remove(tile.level());
            } else {
                unfinished.put(tile.level(), tile);
            }
        }
    }

    private String checkpoint() {
        return Checkpoint.signed(new TreeHead(ORIGIN, tree.size(), tree.root()), List.of(key))
                .whole();
    }

    private void write(Tile tile) {
        write(TilePath.ofTile(tile.level(), tile.index(), tile.width()), tile.hashes());
    }

    private void write(String path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException("the export cannot be written", failed);
        }
    }
}
