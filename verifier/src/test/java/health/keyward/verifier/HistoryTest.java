package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no comparison of hashes shows: logs whose tree is whole, and which still are not the whole truth. */
class HistoryTest {
    private static final TestKey KEY = TestKey.ofLog(TestLog.ORIGIN);

    @TempDir
    private Path folder;

    @Test
    void logs_of_all_sizes_are_green() throws IOException {
        Random random = new Random(5);
        TestLog all = new TestLog(Scribe.of(3_000).entries, KEY);
        for (int size :
                new int[] {1, 2, 255, 256, 257, 511, 512, 513, 1 + random.nextInt(3_000), 1 + random.nextInt(3_000)}) {
            TestLog log = all.at(size);
            Path export = log.export(folder.resolve("s" + size), 1, size / 2, size);
            assertThat(verify(export)).as("size %d", size).isEqualTo("OK");
        }
    }

    @Test
    void a_log_without_entries_is_green() throws IOException {
        assertThat(verify(new TestLog(List.of(), KEY).export(folder))).isEqualTo("OK");
    }

    @Test
    void a_log_set_back_is_green_alone_and_caught_by_an_anchor_or_an_earlier_checkpoint() throws IOException {
        TestLog log = new TestLog(Scribe.of(2_000).entries, KEY);
        Path earlier = folder.resolve("earlier");
        Files.writeString(earlier, log.checkpoint(1_900));
        TestLog.write(folder, "anchors/checkpoint-1-1900", log.checkpoint(1_900));
        Path export = log.at(1_000).export(folder.resolve("export"));
        assertThat(verify(export)).isEqualTo("OK");
        assertThat(verify(export, "--since", earlier)).isEqualTo("TRUNCATED@1001");
        assertThat(verify(export, "--anchors", folder.resolve("anchors"))).isEqualTo("TRUNCATED@1001");
    }

    @Test
    void a_second_history_is_caught_by_an_earlier_checkpoint() throws IOException {
        TestLog log = new TestLog(Scribe.of(2_000).entries, KEY);
        List<byte[]> other = new ArrayList<>(log.entries);
        other.set(700, new Scribe(3, 1).boots("A").entries.getFirst());
        TestLog fork = new TestLog(other, KEY);
        Path earlier = folder.resolve("earlier");
        Path export = fork.export(folder.resolve("export"), 500);
        Files.writeString(earlier, log.checkpoint(1_500));
        assertThat(verify(export, "--since", earlier)).isEqualTo("FORK@1");
        Files.writeString(earlier, log.checkpoint(2_000));
        assertThat(verify(export, "--since", earlier)).startsWith("FORK@");
        Files.writeString(earlier, log.checkpoint(600));
        assertThat(verify(export, "--since", earlier)).doesNotStartWith("FORK");
    }

    @Test
    void a_rewritten_log_without_the_key_is_bracketed() throws IOException {
        TestLog log = new TestLog(Scribe.of(2_000).entries, KEY);
        Path export = log.export(folder, 500, 900, 1_500);
        List<byte[]> shorter = new ArrayList<>(log.entries);
        shorter.remove(1_000);
        TestLog forged = new TestLog(shorter, KEY);
        deleteTiles(export);
        forged.bundles(export);
        forged.tiles(export);
        Said said = said(export);
        assertThat(said.verdict()).isEqualTo("MISSING_ENTRY@901");
        assertThat(said.json()).containsEntry("lastBadSeq", 1_500L);
        assertThat(said.out()).contains("had not come when the export was made");
    }

    @Test
    void a_strange_key_and_a_wrong_signature_are_told_apart() throws IOException {
        TestLog log = new TestLog(Scribe.of(300).entries, KEY);
        Path export = log.export(folder);
        TestKey stranger = TestKey.ofLog(TestLog.ORIGIN);
        assertThat(Said.of("verify", export, "--key", stranger.vkey()).verdict())
                .isEqualTo("WRONG_KEY@-");
        String note = log.checkpoint(300).replace("\n300\n", "\n299\n");
        TestLog.write(export, "checkpoint", note);
        assertThat(Said.of("verify", export, "--key", KEY.vkey()).verdict()).isEqualTo("BAD_SIGNATURE@-");
    }

    @Test
    void both_keys_of_a_rotation_are_taken() throws IOException {
        TestKey old = TestKey.ofLog(TestLog.ORIGIN);
        TestLog log = new TestLog(Scribe.of(300).entries, KEY);
        Path export = log.export(folder);
        String text = log.checkpointText(300);
        TestLog.write(export, "checkpoint", text + "\n" + old.line(text) + KEY.line(text));
        assertThat(Said.of("verify", export, "--key", old.vkey()).verdict()).isEqualTo("OK");
        assertThat(Said.of("verify", export, "--key", old.vkey(), "--key", KEY.vkey())
                        .verdict())
                .isEqualTo("OK");
    }

