package health.keyward.audit.store;

import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.Kek;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.KeyOwner;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of {@code kw_audit_subject}: who has which data key, each wrapped by the key-encryption key of an epoch. */
final class Subjects {
    private static final int TRIES = 5;
    private static final Comparator<KeyOwner.Person> BY_NAME =
            Comparator.comparing(KeyOwner.Person::realmId).thenComparing(KeyOwner.Person::userId);

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

    /**
     * The same for several people by a few statements.
     *
     * @param connection commits each statement by itself
     */
    Map<KeyOwner.Person, DataKey> findOrMake(Connection connection, Set<KeyOwner.Person> people, Instant now)
            throws SQLException {
        Map<KeyOwner.Person, DataKey> keys = new HashMap<>();
        Set<KeyOwner.Person> missing = new TreeSet<>(BY_NAME);
        missing.addAll(people);
        for (int i = 0; i < TRIES; i++) {
            keys.putAll(find(connection, missing));
            missing.removeAll(keys.keySet());
            if (missing.isEmpty()) {
                return keys;
            }
            make(connection, missing, now);
        }
        throw new SQLException("data keys could neither be found nor made");
    }

    private Map<KeyOwner.Person, DataKey> find(Connection connection, Set<KeyOwner.Person> people) throws SQLException {
        Map<KeyOwner.Person, DataKey> keys = new HashMap<>();
        try (PreparedStatement ask = connection.prepareStatement("""
            SELECT s.subject_ref, s.wrapped_dek, s.kek_id, s.realm_id, s.user_id
            FROM unnest(?::text[], ?::text[]) w (realm_id, user_id)
              JOIN kw_audit_subject s ON s.realm_id = w.realm_id AND s.user_id = w.user_id\
            """)) {
            ask.setArray(1, texts(connection, people, KeyOwner.Person::realmId));
            ask.setArray(2, texts(connection, people, KeyOwner.Person::userId));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    keys.put(new KeyOwner.Person(row.getString(4), row.getString(5)), key(row));
                }
            }
        }
        return keys;
    }

    /** In one order on every node, so that two of them wait for each other in turn and not crosswise. */
    private void make(Connection connection, Set<KeyOwner.Person> sorted, Instant now) throws SQLException {
        int epoch = epoch(connection);
        Kek kek = ring.of(epoch);
        UUID[] refs = Stream.generate(UUID::randomUUID).limit(sorted.size()).toArray(UUID[]::new);
        byte[][] wrapped = Arrays.stream(refs)
                .map(ref -> kek.wrap(ref, DataKey.freshBytes()))
                .toArray(byte[][]::new);
        try (PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO kw_audit_subject (subject_ref, realm_id, user_id, wrapped_dek, kek_id, made_at)
            SELECT n.ref, n.realm_id, n.user_id, n.wrapped, k.epoch, ?
            FROM kw_audit_kek k CROSS JOIN unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[]) n (ref, realm_id, user_id, wrapped)
            WHERE k.epoch = ? AND k.retired_at IS NULL FOR SHARE OF k
            ON CONFLICT DO NOTHING\
            """)) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            insert.setArray(2, connection.createArrayOf("uuid", refs));
            insert.setArray(3, texts(connection, sorted, KeyOwner.Person::realmId));
            insert.setArray(4, texts(connection, sorted, KeyOwner.Person::userId));
            insert.setArray(5, connection.createArrayOf("bytea", wrapped));
            insert.setInt(6, epoch);
            insert.executeUpdate();
        }
    }

    private static Array texts(
            Connection connection, Set<KeyOwner.Person> people, Function<KeyOwner.Person, String> part)
            throws SQLException {
        return connection.createArrayOf("text", people.stream().map(part).toArray());
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
