package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.Kek;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.KeyOwner;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of {@code kw_audit_subject}: who has which data key, each wrapped by the key-encryption key of an epoch. */
final class Subjects {
    private static final int TRIES = 5;

    private final KekRing ring;

    Subjects(KekRing ring) {
        this.ring = ring;
    }

    /**
     * Finds the owner's key or makes one. Several nodes may do so at once: the first one's key is everybody's.
     *
     * @param connection commits each statement by itself
     */
    DataKey findOrMake(Connection connection, KeyOwner owner, Instant now) throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            Optional<DataKey> known = find(connection, owner);
            if (known.isPresent()) {
                return known.get();
            }
            make(connection, owner, now);
        }
        throw new SQLException("a data key could neither be found nor made");
    }

    private Optional<DataKey> find(Connection connection, KeyOwner owner) throws SQLException {
        String which = switch (owner) {
            case KeyOwner.Person person -> "user_id = ?";
            case KeyOwner.Month month -> "month = ?";
        };
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT subject_ref, wrapped_dek, kek_id FROM kw_audit_subject WHERE realm_id = ? AND " + which)) {
            ask.setString(1, owner.realmId());
            switch (owner) {
                case KeyOwner.Person person -> ask.setString(2, person.userId());
                case KeyOwner.Month month -> ask.setObject(2, first(month));
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        }
    }

    private void make(Connection connection, KeyOwner owner, Instant now) throws SQLException {
        int epoch = epoch(connection);
        UUID ref = UUID.randomUUID();
        byte[] wrapped = ring.of(epoch).wrap(ref, DataKey.freshBytes());
        try (PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO kw_audit_subject (subject_ref, realm_id, user_id, month, wrapped_dek, kek_id, made_at)
            SELECT ?, ?, ?, ?::date, ?, k.epoch, ? FROM kw_audit_kek k WHERE k.epoch = ? AND k.retired_at IS NULL FOR SHARE
            ON CONFLICT DO NOTHING\
            """)) {
            insert.setObject(1, ref);
            insert.setString(2, owner.realmId());
            switch (owner) {
                case KeyOwner.Person person -> {
                    insert.setString(3, person.userId());
                    insert.setNull(4, Types.DATE);
                }
                case KeyOwner.Month month -> {
                    insert.setNull(3, Types.VARCHAR);
                    insert.setObject(4, first(month));
                }
            }
            insert.setBytes(5, wrapped);
            insert.setObject(6, now.atOffset(ZoneOffset.UTC));
            insert.setInt(7, epoch);
            insert.executeUpdate();
        }
    }

    Map<UUID, DataKey> byRef(Connection connection, Set<UUID> refs) throws SQLException {
        Map<UUID, DataKey> keys = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("SELECT subject_ref, wrapped_dek, kek_id"
                + " FROM kw_audit_subject WHERE subject_ref = ANY (?) AND wrapped_dek IS NOT NULL")) {
            ask.setArray(1, connection.createArrayOf("uuid", refs.toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    openable(row).ifPresent(key -> keys.put(key.ref(), key));
                }
            }
        }
        return keys;
    }

    /** How often keys were erased or wrapped anew so far. */
    static long generation(Connection connection) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("SELECT n FROM kw_audit_generation WHERE k = 1")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** To be called in the transaction that erases or wraps keys. */
    static void nextGeneration(Connection tx) throws SQLException {
        try (Statement update = tx.createStatement()) {
            update.executeUpdate("UPDATE kw_audit_generation SET n = n + 1 WHERE k = 1");
        }
    }

    /**
     * Opens the first epoch of a new house, and compares the key files with what the epochs were opened with.
     *
     * @throws IllegalStateException when a file is missing or is another one
     */
    void check(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement first = connection.prepareStatement("""
            INSERT INTO kw_audit_kek (epoch, check_value, opened_at)
            SELECT ?, ?, ? WHERE NOT EXISTS (SELECT FROM kw_audit_kek) ON CONFLICT DO NOTHING\
            """)) {
            first.setInt(1, ring.newest());
            first.setBytes(2, ring.of(ring.newest()).check());
            first.setObject(3, now.atOffset(ZoneOffset.UTC));
            first.executeUpdate();
        }
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(
                        "SELECT epoch, check_value FROM kw_audit_kek WHERE retired_at IS NULL ORDER BY epoch")) {
            while (row.next()) {
                Kek kek = ring.of(row.getInt(1));
                if (!java.security.MessageDigest.isEqual(kek.check(), row.getBytes(2))) {
                    throw new IllegalStateException("key file kek-" + kek.epoch()
                            + " is not the one this database was used with; bring that one back");
                }
            }
        }
    }

    static int epoch(Connection connection) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("SELECT max(epoch) FROM kw_audit_kek WHERE retired_at IS NULL")) {
            row.next();
            return row.getInt(1);
        }
    }

    private DataKey key(ResultSet row) throws SQLException {
        return openable(row)
                .orElseThrow(() -> new SQLException("a data key cannot be unwrapped by the key file of its epoch"));
    }

    private Optional<DataKey> openable(ResultSet row) throws SQLException {
        UUID ref = row.getObject(1, UUID.class);
        byte[] wrapped = row.getBytes(2);
        return ring.find(row.getInt(3)).flatMap(kek -> kek.unwrap(ref, wrapped)).map(bytes -> new DataKey(ref, bytes));
    }

    private static LocalDate first(KeyOwner.Month month) {
        return month.month().atDay(1);
    }
}
