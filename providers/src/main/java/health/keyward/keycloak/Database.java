package health.keyward.keycloak;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** JDBC on the transaction of a Keycloak session. */
public final class Database {
    private static final Duration READ_LIMIT = Duration.ofSeconds(10);

    private final KeycloakSession session;

    public Database(KeycloakSession session) {
        this.session = session;
    }

    /** Work on the session's own connection; it is neither committed nor closed here. */
    @FunctionalInterface
    public interface SqlWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads, and lets no statement run longer than ten seconds. */
    public <T> T read(SqlWork<T> work) {
        return entityManager().unwrap(Session.class).doReturningWork(connection -> {
            limit(connection, READ_LIMIT);
            try {
                return work.on(connection);
            } finally {
                limit(connection, Duration.ZERO);
            }
        });
    }

    /** Reads something long, such as an export: no limit per statement, the cursor streams. */
    public <T> T stream(SqlWork<T> work) {
        return entityManager().unwrap(Session.class).doReturningWork(work::on);
    }

    public <T> T write(SqlWork<T> work) {
        return entityManager().unwrap(Session.class).doReturningWork(work::on);
    }

    public EntityManager entityManager() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static void limit(Connection connection, Duration limit) throws SQLException {
        if (connection.getAutoCommit()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
        } catch (SQLException e) {
            if (!limit.isZero()) {
                throw e;
            }
        }
    }
}
