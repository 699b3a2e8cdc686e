package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.audit.Recorded;
import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.EventIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long parts of entries are kept deflated, and read as they were written (ADR 20). */
class DeflatedTest {
    private static final String ONE =
            "{\"path\":\"subject.properties.department\",\"value\":\"cardiology\",\"source\":\"profile\",\"asOf\":\"2026-11-30T08:00:00Z\"},";

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 500, 1_023, 1_024, 5_000, 16_000})
    void what_was_written_is_read_whatever_its_length(int length) throws Exception {
        byte[] json = bytes("[" + ONE.repeat(200)).clone();
        byte[] cut = Arrays.copyOf(json, length);
        assertThat(Deflated.bytes(Deflated.of(cut))).isEqualTo(cut);
    }

    @Test
    void a_long_part_is_a_fraction_and_its_length_says_little() {
        byte[] kept = Deflated.of(bytes("[" + ONE.repeat(40)));
        assertThat(kept.length).isLessThan(ONE.length() * 10).isEqualTo(kept.length / 128 * 128);
        byte[] other =
                Deflated.of(bytes("[" + ONE.replace("cardiology", "oncology").repeat(40)));
        assertThat(other).hasSameSizeAs(kept);
    }

    @Test
    void what_was_deflated_before_there_were_words_is_read() throws Exception {
        byte[] json = bytes("[" + ONE.repeat(40));
        byte[] kept = new byte[json.length];
        kept[0] = 1;
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(json);
        deflater.finish();
        int length = 1 + deflater.deflate(kept, 1, kept.length - 1);
        deflater.end();
        assertThat(Deflated.bytes(Arrays.copyOf(kept, length + 7))).isEqualTo(json);
    }

    /** Who changes the words makes every entry unreadable that was written with them. New words are another file under another mark. */
    @Test
    void the_words_stay_what_they_are() throws Exception {
        try (InputStream words = Deflated.class.getResourceAsStream("words-1.txt")) {
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(words.readAllBytes())))
                    .isEqualTo("bca5b9933b611feb3e9a6e38b97aefcad289399f5ef6f1a396039979c2c29f0d");
        }
    }

    @Test
    void what_would_not_become_shorter_stays_as_it_is() {
        byte[] noise = new byte[4_000];
        new Random(7).nextBytes(noise);
        noise[0] = '{';
        assertThat(Deflated.of(noise)).isSameAs(noise);
        byte[] few = bytes("{\"a\":1}");
        assertThat(Deflated.of(few)).isSameAs(few);
    }

    @Test
    void what_is_no_deflated_part_or_one_without_an_end_is_refused() {
        byte[] kept = Deflated.of(bytes("[" + ONE.repeat(40)));
        assertThatThrownBy(() -> Deflated.bytes(new byte[] {3, 7, 7, 7, 7})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Deflated.bytes(Arrays.copyOf(kept, 20))).isInstanceOf(IOException.class);
    }

    @Test
    void what_would_be_longer_than_a_part_is_refused_before_it_is_there() {
        assertThatThrownBy(() -> Deflated.bytes(Deflated.of(new byte[LeafWriter.LONGEST_PIECE + 1])))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_decision_with_all_that_was_known_fits_into_a_row_and_is_read_as_it_was_made() throws Exception {
        DataKey key = new DataKey(UUID.randomUUID(), DataKey.freshBytes());
        Recorded.Decision decision = new Recorded.Decision(
                EventIds.fresh(),
                Instant.parse("2026-11-30T08:00:00Z"),
                "r1",
                "PERMIT",
                "SIGN_IN",
                "ward-board",
                "open",
                "user",
                "app",
                List.of(),
                "2026-11-30",
                "embedded",
                20,
                true,
                null,
                "u1",
                "ada",
                null,
                "ward-board",
                "10.1.2.3",
                "Mozilla/5.0",
                EventIds.fresh(),
                "ab".repeat(32),
                "{\"subject\":[" + ONE.repeat(10) + "null]}",
                "[" + ONE.repeat(30) + "null]",
                null,
                "{\"matched\":[],\"reasons\":[]}",
                null);
        byte[] leaf = new LeafWriter(owner -> key).seal(decision, "boot", 1).bytes();
        assertThat(leaf.length)
                .as("PostgreSQL moves what is longer out of the row")
                .isLessThan(1_900);
        SealedEntry entry = SealedEntry.of(leaf);
        assertThat(LeafReader.merged(entry, Map.of(key.ref(), key), Map.of(), Set.of()))
                .isEqualTo(decision);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
