package health.keyward.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.verifier.log.EntryBytes;
import health.keyward.verifier.log.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is quick about reading an entry must not make it less strict. */
class EntryTest {
    private static final String ID = "00112233445566778899aabbccddeeff";
    private static final String PLAIN = "{\"id\":\"" + ID
            + "\",\"at\":\"2026-11-21T03:00:00Z\",\"realmId\":\"r\",\"kind\":\"activity\",\"boot\":\"b\",\"nseq\":7}";

    @Test
    void a_word_is_the_same_however_it_is_written() {
        Header header = read(with("\"clientId\":\"ward\""));
        assertThat(header.clientId()).isEqualTo("ward");
        assertThat(read(with("\"client\\u0049d\":\"w\\u0061rd\"")).clientId()).isEqualTo("ward");
        assertThat(read(with("\"clientId\":\"w\u00e4rd\"")).clientId()).isEqualTo("w\u00e4rd");
        assertThat(header.id()).isEqualTo(ID);
    }

    @Test
    void words_of_one_entry_are_not_taken_for_those_of_another() {
        for (int i = 0; i < 20_000; i++) {
            String client = Integer.toString(i % 7_000, 36);
            assertThat(read(with("\"clientId\":\"" + client + "\"")).clientId()).isEqualTo(client);
        }
    }

    @Test
    void a_name_that_stands_twice_is_refused_also_when_it_is_written_differently() {
        refused(with("\"nseq\":8"), "twice");
        refused(with("\"\\u006eseq\":8"), "twice");
    }

    @Test
    void what_is_stepped_over_has_to_be_json_too() {
        for (String value : List.of(
                "\"a\tb\"",
                "\"a\\x\"",
                "\"a",
                "[\"a\\x\"]",
                "[\"a\",]",
                "{\"a\":}",
                "1.e",
                "nul",
                "[{\"a\":1,\"a\":2}]")) {
            refused(with("\"details\":" + value), "JSON");
        }
        byte[] broken = entry(with("\"details\":\"?\""));
        broken[new String(broken, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xc3;
        assertThatThrownBy(() -> EntryBytes.of(broken))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("UTF-8");
        assertThat(read(with("\"details\":{\"a\":[\"b\\n\",2,null,[\"\u00e4\"]]}"))
                        .nseq())
                .isEqualTo(7);
    }

    @Test
    void an_id_is_32_small_hex_digits() {
        for (String id : List.of(
                ID.replace('f', 'F'),
                ID.replace('f', 'g'),
                ID.replace('0', '/'),
                ID.replace('9', ':'),
                ID.substring(1),
                ID + "0")) {
            refused(PLAIN.replace(ID, id), "32 hex digits");
        }
    }

    @Test
    void the_frame_of_an_entry_has_to_end_where_the_entry_ends() {
        byte[] whole = Scribe.entry(PLAIN, part(16), part(20));
        assertThat(EntryBytes.of(whole).parts()).hasSize(2);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EntryBytes.of(cut)).isInstanceOf(Malformed.class);
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> EntryBytes.of(longer))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("behind");
        byte[] fourth = Scribe.entry(PLAIN, part(16), part(16), part(16), part(16));
        assertThatThrownBy(() -> EntryBytes.of(fourth))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("4 parts");
        byte[] untagged = Scribe.entry(PLAIN, part(15));
        assertThatThrownBy(() -> EntryBytes.of(untagged))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("tag");
    }

    private static byte[] part(int sealed) {
        byte[] part = new byte[48 + sealed];
        part[47] = (byte) sealed;
        return part;
    }

    private static String with(String member) {
        return PLAIN.substring(0, PLAIN.length() - 1) + "," + member + "}";
    }

    private static byte[] entry(String header) {
        return Scribe.entry(header);
    }

    private static Header read(String header) {
        return EntryBytes.of(entry(header)).header();
    }

    private static void refused(String header, String why) {
        assertThatThrownBy(() -> read(header))
                .as(header)
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(why);
    }
}
