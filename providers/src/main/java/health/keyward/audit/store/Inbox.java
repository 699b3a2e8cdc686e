package health.keyward.audit.store;

import health.keyward.audit.core.Numbered;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.hibernate.Session;

/** Puts rows into the inbox. */
public final class Inbox {
    private static final int FEW = 4;

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
        em.unwrap(Session.class).doWork(tx -> add(tx, rows));
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
        add(connection, List.of(row));
    }

    /** Writes rows on a plain connection, by one statement: a JDBC batch would answer a dead connection with an error that is no exception. */
    void add(Connection connection, List<Numbered> rows) throws SQLException {
        if (rows.size() <= FEW) {
            addFew(connection, rows);
        } else {
            addMany(connection, rows);
        }
    }

    /** Without arrays, which cost more to make and to read; this is in the way of every sign-in. */
    private void addFew(Connection connection, List<Numbered> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String values = String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?, ?)"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES " + values)) {
            int at = 1;
            for (Numbered row : rows) {
                SealedLeaf leaf = writer.seal(row.recorded(), row.boot(), row.nseq());
                keepPayloads(connection, row, leaf);
                insert.setString(at++, row.boot());
                insert.setLong(at++, row.nseq());
                insert.setObject(at++, row.recorded().at().atOffset(ZoneOffset.UTC));
                insert.setBytes(at++, leaf.bytes());
            }
            insert.executeUpdate();
        }
    }

    private void addMany(Connection connection, List<Numbered> rows) throws SQLException {
        int many = rows.size();
        String[] boots = new String[many];
        Long[] numbers = new Long[many];
        String[] times = new String[many];
        byte[][] leaves = new byte[many][];
        List<SealedLeaf> sealed = writer.seal(rows);
        for (int i = 0; i < many; i++) {
            Numbered row = rows.get(i);
            SealedLeaf leaf = sealed.get(i);
            keepPayloads(connection, row, leaf);
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

    private static void keepPayloads(Connection connection, Numbered row, SealedLeaf leaf) throws SQLException {
        if (!leaf.payloads().isEmpty()) {
            Payloads.insert(connection, row.recorded().at(), leaf.payloads());
        }
    }
}
