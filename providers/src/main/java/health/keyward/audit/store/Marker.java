package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.core.Numbered;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes a mark into the inbox, in the transaction of the act it tells of. */
@FunctionalInterface
public interface Marker {
    Numbered write(Connection tx, Mark mark) throws SQLException;
}
