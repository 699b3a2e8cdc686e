package health.keyward.verifier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A log and its key, which hands out exports as ADR 0004 asks for. */
final class TestLog {
    static final String ORIGIN = "audit.example.org/keyward";

    final List<byte[]> entries;
    final List<byte[]> leaves;
    final String origin;
    final TestKey key;
    long firstSeq = 1;
    long epoch = 1;
    long minimumIndex;

    TestLog(List<byte[]> entries, TestKey key) {
        this(entries, key, ORIGIN);
    }

    TestLog(List<byte[]> entries, TestKey key, String origin) {
        this.entries = new ArrayList<>(entries);
        this.leaves = new ArrayList<>(entries.stream().map(NaiveTree::leaf).toList());
        this.key = key;
        this.origin = origin;
    }

    /** The log as it was at this size. */
    TestLog at(int size) {
        return new TestLog(entries.subList(0, size), key, origin);
    }

    byte[] root(int size) {
        return NaiveTree.root(leaves.subList(0, size));
    }

    String checkpointText(int size) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root(size)) + "\n";
    }

    String checkpoint(int size) {
        String text = checkpointText(size);
        return text + "\n" + key.line(text);
    }

    /** Writes everything; {@code kept} are sizes of older checkpoints. */
    Path export(Path folder, int... kept) throws IOException {
        write(folder, "checkpoint", checkpoint(entries.size()));
        for (int size : kept) {
            write(folder, "keyward/checkpoints/" + size, checkpoint(size));
        }
        bundles(folder);
        tiles(folder);
        log(folder, entries.size());
        return folder;
    }

    void log(Path folder, long size) throws IOException {
        write(folder, "keyward/log.json", """
                {"origin": "%s", "epoch": %d, "firstSeq": %d, "size": %d, "vkeys": ["%s"], "minimumIndex": %d,
                 "exportedAt": "2026-11-21T05:00:00Z"}""".formatted(origin, epoch, firstSeq, size, key.vkey(), minimumIndex));
    }

    void bundles(Path folder) throws IOException {
        for (int from = 0; from < entries.size(); from += 256) {
            int to = Math.min(from + 256, entries.size());
            int first = (int) Math.max(from, Math.min(minimumIndex, to));
            if (first < to) {
                write(folder, bundlePath(from / 256, to - from), bundle(entries.subList(first, to)));
            }
        }
    }

    void tiles(Path folder) throws IOException {
        List<byte[]> level = leaves;
        for (int number = 0; !level.isEmpty(); number++) {
            List<byte[]> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += 256) {
                List<byte[]> tile = level.subList(from, Math.min(from + 256, level.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                tile.forEach(bytes::writeBytes);
                write(folder, tilePath(number, from / 256, tile.size()), bytes.toByteArray());
                if (tile.size() == 256) {
                    above.add(NaiveTree.root(tile));
                }
            }
            level = above;
        }
    }

    static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    static String tilePath(int level, int number, int width) {
        return "tile/" + level + "/" + path(number, width);
    }

    static String bundlePath(int number, int width) {
        return "tile/entries/" + path(number, width);
    }

    private static String path(int number, int width) {
        String path = number < 1000 ? "%03d".formatted(number) : "x%03d/%03d".formatted(number / 1000, number % 1000);
        return width == 256 ? path : path + ".p/" + width;
    }

    static void write(Path folder, String path, String text) throws IOException {
        write(folder, path, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path folder, String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    static Path zip(Path folder, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(one).toString()));
                Files.copy(one, zip);
                zip.closeEntry();
            }
        }
        return file;
    }
}
