package health.keyward.audit.store;

import health.keyward.audit.core.Vkey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which public keys the log was signed with, in order; a change of key is an entry of the log (AL-2, AL-9). */
public final class KeyChanges {
    private final Vkey current;
    private final Marks marks;

    KeyChanges(Vkey current, Marks marks) {
        this.current = current;
        this.marks = marks;
    }

    /** Every key there ever was, the first one first, as vkeys. */
    public static List<String> all(Connection tx) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT vkey FROM kw_audit_key ORDER BY since, vkey")) {
            while (row.next()) {
                all.add(row.getString(1));
            }
        }
        return all;
    }

    /** To be called in the transaction that keeps a checkpoint. */
    void record(Connection tx, Instant now) throws SQLException {
        List<String> all = all(tx);
        String before = all.isEmpty() ? "" : all.getLast();
        if (!before.equals(current.text())) {
            try (PreparedStatement write = tx.prepareStatement(
                    "INSERT INTO kw_audit_key (vkey, since) VALUES (?, ?) ON CONFLICT (vkey) DO UPDATE SET since ="
                            + " excluded.since")) {
                write.setString(1, current.text());
                write.setObject(2, now.atOffset(ZoneOffset.UTC));
                write.executeUpdate();
            }
            marks.write(tx, "KEY", Map.of("from", before, "to", current.text()));
        }
    }
}