    @Test
    void rows_deleted_before_they_were_numbered_leave_a_gap() throws IOException {
        Scribe scribe = new Scribe(1, 1).boots("A").works(100).loses("A").works(20_000);
        assertThat(verify(scribe)).isEqualTo("UNEXPLAINED_GAP@102");
    }

    @Test
    void a_gap_that_its_server_explains_is_none() throws IOException {
        Scribe scribe = new Scribe(1, 1).boots("A").boots("B").works(100).loses("A");
        String number = Long.toString(scribe.number("A"));
        scribe.works(20).mark("A", "VOID", "numbers", number).works(20_000);
        assertThat(verify(scribe)).isEqualTo("OK");
    }

    @Test
    void marks_of_a_later_release_are_entries_like_others() throws IOException {
        Scribe scribe = new Scribe(1, 1)
                .boots("A")
                .works(100)
                .mark("A", "TAMPER_DRILL", "size", "2000", "tried", "10", "found", "10")
                .mark("A", "ROOM", "room", "alerts", "state", "closed")
                .mark("A", "OF_TOMORROW", "word", "unheard of")
                .works(100);
        assertThat(verify(scribe)).isEqualTo("OK");
    }

    @Test
    void a_gap_the_sequencer_gave_up_is_named_unless_the_server_crashed() throws IOException {
        Scribe living = new Scribe(1, 1).boots("A").boots("B").works(100).loses("A");
        living.works(10)
                .mark("B", "GAP", "boot", "A", "numbers", Long.toString(living.number("A") - 3))
                .works(20_000);
        assertThat(verify(living)).startsWith("UNEXPLAINED_GAP@");
        Scribe crashed = new Scribe(1, 1).boots("A").boots("C").works(100);
        crashed.loses("C").signsIn("C");
        crashed.mark("A", "GAP", "boot", "C", "numbers", Long.toString(crashed.number("C") - 1));
        crashed.mark("A", "SILENT", "boot", "C", "since", crashed.now().toString());
        for (int i = 0; i < 10_000; i++) {
            crashed.waits(50);
            if (i % 1_000 == 0) {
                crashed.beats("A");
            }
            crashed.signsIn("A");
        }
        assertThat(verify(crashed)).isEqualTo("OK");
    }

    @Test
    void a_gap_that_is_young_when_the_export_is_made_is_only_noted() throws IOException {
        Scribe scribe = new Scribe(1, 1).boots("A").works(100).loses("A").works(50);
        Said said = said(export(scribe));
        assertThat(said.verdict()).isEqualTo("OK");
        assertThat(said.out()).contains("had not come when the export was made");
    }

    @Test
    void a_clock_that_jumps_in_silence_is_named_and_one_that_says_so_is_noted() throws IOException {
        Scribe silent = new Scribe(1, 1).boots("A").beats("A").waits(60_000).beats("A");
        silent.mark("A", "HEARTBEAT", "uptimeMillis", "66001");
        silent.waits(60_000).mark("A", "HEARTBEAT", "uptimeMillis", "126001");
        assertThat(verify(silent)).isEqualTo("CLOCK_JUMP@4");
        Scribe slight =
                new Scribe(1, 1).boots("A").beats("A").waits(60_000).mark("A", "HEARTBEAT", "uptimeMillis", "56000");
        assertThat(verify(slight)).isEqualTo("OK");
        Scribe said = new Scribe(1, 1).boots("A").beats("A").waits(90_000).mark("A", "CLOCK_JUMP", "millis", "30000");
        said.mark("A", "HEARTBEAT", "uptimeMillis", "60000");
        assertThat(verify(said)).isEqualTo("OK");
        assertThat(said(export(said)).out()).contains("its clock jumped by 30000 ms");
    }

    @Test
    void rows_that_lie_ahead_of_a_later_heartbeat_show_a_clock_set_back() throws IOException {
        Scribe scribe = new Scribe(1, 1)
                .boots("A")
                .beats("A")
                .waits(3_600_000)
                .signsIn("A")
                .waits(-3_599_000);
        scribe.mark("A", "HEARTBEAT", "uptimeMillis", "1000")
                .waits(60_000)
                .mark("A", "HEARTBEAT", "uptimeMillis", "61000");
        assertThat(verify(scribe)).isEqualTo("CLOCK_JUMP@4");
    }

