package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in a transaction of its own, which is durable when this returns. */
public interface Transactions {
    <T> T run(Work<T> work);

    /** What is done in it. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection tx) throws SQLException;
    }
}
