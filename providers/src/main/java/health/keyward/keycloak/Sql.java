package health.keyward.keycloak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement with its values, which are only ever bound. Time is kept as an instant, an enum by its name, a collection as an array of texts. */
public final class Sql {
    private final String text;
    private final @Nullable Object[] values;

    private Sql(String text, @Nullable Object[] values) {
        this.text = text;
        this.values = values;
    }

    public static Sql of(String text, @Nullable Object... values) {
        return new Sql(text, values);
    }

    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Every row, read. */
    public <T> List<T> list(Connection tx, Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        each(tx, row -> found.add(reader.read(row)));
        return found;
    }

    public <T> Optional<T> first(Connection tx, Reader<T> reader) throws SQLException {
        return list(tx, reader).stream().findFirst();
    }

    public void each(Connection tx, Visitor visitor) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(text)) {
            statement.setFetchSize(1_000);
            bind(tx, statement, values);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    visitor.visit(row);
                }
            }
        }
    }

    /** @return rows that were changed */
    public int update(Connection tx) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(text)) {
            bind(tx, statement, values);
            return statement.executeUpdate();
        }
    }

    /** The same statement for many rows, in one exchange. */
    public static void batch(Connection tx, String text, Collection<? extends @Nullable Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(text)) {
            for (@Nullable Object[] row : rows) {
                bind(tx, statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(Connection tx, PreparedStatement statement, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            switch (value) {
                case null -> statement.setNull(i + 1, Types.VARCHAR);
                case Instant at -> statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
                case Enum<?> word -> statement.setString(i + 1, word.name());
                case Collection<?> several ->
                    statement.setArray(
                            i + 1,
                            tx.createArrayOf(
                                    "text",
                                    several.stream().map(Object::toString).toArray()));
                default -> statement.setObject(i + 1, value);
            }
        }
    }

    public static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Null when there is none. */
    public static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Null when there is none. */
    public static <E extends Enum<E>> @Nullable E word(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Enum.valueOf(type, text);
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