    @Test
    void a_server_that_falls_silent_is_named_unless_the_log_says_so() throws IOException {
        assertThat(verify(halfSilent(false, false))).startsWith("SILENT_NODE@");
        assertThat(verify(halfSilent(true, false))).isEqualTo("OK");
        assertThat(verify(halfSilent(false, true))).isEqualTo("OK");
    }

    private static Scribe halfSilent(boolean noticed, boolean shutDown) {
        Scribe scribe = new Scribe(1, 1).boots("A").boots("B").beats("A").beats("B");
        if (shutDown) {
            scribe.mark("B", "SHUTDOWN");
        }
        for (int minute = 1; minute < 15; minute++) {
            scribe.waits(60_000).beats("A");
            if (noticed && minute == 5) {
                scribe.mark("A", "SILENT", "boot", "B", "since", Scribe.BEGIN.toString());
            }
        }
        return scribe;
    }

    @Test
    void nobody_is_silent_while_nobody_can_write() throws IOException {
        Scribe scribe =
                new Scribe(1, 1).boots("A").boots("B").beats("A").beats("B").waits(3_600_000);
        assertThat(verify(
                        scribe.beats("A").waits(1_000).beats("B").waits(60_000).beats("A")))
                .isEqualTo("OK");
    }

    @Test
    void disposal_that_an_entry_covers_is_green_and_silent_disposal_is_named() throws IOException {
        Scribe scribe = Scribe.of(1_000);
        TestLog before = new TestLog(scribe.entries, KEY);
        String root = Base64.getEncoder().encodeToString(before.root(700));
        scribe.mark("A", "DISPOSAL", "from", "1", "to", "701", "root", root, "approval", "a-1")
                .works(200);
        TestLog log = new TestLog(scribe.entries, KEY);
        log.minimumIndex = 700;
        assertThat(verify(log.export(folder.resolve("said"), 500, 900))).isEqualTo("OK");
        log.minimumIndex = 800;
        assertThat(verify(log.export(folder.resolve("more")))).isEqualTo("SILENT_DISPOSAL@701");
        TestLog never = new TestLog(Scribe.of(1_200).entries, KEY);
        never.minimumIndex = 700;
        assertThat(verify(never.export(folder.resolve("silent")))).isEqualTo("SILENT_DISPOSAL@1");
        Path lies = log.export(folder.resolve("lies"));
        deleteTiles(lies);
        log.minimumIndex = 0;
        log.bundles(lies);
        log.tiles(lies);
        Files.delete(lies.resolve(TestLog.bundlePath(1, 256)));
        log.log(lies, log.entries.size());
        assertThat(verify(lies)).as("gone, and disposed of").isEqualTo("OK");
        Files.delete(lies.resolve(TestLog.bundlePath(2, 256)));
        assertThat(verify(lies)).as("gone, and not disposed of").isEqualTo("MISSING_ENTRY@701");
    }

    @Test
    void a_disposal_that_names_another_root_covers_nothing() throws IOException {
        Scribe scribe = Scribe.of(1_000);
        String root = Base64.getEncoder().encodeToString(new TestLog(scribe.entries, KEY).root(699));
        scribe.mark("A", "DISPOSAL", "from", "1", "to", "701", "root", root, "approval", "a-1")
                .works(10);
        TestLog log = new TestLog(scribe.entries, KEY);
        log.minimumIndex = 700;
        Said said = said(log.export(folder));
        assertThat(said.verdict()).isEqualTo("SILENT_DISPOSAL@1");
        assertThat(said.out()).contains("names another root");
    }

    @Test
    void an_epoch_binds_the_one_before_it() throws IOException {
        TestLog first = new TestLog(Scribe.of(500).entries, KEY);
        String last = first.checkpoint(500);
        assertThat(verify(second(last, last, "400", "2"))).isEqualTo("OK");
        assertThat(verify(second(last, first.checkpoint(499), "400", "2"))).isEqualTo("EPOCH_BROKEN@401");
        assertThat(verify(second(last, null, "400", "2"))).isEqualTo("EPOCH_BROKEN@401");
        assertThat(verify(second(last, last, "501", "2")))
                .as("unsigned entries may be recovered")
                .isEqualTo("OK");
        assertThat(verify(second(last, last, "400", "3"))).isEqualTo("EPOCH_BROKEN@401");
        TestLog stranger = new TestLog(first.entries, TestKey.ofLog(TestLog.ORIGIN));
        String foreign = stranger.checkpoint(500);
        assertThat(verify(second(foreign, foreign, "400", "2"))).isEqualTo("EPOCH_BROKEN@401");
    }

    private int exports;

