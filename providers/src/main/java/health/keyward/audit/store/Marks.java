package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;

/** Makes the entries the ledger writes about itself; their types and facts are those of ADR 0004. */
@FunctionalInterface
public interface Marks {
    Arrival mark(String type, Map<String, String> facts);

    /** Puts a mark into the inbox, in that transaction; it is numbered with the next round. */
    default void write(Connection tx, String type, Map<String, String> facts) throws SQLException {
        Arrival mark = mark(type, facts);
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, mark.boot());
            insert.setLong(2, mark.nseq());
            insert.setObject(3, mark.at().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, mark.leaf());
            insert.executeUpdate();
        }
    }
}
