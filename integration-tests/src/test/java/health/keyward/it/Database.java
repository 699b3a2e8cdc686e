package health.keyward.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The house's tables, looked at from outside. */
final class Database {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Database() {}

    static long number(String sql, Object... parameters) {
        List<@Nullable String> column = column(sql, parameters);
        String first = column.isEmpty() ? null : column.getFirst();
        return first == null ? 0 : Long.parseLong(first);
    }

    /** The first column as text. */
    static List<@Nullable String> column(String sql, Object... parameters) {
        try (Connection connection = Ward.house().postgres().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<@Nullable String> column = new ArrayList<>();
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
                return column;
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    static void run(String sql) {
        try (Connection connection = Ward.house().postgres().connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Asks until the number will do or the patience is at its end; gives back the last answer. */
    static long eventually(String sql, LongPredicate enough, Object... parameters) {
        return eventually(sql, enough, PATIENCE, parameters);
    }

    static long eventually(String sql, LongPredicate enough, Duration patience, Object... parameters) {
        long end = System.nanoTime() + patience.toNanos();
        long number = number(sql, parameters);
        while (!enough.test(number) && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
            number = number(sql, parameters);
        }
        return number;
    }
}
