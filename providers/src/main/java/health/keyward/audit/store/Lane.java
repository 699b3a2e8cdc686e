package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A thread and a database connection kept for what must not wait for others: each statement commits at once, in no transaction of Keycloak's, and
 * nobody who waits for the result can hold the connection that is needed for it.
 */
public final class Lane implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Source source;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("keyward-lane").daemon(true).factory());
    private @Nullable Connection connection;

    /** Opens a connection that belongs to no transaction. */
    @FunctionalInterface
    public interface Source {
        Connection open() throws SQLException;
    }

    /** Something to do on the lane's connection, which commits by itself. It may be done twice when the connection turns out to be dead. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public Lane(Source source) {
        this.source = source;
    }

    /** @throws IllegalStateException when it could not be done within ten seconds */
    public <T> T run(Work<T> work) {
        try {
            Future<T> result = thread.submit(() -> twice(work));
            try {
                return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                result.cancel(false);
                throw new IllegalStateException("the database did not answer in time", e);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IllegalStateException known
                    ? known
                    : new IllegalStateException("the database did not do it", e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the server is going down", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.execute(this::disconnect);
        thread.shutdown();
    }

    /** A kept connection may have died since it was used last. */
    private <T> T twice(Work<T> work) throws SQLException {
        boolean kept = connection != null;
        try {
            return work.on(connected());
        } catch (SQLException e) {
            disconnect();
            if (!kept) {
                throw e;
            }
            return work.on(connected());
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = source.open();
            open.setAutoCommit(true);
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyGone) {
                connection = null;
            }
        }
    }
}
