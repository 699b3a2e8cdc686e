package health.keyward.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A read model that follows the log. Called by the sequencer inside its transaction, so that log and read model agree at every commit; a
 * projection that throws undoes the whole round, which is tried again.
 */
public interface Projection {
    /**
     * @param tx the sequencer's connection; neither committed nor closed here
     * @param batch entries in log order, up to 1,000, possibly of several realms
     */
    void project(Connection tx, List<Entry> batch) throws SQLException;
}
