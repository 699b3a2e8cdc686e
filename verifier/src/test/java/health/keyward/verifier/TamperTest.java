package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tamper matrix of AL-5 on a log of 100,000 entries: what was done to the files is named, and the entry it was done to. Entry i has number i + 1. */
class TamperTest {
    private static final int SIZE = 100_000;
    private static final int LAST_BUNDLE = SIZE / 256;
    private static final int LAST_WIDTH = SIZE % 256;
    private static final TestKey KEY = TestKey.ofLog(TestLog.ORIGIN);

    @TempDir
    private static Path folder;

    private static TestLog log;
    private static Path export;

    private final Map<Path, byte[]> before = new HashMap<>();

    @BeforeAll
    static void aLog() throws IOException {
        Scribe scribe = Scribe.of(SIZE);
        log = new TestLog(scribe.entries.subList(0, SIZE), KEY);
        export = log.export(folder.resolve("export"), 1, 255, 256, 20_000, 50_000, 50_100, 99_999);
        TestLog.write(export, "keyward/projection.jsonl", String.join("\n", scribe.projection) + "\n");
    }

    @AfterEach
    void undo() throws IOException {
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    @Test
    void an_untouched_log_is_green() {
        Said said = Said.of("verify", export, "--key", KEY.vkey(), "--projection");
        assertThat(said.out()).endsWith("OK\n");
        assertThat(said.code()).isZero();
        assertThat(said.json()).containsEntry("entries", (long) SIZE).containsEntry("checkpoints", 8L);
        assertThat((Long) said.json().get("projectionRows")).isGreaterThan(90_000L);
    }

    @Test
    void the_same_log_as_a_zip_is_green() throws IOException {
        Path zip = TestLog.zip(export, folder.resolve("export.zip"));
        assertThat(verify(zip)).isEqualTo("OK");
    }

    @Test
    void a_changed_entry_is_named() throws IOException {
        bundle(200, 256, rows -> rows.get(5)[40] ^= 1);
        assertThat(verify(export)).isEqualTo("CHANGED_ENTRY@" + (200 * 256 + 5 + 1));
    }

    @Test
    void a_changed_entry_in_the_last_bundle_is_named() throws IOException {
        bundle(LAST_BUNDLE, LAST_WIDTH, rows -> rows.getLast()[80] ^= 1);
        assertThat(verify(export)).isEqualTo("CHANGED_ENTRY@" + SIZE);
    }

    @Test
    void a_changed_entry_with_its_tile_is_bracketed_by_the_kept_checkpoints() throws IOException {
        int index = 50_050;
        int tile = index / 256;
        bundle(tile, 256, rows -> rows.get(index % 256)[40] ^= 1);
        byte[] changed = rows(tile, 256).get(index % 256);
        file(TestLog.tilePath(0, tile, 256), bytes -> {
            System.arraycopy(NaiveTree.leaf(changed), 0, bytes, index % 256 * 32, 32);
            return bytes;
        });
        Said said = said(export);
        assertThat(said.verdict()).isEqualTo("CHANGED_ENTRY@" + (50_000 + 1));
        assertThat(said.json()).containsEntry("lastBadSeq", 50_100L);
    }

    @Test
    void an_entry_deleted_in_the_middle_is_named() throws IOException {
        bundle(100, 256, rows -> rows.remove(77));
        assertThat(verify(export)).isEqualTo("MISSING_ENTRY@" + (100 * 256 + 77 + 1));
    }

    @Test
    void a_bundle_deleted_in_the_middle_is_named() throws IOException {
        delete(TestLog.bundlePath(100, 256));
        Said said = said(export);
        assertThat(said.verdict()).isEqualTo("MISSING_ENTRY@" + (100 * 256 + 1));
        assertThat(said.json()).containsEntry("lastBadSeq", 101 * 256L);
    }

    @Test
    void rows_that_closed_up_after_a_deletion_still_show_which_one_is_gone() throws IOException {
        List<byte[]> rows = new ArrayList<>(log.entries);
        rows.remove(99_000);
        for (int number = 99_000 / 256; number <= LAST_BUNDLE; number++) {
            int width = number == LAST_BUNDLE ? LAST_WIDTH : 256;
            int from = number * 256;
            byte[] shifted = TestLog.bundle(rows.subList(from, Math.min(from + width, rows.size())));
            file(TestLog.bundlePath(number, width), bytes -> shifted);
        }
        assertThat(verify(export)).isEqualTo("MISSING_ENTRY@99001");
    }

    @Test
    void the_deleted_end_is_named() throws IOException {
        bundle(LAST_BUNDLE, LAST_WIDTH, rows -> rows.subList(20, rows.size()).clear());
        assertThat(verify(export)).isEqualTo("TRUNCATED@" + (LAST_BUNDLE * 256 + 20 + 1));
    }

    @Test
    void an_entry_put_in_is_named() throws IOException {
        byte[] strange = new Scribe(99, 1).signsIn("A").entries.getFirst();
        bundle(100, 256, rows -> rows.add(77, strange));
        Said said = said(export);
        assertThat(findings(said)).contains("EXTRA_ENTRY@" + (100 * 256 + 77 + 1));
        assertThat(said.verdict()).startsWith("DUPLICATE@");
    }

    @Test
    void an_entry_of_a_server_nobody_knows_is_named() throws IOException {
        byte[] strange = new Scribe(99, 1).boots("C").entries.getFirst();
        bundle(100, 256, rows -> rows.add(77, strange));
        assertThat(verify(export)).isEqualTo("EXTRA_ENTRY@" + (100 * 256 + 77 + 1));
    }

    @Test
    void an_entry_behind_the_end_is_named() throws IOException {
        byte[] strange = new Scribe(99, 1).boots("C").entries.getFirst();
        bundle(LAST_BUNDLE, LAST_WIDTH, rows -> rows.add(strange));
        assertThat(verify(export)).isEqualTo("EXTRA_ENTRY@" + (SIZE + 1));
    }

    @Test
    void an_entry_that_was_copied_is_named() throws IOException {
        bundle(100, 256, rows -> rows.add(78, rows.get(30)));
        Said said = said(export);
        assertThat(said.verdict()).isEqualTo("DUPLICATE@" + (100 * 256 + 78 + 1));
    }

    @Test
    void an_entry_replaced_by_the_copy_of_another_is_named() throws IOException {
        byte[] copy = log.entries.get(31);
        bundle(100, 256, rows -> rows.set(78, copy));
        assertThat(verify(export)).isEqualTo("DUPLICATE@" + (100 * 256 + 78 + 1));
    }

    @Test
    void neighbours_that_changed_places_are_named() throws IOException {
        bundle(100, 256, rows -> Collections.swap(rows, 10, 11));
        assertThat(verify(export)).isEqualTo("REORDERED@" + (100 * 256 + 10 + 1));
    }

    @Test
    void entries_far_apart_that_changed_places_are_named() throws IOException {
        byte[] one = log.entries.get(40 * 256 + 3);
        byte[] other = log.entries.get(300 * 256 + 9);
        bundle(40, 256, rows -> rows.set(3, other));
        bundle(300, 256, rows -> rows.set(9, one));
        assertThat(verify(export)).isEqualTo("REORDERED@" + (40 * 256 + 3 + 1));
    }

    @Test
    void a_changed_tile_of_any_level_is_named() throws IOException {
        file(TestLog.tilePath(0, 7, 256), bytes -> {
            bytes[33] ^= 1;
            return bytes;
        });
        assertThat(verify(export)).isEqualTo("CHANGED_TILE@" + (7 * 256 + 1 + 1));
        undoAll();
        file(TestLog.tilePath(1, 1, 134), bytes -> {
            bytes[32 * 3] ^= 1;
            return bytes;
        });
        assertThat(verify(export)).isEqualTo("CHANGED_TILE@" + ((256 + 3) * 256 + 1));
        undoAll();
        delete(TestLog.tilePath(2, 0, 1));
        assertThat(verify(export)).isEqualTo("CHANGED_TILE@1");
    }

    @Test
    void a_changed_row_of_the_read_model_is_named() throws IOException {
        file(
                "keyward/projection.jsonl",
                bytes -> new String(bytes)
                        .replaceFirst("(\\{\"seq\":3001,.*?\"clientId\":\")ward-board", "$1ward-bored")
                        .getBytes());
        assertThat(verify(export)).isEqualTo("OK");
        assertThat(Said.of("verify", export, "--key", KEY.vkey(), "--projection")
                        .verdict())
                .isEqualTo("PROJECTION_DIFFERS@3001");
    }

    /** Old months of the read models are dropped, as long as the log keeps them. */
    @Test
    void rows_that_are_missing_before_the_first_one_are_no_damage() throws IOException {
        file("keyward/projection.jsonl", bytes -> {
            String rows = new String(bytes);
            return rows.substring(rows.indexOf("{\"seq\":3001,")).getBytes();
        });
        assertThat(Said.of("verify", export, "--key", KEY.vkey(), "--projection")
                        .verdict())
                .isEqualTo("OK");
    }

    @Test
    void a_row_missing_in_the_read_model_is_named() throws IOException {
        file(
                "keyward/projection.jsonl",
                bytes -> new String(bytes)
                        .replaceFirst("\\{\"seq\":3001,.*?\\}\n", "")
                        .getBytes());
        assertThat(Said.of("verify", export, "--key", KEY.vkey(), "--projection")
                        .verdict())
                .isEqualTo("PROJECTION_DIFFERS@3001");
    }

    @Test
    void a_bundle_that_ends_within_an_entry_is_named() throws IOException {
        file(TestLog.bundlePath(100, 256), bytes -> Arrays.copyOf(bytes, bytes.length - 7));
        Said said = said(export);
        assertThat(said.verdict()).isEqualTo("MISSING_ENTRY@" + 101 * 256);
        assertThat(findings(said)).contains("MALFORMED@" + 101 * 256);
    }

    private static String verify(Path of) {
        return said(of).verdict();
    }

    private static Said said(Path of) {
        Said said = Said.of("verify", of, "--key", KEY.vkey());
        assertThat(said.code() == 0).isEqualTo(said.verdict().equals("OK"));
        return said;
    }

    private static List<String> findings(Said said) {
        return ((List<?>) said.json().get("findings"))
                .stream()
                        .map(Map.class::cast)
                        .map(one -> one.get("class") + "@" + one.getOrDefault("firstBadSeq", "-"))
                        .toList();
    }

    private interface Change<T> {
        void to(T it);
    }

    private interface Rewrite {
        byte[] of(byte[] bytes);
    }

    private List<byte[]> rows(int number, int width) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(export.resolve(TestLog.bundlePath(number, width))));
        List<byte[]> rows = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] row = new byte[bytes.getShort() & 0xffff];
            bytes.get(row);
            rows.add(row);
        }
        return rows;
    }

    private void bundle(int number, int width, Change<List<byte[]>> change) throws IOException {
        List<byte[]> rows = rows(number, width);
        change.to(rows);
        file(TestLog.bundlePath(number, width), bytes -> TestLog.bundle(rows));
    }

    private void file(String path, Rewrite rewrite) throws IOException {
        Path file = export.resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        before.putIfAbsent(file, bytes.clone());
        byte[] after = rewrite.of(bytes.clone());
        assertThat(after).isNotEqualTo(bytes);
        Files.write(file, after);
    }

    private void delete(String path) throws IOException {
        Path file = export.resolve(path);
        before.putIfAbsent(file, Files.readAllBytes(file));
        Files.delete(file);
    }

    private void undoAll() throws IOException {
        undo();
        before.clear();
    }
}
