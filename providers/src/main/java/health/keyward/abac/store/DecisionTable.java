package health.keyward.abac.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decisions on their way into a statement, one text array for each column: {@code FROM} {@link #SOURCE}. */
final class DecisionTable {
    private static final List<String> COLUMNS = List.of(
            "at",
            "seq",
            "nseq",
            "boot",
            "event_id",
            "realm_id",
            "effect",
            "point",
            "client_id",
            "action",
            "subject_type",
            "resource_type",
            "reasons",
            "revision",
            "engine",
            "micros",
            "enforced",
            "shadow",
            "user_id",
            "username");

    static final String NAMES = String.join(", ", COLUMNS);
    static final String SOURCE = "unnest("
            + COLUMNS.stream().map(c -> "?::text[]").collect(Collectors.joining(", ")) + ") AS r(" + NAMES + ")";
    private static final int NAME = 255;

    private final List<@Nullable String[]> rows = new ArrayList<>();

    static DecisionTable of(List<Entry> entries) {
        DecisionTable table = new DecisionTable();
        for (Entry entry : entries) {
            if (entry.recorded() instanceof Recorded.Decision decision) {
                table.add(entry, decision);
            }
        }
        return table;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    private void add(Entry entry, Recorded.Decision d) {
        rows.add(new @Nullable String[] {
            d.at().truncatedTo(ChronoUnit.MICROS).toString(),
            Long.toString(entry.seq()),
            Long.toString(entry.nseq()),
            known(entry.boot(), 64),
            d.id(),
            known(d.realmId(), 36),
            known(d.effect(), 24),
            known(d.point(), 32),
            text(d.clientId(), NAME),
            known(d.action(), NAME),
            known(d.subjectType(), 64),
            known(d.resourceType(), NAME),
            array(d.reasons()),
            text(d.revision(), NAME),
            known(d.engine(), 32),
            Long.toString(d.micros()),
            Boolean.toString(d.enforced()),
            text(d.shadow(), 24),
            text(d.userId(), NAME),
            text(d.username(), NAME)
        });
    }

    /** Binds every column, from this parameter on. */
    void bind(Connection tx, PreparedStatement statement, int first) throws SQLException {
        for (int column = 0; column < COLUMNS.size(); column++) {
            @Nullable String[] values = new @Nullable String[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[column];
            }
            statement.setArray(first + column, tx.createArrayOf("text", values));
        }
    }

    private static String array(List<String> several) {
        return several.stream()
                .map(one -> '"' + known(one, 128).replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static @Nullable String text(@Nullable String text, int most) {
        return text == null ? null : known(text, most);
    }

    /** PostgreSQL takes no zero characters and no halves of characters; a column takes no more than it can hold. */
    private static String known(String text, int most) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
        int taken = 0;
        for (int i = 0; i < text.length() && taken < most; taken++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            clean.appendCodePoint(c == 0 || half ? 0xFFFD : c);
        }
        return clean.toString();
    }

    @Override
    public String toString() {
        return rows.stream().map(Arrays::toString).collect(Collectors.joining("\n"));
    }
}
