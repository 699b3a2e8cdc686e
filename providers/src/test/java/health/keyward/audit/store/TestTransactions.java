package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions of a plain data source. */
final class TestTransactions implements Transactions {
    private final DataSource database;

    TestTransactions(DataSource database) {
        this.database = database;
    }

    @Override
    public <T> T run(Work<T> work) {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            T done = work.on(tx);
            tx.commit();
            return done;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
