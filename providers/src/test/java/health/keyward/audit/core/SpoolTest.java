package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    private Path home;

    private KekRing ring;

    @BeforeEach
    void keys() throws IOException {
        Path keks = Files.createDirectory(home.resolve("kek"));
        Files.write(keks.resolve("kek-1"), new byte[32]);
        ring = KekRing.in(keks);
    }

    @Test
    void it_says_how_much_waits_since_when_and_when_it_is_full() {
        try (Spool spool = spool("run")) {
            assertThat(spool.state(1)).isEqualTo(new SpoolState(0, 0, 1, null));
            assertThat(spool.state(1).full()).isFalse();
            spool.append(new byte[100]);
            SpoolState some = spool.state(spool.bytes());
            assertThat(some.files()).isOne();
            assertThat(some.bytes()).isEqualTo(spool.bytes()).isGreaterThan(100);
            assertThat(some.oldestAt()).isNotNull();
            assertThat(some.full()).isTrue();
            assertThat(spool.state(spool.bytes() + 1).full()).isFalse();
        }
    }

    @Test
    void what_was_appended_is_handed_over_in_order() {
        try (Spool spool = spool("a")) {
            for (int i = 0; i < 100; i++) {
                spool.append(bytes("record " + i));
            }
            assertThat(read(spool))
                    .hasSize(100)
                    .startsWith("record 0", "record 1")
                    .endsWith("record 99");
            assertThat(spool.bytes()).isZero();
        }
    }

    @Test
    void what_an_earlier_run_left_comes_first() {
        try (Spool before = spool("z")) {
            before.append(bytes("early"));
        }
        try (Spool spool = spool("a")) {
            spool.append(bytes("late"));
            assertThat(read(spool)).containsExactly("early", "late");
        }
    }

    @Test
    void what_comes_during_a_hand_over_waits_in_a_file_of_its_own() {
        try (Spool spool = spool("a")) {
            spool.append(bytes("one"));
            List<Path> files = spool.handOver();
            spool.append(bytes("two"));
            assertThat(files).hasSize(1);
            spool.done(files.getFirst(), spool.read(files.getFirst()));
            assertThat(read(spool)).containsExactly("two");
        }
    }

    @Test
    void nothing_on_the_disk_can_be_read_without_the_key() throws IOException {
        try (Spool spool = spool("a")) {
            spool.append(bytes("ada lovelace of the ward"));
            Path file = spool.handOver().getFirst();
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("lovelace");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_half_written_last_record_is_told_and_costs_nothing_else() throws IOException {
        try (Spool spool = spool("a")) {
            spool.append(bytes("one"));
            spool.append(bytes("two"));
            Path file = spool.handOver().getFirst();
            byte[] whole = Files.readAllBytes(file);
            for (int cut = whole.length / 2 + 1; cut < whole.length; cut++) {
                Files.write(file, Arrays.copyOf(whole, cut));
                Spool.Content content = spool.read(file);
                assertThat(content.records()).hasSize(1);
                assertThat(content.damagedBytes()).isEqualTo(cut - whole.length / 2);
            }
            spool.done(file, spool.read(file));
            assertThat(spool.bytes()).isZero();
            assertThat(Files.list(home.resolve("spool")))
                    .singleElement()
                    .asString()
                    .endsWith(".damaged");
        }
    }

    @Test
    void a_changed_byte_is_told() throws IOException {
        try (Spool spool = spool("a")) {
            spool.append(bytes("one"));
            Path file = spool.handOver().getFirst();
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] changed = whole.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(spool.read(file).records()).isEmpty();
                assertThat(spool.read(file).damagedBytes()).isEqualTo(whole.length);
            }
        }
    }

    private Spool spool(String run) {
        return new Spool(home.resolve("spool"), ring, run);
    }

    private static List<String> read(Spool spool) {
        List<String> read = new ArrayList<>();
        for (Path file : spool.handOver()) {
            Spool.Content content = spool.read(file);
            content.records().forEach(record -> read.add(new String(record, StandardCharsets.UTF_8)));
            spool.done(file, content);
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
