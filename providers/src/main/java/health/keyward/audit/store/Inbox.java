package health.keyward.audit.store;

import health.keyward.audit.core.Numbered;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /** Writes one row on a plain connection; no array is made of it, as this is in the way of every sign-in. */
    public void add(Connection connection, Numbered row) throws SQLException {
        SealedLeaf leaf = sealed(connection, row);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, row.boot());
            insert.setLong(2, row.nseq());
            insert.setObject(3, row.recorded().at().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, leaf.bytes());
            insert.executeUpdate();
        }
    }

    /** Writes rows on a plain connection, by one statement: a JDBC batch would answer a dead connection with an error that is no exception. */
    void add(Connection connection, List<Numbered> rows) throws SQLException {
        int many = rows.size();
        if (many == 1) {
            add(connection, rows.getFirst());
            return;
        }
        String[] boots = new String[many];
        Long[] numbers = new Long[many];
        String[] times = new String[many];
        byte[][] leaves = new byte[many][];
        for (int i = 0; i < many; i++) {
            Numbered row = rows.get(i);
            SealedLeaf leaf = sealed(connection, row);
            boots[i] = row.boot();
            numbers[i] = row.nseq();
            times[i] = row.recorded().at().toString();
            leaves[i] = leaf.bytes();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf)"
                + " SELECT * FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::bytea[])")) {
            insert.setArray(1, connection.createArrayOf("text", boots));
            insert.setArray(2, connection.createArrayOf("bigint", numbers));
            insert.setArray(3, connection.createArrayOf("text", times));
            insert.setArray(4, connection.createArrayOf("bytea", leaves));
            insert.executeUpdate();
        }
    }

    private SealedLeaf sealed(Connection connection, Numbered row) throws SQLException {
        SealedLeaf leaf = writer.seal(row.recorded(), row.boot(), row.nseq());
        if (!leaf.payloads().isEmpty()) {
            Payloads.insert(connection, row.recorded().at(), leaf.payloads());
        }
        return leaf;
    }
}
