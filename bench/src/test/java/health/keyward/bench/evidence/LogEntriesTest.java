package health.keyward.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.audit.store.Leaf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogEntriesTest {
    @Test
    void every_entry_can_be_read_by_the_server_and_has_an_id_of_its_own() throws IOException {
        List<Recorded> read = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        LogEntries.each(3_000, row -> {
            read.add(Leaf.read(row.leaf()));
            lengths.add(row.leaf().length);
        });
        Set<String> ids = new HashSet<>();
        read.forEach(entry -> ids.add(entry.id()));
        assertThat(ids).hasSize(3_000);
        assertThat(read).filteredOn(Recorded.Mark.class::isInstance).hasSize(6);
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