    private Path second(String bound, String kept, String recovered, String epoch) throws IOException {
        Scribe scribe = new Scribe(2, 401)
                .mark(
                        "X",
                        "EPOCH",
                        "epoch",
                        epoch,
                        "previousCheckpoint",
                        bound,
                        "recoveredSize",
                        recovered,
                        "reason",
                        "restored");
        TestLog log = new TestLog(scribe.boots("A").works(300).entries, KEY, TestLog.ORIGIN + "/e2");
        log.firstSeq = 401;
        log.epoch = 2;
        Path export = log.export(folder.resolve("e" + exports++));
        if (kept != null) {
            TestLog.write(export, "keyward/epochs/1/checkpoint", kept);
        }
        return export;
    }

    @Test
    void the_first_epoch_is_not_the_last_when_an_anchor_knows_a_second() throws IOException {
        TestLog first = new TestLog(Scribe.of(500).entries, KEY);
        TestLog second = new TestLog(Scribe.of(10).entries, KEY, TestLog.ORIGIN + "/e2");
        Path export = first.export(folder.resolve("export"));
        TestLog.write(folder, "anchors/checkpoint-2-10", second.checkpoint(10));
        assertThat(verify(export, "--anchors", folder.resolve("anchors"))).isEqualTo("TRUNCATED@-");
    }

    @Test
    void an_old_log_is_stale_when_somebody_asks() throws IOException {
        Path export = export(Scribe.of(300));
        assertThat(verify(export, "--max-age", "2d")).isEqualTo("OK");
        assertThat(verify(export, "--max-age", "24h")).isEqualTo("STALE@-");
    }

    @Test
    void cosignatures_are_asked_for_and_checked() throws IOException {
        TestLog log = new TestLog(Scribe.of(300).entries, KEY);
        Path export = log.export(folder, 200);
        TestKey one = TestKey.ofWitness("witness.example/one");
        TestKey two = TestKey.ofWitness("witness.example/two");
        assertThat(verify(export, "--witness", one.vkey())).isEqualTo("UNWITNESSED@-");
        String text = log.checkpointText(200);
        TestLog.write(export, "keyward/checkpoints/200", log.checkpoint(200) + one.cosignature(text, 1_800_000_000));
        assertThat(verify(export, "--witness", one.vkey())).isEqualTo("OK");
        assertThat(said(export, "--witness", one.vkey()).out()).contains("witnessed up to entry 199");
        assertThat(verify(export, "--witness", one.vkey(), "--witness", two.vkey()))
                .isEqualTo("UNWITNESSED@-");
        Path policy = folder.resolve("policy");
        Files.writeString(
                policy,
                "witness a %s\nwitness b %s\ngroup any-of any a b\nquorum any-of\n".formatted(one.vkey(), two.vkey()));
        assertThat(verify(export, "--policy", policy)).isEqualTo("OK");
        Files.writeString(
                policy,
                "witness a %s\nwitness b %s\ngroup both 2 a b\nquorum both\n".formatted(one.vkey(), two.vkey()));
        assertThat(verify(export, "--policy", policy)).isEqualTo("UNWITNESSED@-");
        TestLog.write(export, "checkpoint", log.checkpoint(300) + one.cosignature(text, 1_800_000_000));
        assertThat(verify(export, "--witness", one.vkey())).isEqualTo("BAD_SIGNATURE@-");
    }

    @Test
    void an_export_without_its_own_description_is_malformed() throws IOException {
        Path export = export(Scribe.of(300));
        Files.delete(export.resolve("keyward/log.json"));
        assertThat(verify(export)).isEqualTo("MALFORMED@-");
    }

    @Test
    void entries_of_the_first_release_are_read() throws IOException {
        Scribe scribe = Scribe.of(10);
        String header = "{\"kind\":\"refusal\",\"id\":\"" + scribe.id()
                + "\",\"at\":\"2026-11-21T02:00:00Z\",\"realmId\":\"\",\"status\":403}";
        byte[] entry = new byte[header.length() + 1];
        entry[0] = 1;
        System.arraycopy(header.getBytes(), 0, entry, 1, header.length());
        scribe.entries.addFirst(entry);
        assertThat(verify(scribe)).isEqualTo("OK");
    }

    private Path export(Scribe scribe) throws IOException {
        return new TestLog(scribe.entries, KEY).export(folder.resolve("x" + exports++));
    }

    private String verify(Scribe scribe) throws IOException {
        return verify(export(scribe));
    }

    private static String verify(Path export, Object... more) {
        return said(export, more).verdict();
    }

    private static Said said(Path export, Object... more) {
        List<Object> words = new ArrayList<>(List.of("verify", export, "--key", KEY.vkey()));
        words.addAll(List.of(more));
        return Said.of(words.toArray());
    }

    private static void deleteTiles(Path export) throws IOException {
        try (var files = Files.walk(export.resolve("tile"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
