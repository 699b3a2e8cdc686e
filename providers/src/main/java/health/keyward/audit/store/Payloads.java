package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rows of {@code kw_audit_payload}. */
final class Payloads {
    private Payloads() {}

    static void insert(Connection tx, Instant at, List<Payload> payloads) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_audit_payload (event_id, part, at, bytes) VALUES (?, ?, ?, ?)")) {
            for (Payload payload : payloads) {
                insert.setObject(1, uuid(payload.eventId()));
                insert.setInt(2, payload.part());
                insert.setObject(3, at.atOffset(ZoneOffset.UTC));
                insert.setBytes(4, payload.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** By event id. */
    static Map<String, List<Payload>> of(Connection tx, Set<String> eventIds) throws SQLException {
        Map<String, List<Payload>> payloads = new HashMap<>();
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT event_id, part, bytes FROM kw_audit_payload WHERE event_id = ANY (?) ORDER BY part")) {
            ask.setArray(
                    1,
                    tx.createArrayOf(
                            "uuid", eventIds.stream().map(Payloads::uuid).toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    String id = row.getObject(1, UUID.class).toString().replace("-", "");
                    payloads.computeIfAbsent(id, i -> new ArrayList<>())
                            .add(new Payload(id, row.getInt(2), row.getBytes(3)));
                }
            }
        }
        return payloads;
    }

    private static UUID uuid(String hex) {
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16, 32), 16));
    }
}
