package health.keyward.keycloak;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** JDBC on the transaction of a Keycloak session. */
public final class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(1);

    private final KeycloakSession session;

    public Database(KeycloakSession session) {
        this.session = session;
    }

    /** Work on the session's own connection; it is neither committed nor closed here. */
    @FunctionalInterface
    public interface SqlWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Reads, and lets no statement run longer than ten seconds. Each question is planned for the values it asks for, which differ from a rare address
     * to that of a whole hospital, and none is compiled, which costs more than it saves.
     */
    public <T> T read(SqlWork<T> work) {
        return limited(READ_LIMIT, "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off", work);
    }

    /** Reads something long, such as an export, row by row from a cursor in the order of an index: the limit is one minute for each fetch. */
    public <T> T stream(SqlWork<T> work) {
        return limited(
                FETCH_LIMIT,
                "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off; SET LOCAL enable_seqscan = off",
                work);
    }

    public <T> T write(SqlWork<T> work) {
        return entityManager().unwrap(Session.class).doReturningWork(work::on);
    }

    public EntityManager entityManager() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private <T> T limited(Duration limit, String planning, SqlWork<T> work) {
        return entityManager().unwrap(Session.class).doReturningWork(connection -> {
            if (connection.getAutoCommit()) {
                return work.on(connection);
            }
            set(connection, "SET LOCAL statement_timeout = " + limit.toMillis() + "; " + planning);
            try {
                return work.on(connection);
            } finally {
                reset(connection);
            }
        });
    }

    private static void set(Connection connection, String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    /** What fails here fails because the transaction has already failed, and its settings end with it. */
    private static void reset(Connection connection) {
        try {
            set(connection, "SET LOCAL statement_timeout = 0; SET LOCAL enable_seqscan = on");
        } catch (SQLException gone) {
            LOG.debug("settings were not reset, the transaction has failed", gone);
        }
    }
}
