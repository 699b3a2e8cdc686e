package health.keyward.audit.store;

import health.keyward.audit.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Entries of the log with what may be opened of them, many at a time: one question for the rows, one for the keys that are not at hand. */
public final class OpenedEntries {
    private final Connection tx;
    private final LeafReader reader;

    public OpenedEntries(Connection tx, LeafReader reader) {
        this.tx = tx;
        this.reader = reader;
    }

    /** In the order of their numbers; what is not there, or is no entry, is left out. */
    public List<Entry> of(List<Long> seqs) throws SQLException {
        return later(seqs, Set.of()).stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The same, read with their keys and not opened yet, which any thread may do; what is no entry is empty.
     *
     * @param without sealed fields that nobody needs; they are left out
     */
    public List<Supplier<Optional<Entry>>> later(List<Long> seqs, Set<String> without) throws SQLException {
        List<LogTable.Row> rows = new LogTable(tx).at(seqs);
        List<LeafReader.Sealed> sealed =
                reader.sealed(tx, rows.stream().map(LogTable.Row::leaf).toList(), without);
        List<Supplier<Optional<Entry>>> entries = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            LogTable.Row row = rows.get(i);
            LeafReader.Sealed one = sealed.get(i);
            entries.add(() -> Optional.ofNullable(one.open())
                    .map(recorded -> new Entry(row.seq(), row.seqAt(), row.boot(), row.nseq(), recorded)));
        }
        return entries;
    }
}
