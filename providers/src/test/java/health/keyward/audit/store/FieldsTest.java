package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.audit.core.Sorted.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A part is a JSON object, or one with documents behind it that are kept as they are (ADR 20). */
class FieldsTest {
    private static final String QUOTED = "{\"name\":\"Zoë \\\"Z\\\" \uD83D\uDE00\"}";

    @Test
    void what_was_written_is_read_documents_among_it_or_not() throws Exception {
        for (Map<String, Object> fields :
                List.of(some(), Map.<String, Object>of("userId", "ada"), Map.<String, Object>of())) {
            JsonNode read = Fields.read(Fields.bytes(fields), Set.of());
            assertThat(read.size()).isEqualTo(fields.size());
            fields.forEach((name, value) -> assertThat(read.path(name).asText())
                    .isEqualTo(value instanceof Document(String text) ? text : value));
        }
    }

    @Test
    void a_document_stands_there_as_it_is() {
        assertThat(new String(Fields.bytes(some()), StandardCharsets.UTF_8)).contains(QUOTED);
    }

    @Test
    void without_documents_it_is_the_json_of_entries_that_were_made_before() {
        assertThat(Fields.bytes(Map.of("userId", "ada")))
                .isEqualTo("{\"userId\":\"ada\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_document_within_json_as_it_was_kept_before_is_read_as_the_same() throws Exception {
        byte[] before = Json.bytes(some());
        assertThat(before[0]).isEqualTo((byte) '{');
        assertThat(Fields.read(before, Set.of())).isEqualTo(Fields.read(Fields.bytes(some()), Set.of()));
    }

    @Test
    void what_is_not_needed_is_left_out() throws Exception {
        JsonNode read = Fields.read(Fields.bytes(some()), Set.of("input", "address"));
        assertThat(read.has("input")).isFalse();
        assertThat(read.has("address")).isFalse();
        assertThat(read.path("why").asText()).isEqualTo("{}");
    }

    @Test
    void half_a_surrogate_pair_holds_no_record_up() throws Exception {
        JsonNode read = Fields.read(Fields.bytes(Map.of("input", new Document("\"\uD83D\""))), Set.of());
        assertThat(read.path("input").asText()).isEqualTo("\"?\"");
    }

    @Test
    void a_part_that_ends_anywhere_else_is_refused() {
        byte[] whole = Fields.bytes(some());
        Set<Integer> between = ends(whole);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (!between.contains(length)) {
                assertThatThrownBy(() -> Fields.read(cut, Set.of())).isInstanceOf(IOException.class);
                assertThatThrownBy(() -> Fields.read(cut, Set.of("input", "why")))
                        .isInstanceOf(IOException.class);
            }
        }
        for (byte[] wrong : List.of(new byte[] {2, -1, -1, -1, -1}, new byte[] {2, 0, 0, 0, 1, '{'}, new byte[] {7})) {
            assertThatThrownBy(() -> Fields.read(wrong, Set.of())).isInstanceOf(IOException.class);
        }
    }

    /** Behind a field nobody can tell that another should follow; that the part is whole its seal says. */
    private static Set<Integer> ends(byte[] whole) {
        int why = 1 + "why".length() + Integer.BYTES + 2;
        int input = 1 + "input".length() + Integer.BYTES + QUOTED.getBytes(StandardCharsets.UTF_8).length;
        return Set.of(whole.length - why, whole.length - why - input);
    }

    private static Map<String, Object> some() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("userId", "ada");
        fields.put("input", new Document(QUOTED));
        fields.put("address", "10.1.2.3");
        fields.put("why", new Document("{}"));
        return fields;
    }
}
