package health.keyward.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogEntriesTest {
    @Test
    void entries_are_of_version_2_with_ids_of_their_own_and_numbers_without_gaps() throws IOException {
        Set<String> ids = new HashSet<>();
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Integer> kinds = new HashMap<>();
        List<Integer> lengths = new ArrayList<>();
        LogEntries.each(3_000, row -> {
            ByteBuffer entry = ByteBuffer.wrap(row.leaf());
            assertThat(entry.get()).isEqualTo((byte) 2);
            byte[] json = new byte[entry.getInt()];
            entry.get(json);
            JsonNode header = JsonMapper.builder().build().readTree(json);
            ids.add(header.path("id").asText());
            kinds.merge(header.path("kind").asText() + " " + entry.get(), 1, Integer::sum);
            assertThat(header.path("at").asText()).isEqualTo(row.at().toString());
            assertThat(header.path("nseq").asLong())
                    .isEqualTo(numbers.merge(header.path("boot").asText(), 1L, Long::sum));
            lengths.add(row.leaf().length);
        });
        assertThat(ids).hasSize(3_000);
        assertThat(kinds).containsOnly(Map.entry("mark 0", 6), Map.entry("activity 1", 2_994));
        assertThat(lengths.stream().mapToInt(Integer::intValue).average().orElse(0))
                .isBetween(450.0, 650.0);
    }

    @Test
    void every_run_makes_the_same_log() throws IOException {
        List<byte[]> one = new ArrayList<>();
        List<byte[]> other = new ArrayList<>();
        LogEntries.each(50, row -> one.add(row.leaf()));
        LogEntries.each(50, row -> other.add(row.leaf()));
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }
}
