package health.keyward.local.house;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's own log of statements, without their values, for as long as something is done. */
final class StatementLog {
    /** Until every session has read the settings anew. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Pattern LINE =
            Pattern.compile("asked (\\S*) LOG: {2}(?:statement|execute (?!fetch )[^:]*): (.*(?:\n\t.*)*)");
    private static final Pattern TRANSACTION = Pattern.compile("(?i)(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\\b.*");

    private final Connection administrator;
    private final Path log;

    StatementLog(Connection administrator, Path log) {
        this.administrator = administrator;
        this.log = log;
    }

    /** Statements on one line each, and how often each came. */
    Map<String, Long> during(String database, Runnable work) throws SQLException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = file.length();
            set("SET log_statement = 'all'", "SET log_line_prefix = 'asked %d '", "SET log_parameter_max_length = 0");
            try {
                work.run();
            } finally {
                set("RESET log_statement", "RESET log_line_prefix", "RESET log_parameter_max_length");
            }
            file.seek(from);
            byte[] written = new byte[Math.toIntExact(file.length() - from)];
            file.readFully(written);
            return counted(new String(written, StandardCharsets.UTF_8), database);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + log, failed);
        }
    }

    private void set(String... settings) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            for (String setting : settings) {
                statement.execute("ALTER SYSTEM " + setting);
            }
            statement.execute("SELECT pg_reload_conf()");
            Thread.sleep(SETTLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static Map<String, Long> counted(String written, String database) {
        Map<String, Long> counts = new TreeMap<>();
        Matcher line = LINE.matcher(written);
        while (line.find()) {
            String statement = line.group(2).replaceAll("\\s+", " ").strip();
            if (line.group(1).equals(database)
                    && !TRANSACTION.matcher(statement).matches()) {
                counts.merge(statement, 1L, Long::sum);
            }
        }
        return counts;
    }
}
