package health.keyward.history.store;

import health.keyward.history.core.Cursor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A statement in the making: text written here, values of callers only ever as bound parameters. */
final class Sql {
    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();

    private Sql(String start) {
        text = new StringBuilder(start);
    }

    static Sql of(String start, Object... bound) {
        return new Sql(start).bind(bound);
    }

    Sql add(String part, Object... bound) {
        text.append(part);
        return bind(bound);
    }

    Sql add(Sql part) {
        text.append(part.text);
        values.addAll(part.values);
        return this;
    }

    /** Rows further down a list that is newest first; said twice, because only the first half lets the database leave out newer months. */
    static Sql below(Cursor place) {
        return of(" AND at <= ? AND (at, seq) < (?, ?)", place.at(), place.at(), place.seq());
    }

    private Sql bind(Object... bound) {
        values.addAll(List.of(bound));
        return this;
    }

    <T> List<T> list(Connection tx, Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        each(tx, 0, row -> found.add(reader.read(row)));
        return found;
    }

    <T> Optional<T> first(Connection tx, Reader<T> reader) throws SQLException {
        return list(tx, reader).stream().findFirst();
    }

    long number(Connection tx) throws SQLException {
        return first(tx, row -> row.getLong(1)).orElse(0L);
    }

    int update(Connection tx) throws SQLException {
        try (PreparedStatement statement = prepare(tx)) {
            return statement.executeUpdate();
        }
    }

    /** @param fetch rows held in memory at a time; 0 for all */
    void each(Connection tx, int fetch, Visitor visitor) throws SQLException {
        try (PreparedStatement statement = prepare(tx)) {
            statement.setFetchSize(fetch);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    visitor.visit(row);
                }
            }
        }
    }

    private PreparedStatement prepare(Connection tx) throws SQLException {
        PreparedStatement statement = tx.prepareStatement(text.toString());
        int place = 1;
        for (Object value : values) {
            switch (value) {
                case Instant at -> statement.setObject(place, at.atOffset(ZoneOffset.UTC));
                case Collection<?> several ->
                    statement.setArray(
                            place,
                            tx.createArrayOf(
                                    "text",
                                    several.stream().map(Object::toString).toArray()));
                default -> statement.setObject(place, value);
            }
            place++;
        }
        return statement;
    }

    /** A text as the start of a LIKE pattern, in which it stands for itself. */
    static String startsWith(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }
}
