package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.core.EventIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code KW_AUDIT_ROOM}: which rooms were open when a server started last. What changed since is an entry of the log (AL-9). */
public final class OpenRooms {
    private OpenRooms() {}

    /**
     * Takes in how this server was started. A room that nobody has heard of was open: that is how rooms are when nothing is said.
     *
     * @param rooms every room of the pack, and whether it is open
     */
    public static void follow(Connection tx, Map<String, Boolean> rooms, Marker marker, Instant now)
            throws SQLException {
        try (Statement lock = tx.createStatement()) {
            lock.execute("LOCK TABLE kw_audit_room IN SHARE ROW EXCLUSIVE MODE");
        }
        Map<String, Boolean> before = before(tx);
        for (Map.Entry<String, Boolean> room : new TreeMap<>(rooms).entrySet()) {
            boolean open = room.getValue();
            if (before.getOrDefault(room.getKey(), true) != open) {
                Map<String, String> facts = Map.of("room", room.getKey(), "state", open ? "open" : "closed");
                marker.write(tx, new Mark(EventIds.fresh(), now, "", "ROOM", facts));
            }
            if (!Boolean.valueOf(open).equals(before.get(room.getKey()))) {
                keep(tx, room.getKey(), open, now);
            }
        }
    }

    private static Map<String, Boolean> before(Connection tx) throws SQLException {
        Map<String, Boolean> before = new HashMap<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT room, open FROM kw_audit_room")) {
            while (row.next()) {
                before.put(row.getString(1), row.getBoolean(2));
            }
        }
        return before;
    }

    private static void keep(Connection tx, String room, boolean open, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_room (room, open, since) VALUES (?, ?, ?)
            ON CONFLICT (room) DO UPDATE SET open = excluded.open, since = excluded.since\
            """)) {
            write.setString(1, room);
            write.setBoolean(2, open);
            write.setObject(3, now.atOffset(ZoneOffset.UTC));
            write.executeUpdate();
        }
    }
}
