package health.keyward.local.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The house's PostgreSQL: a process of its own on loopback, durable as in production, its data kept between runs. */
public final class Postgres {
    private static final String ADMINISTRATOR = "postgres";
    private static final String USER = "keycloak";
    private static final String DATABASE = "keycloak";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;
    private final int port;
    private final Secrets secrets;
    private final RunFile run;
    private @Nullable Child child;

    Postgres(PostgresBinaries binaries, Options options, Secrets secrets, RunFile run) {
        this.binaries = binaries;
        this.data = options.state().resolve("pg");
        this.log = options.state().resolve("logs").resolve("postgres.log");
        this.port = options.ports().postgres();
        this.secrets = secrets;
        this.run = run;
    }

    /** For Keycloak and for tests that look into the tables. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return secrets.password("postgres." + USER);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    /** Starts it, or starts it again after {@link #kill9} and {@link #stop}, and waits until it takes connections. */
    public void start() {
        if (!Files.isDirectory(data)) {
            initialise();
        }
        PostgresBinaries.Program server = binaries.program("postgres");
        Child started = Child.start("PostgreSQL", server.wrappers(), server.with(settings()), Map.of(), log);
        child = started;
        run.add(started.trace());
        awaitAndPrepare(started);
    }

    /** An orderly stop that does not wait for clients. */
    public void stop() {
        if (child != null) {
            child.stop("INT");
        }
    }

    /** {@code kill -9} of the server; its data stay as the crash left them. */
    public void kill9() {
        if (child != null) {
            child.kill9();
        }
    }

    /** Process id of the server; 0 before the first start. */
    public long pid() {
        return child == null ? 0 : child.pid();
    }

    /**
     * What a database is asked while something is done, and how often, by whomever; without what begins and ends transactions. The server writes every
     * statement to its log meanwhile, for all databases, so that times mean nothing.
     */
    public Map<String, Long> asked(String database, Runnable work) {
        try (Connection connection = administer()) {
            return new StatementLog(connection, log).during(database, work);
        } catch (SQLException refused) {
            throw new IllegalStateException("statements cannot be logged: " + refused.getMessage(), refused);
        }
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=300",
                "password_encryption=scram-sha-256",
                "shared_buffers=128MB",
                "log_min_messages=warning")) {
            settings.add("-c");
            settings.add(setting);
        }
        return settings;
    }

    private void initialise() {
        Path draft = data.resolveSibling("pg.new");
        Path word = data.resolveSibling("pg.word");
        PrivateFiles.delete(draft);
        PrivateFiles.write(word, administratorPassword().getBytes(StandardCharsets.UTF_8));
        PostgresBinaries.Program initdb = binaries.program("initdb");
        List<String> command = new ArrayList<>(initdb.wrappers());
        command.addAll(initdb.with(List.of(
                "-D",
                draft.toString(),
                "-U",
                ADMINISTRATOR,
                "--pwfile=" + word,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions")));
        try {
            Tool.run("initdb", command, Map.of(), log);
            Files.move(draft, data);
        } catch (IOException failed) {
            throw new CannotStart("the database folder cannot be made: " + failed.getMessage(), failed);
        } finally {
            PrivateFiles.delete(word);
        }
    }

    private void awaitAndPrepare(Child started) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = administer()) {
                prepare(connection);
                return;
            } catch (SQLException notYet) {
                boolean early = notYet.getSQLState() == null
                        || notYet.getSQLState().startsWith("08")
                        || notYet.getSQLState().equals(CANNOT_CONNECT_NOW);
                if (!early || !started.isAlive() || System.nanoTime() > end) {
                    throw new CannotStart(
                            "PostgreSQL does not take connections: " + notYet.getMessage() + "; its log: " + log,
                            notYet);
                }
                pause();
            }
        }
    }

    /** A further database of the same role; made once. */
    void add(String database) {
        try (Connection connection = administer();
                Statement statement = connection.createStatement()) {
            ensure(statement, database);
        } catch (SQLException refused) {
            throw new CannotStart("database " + database + " cannot be made: " + refused.getMessage(), refused);
        }
    }

    private Connection administer() throws SQLException {
        return DriverManager.getConnection(jdbcUrl("postgres"), ADMINISTRATOR, administratorPassword());
    }

    /** The role and the database Keycloak works with; both are made once. */
    private void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + USER + "'")) {
                statement.execute("create role " + USER + " login password '" + password() + "'");
            }
            ensure(statement, DATABASE);
        }
    }

    private static void ensure(Statement statement, String database) throws SQLException {
        if (!exists(statement, "select 1 from pg_database where datname = '" + database + "'")) {
            statement.execute("create database " + database + " owner " + USER);
        }
    }

    private static boolean exists(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            return rows.next();
        }
    }

    private String administratorPassword() {
        return secrets.password("postgres." + ADMINISTRATOR);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
