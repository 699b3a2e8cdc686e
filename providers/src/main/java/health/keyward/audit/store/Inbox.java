package health.keyward.audit.store;

import health.keyward.audit.core.Numbered;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.Session;

/** Puts rows into the inbox. */
public final class Inbox {
    private final LeafWriter writer;

    public Inbox(LeafWriter writer) {
        this.writer = writer;
    }

    /**
     * Writes in the transaction of the entity manager, by JDBC: an entity would cost a sign-in a tenth of a millisecond more. Never call it from a
     * listener's {@code onEvent}: what fails there leaves the request looking like a success.
     *
     * @throws RuntimeException when a key cannot be had or the database refuses; the transaction is then lost
     */
    public void add(EntityManager em, List<Numbered> rows) {
        em.unwrap(Session.class).doWork(tx -> {
            for (Numbered row : rows) {
                add(tx, row);
            }
        });
    }

    /** A row that goes to the log by another way; one that needs no payload. */
    public Arrival arrival(Numbered row) {
        return new Arrival(
                row.boot(),
                row.nseq(),
                row.recorded().at(),
                writer.seal(row.recorded(), row.boot(), row.nseq()).bytes());
    }

    /** Writes one row on a plain connection. */
    public void add(Connection connection, Numbered row) throws SQLException {
        Instant at = row.recorded().at();
        SealedLeaf leaf = writer.seal(row.recorded(), row.boot(), row.nseq());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, row.boot());
            insert.setLong(2, row.nseq());
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.setBytes(4, leaf.bytes());
            insert.executeUpdate();
        }
        if (!leaf.payloads().isEmpty()) {
            Payloads.insert(connection, at, leaf.payloads());
        }
    }
}
