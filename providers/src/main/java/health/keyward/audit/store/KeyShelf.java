package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where a reader gets the keys that open parts. */
@FunctionalInterface
public interface KeyShelf {
    /** Those of the keys that still exist; erased ones are missing. */
    Map<UUID, DataKey> byRef(Connection tx, Set<UUID> refs) throws SQLException;
}
