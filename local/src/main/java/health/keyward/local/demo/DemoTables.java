package health.keyward.local.demo;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The read models of the room {@code history}, as far as synthetic rows need them. Sequence numbers are negative: no real row has one. */
final class DemoTables {
    private static final String EVENT = """
            insert into kw_history_event (at, seq, nseq, event_id, synthetic, realm_id, kind, type, outcome, cause, method, protocol, error,
              user_id, username, person_name, unit, unknown_name, client_id, acr, amr, address, device, session_id, boot)
            values (?, ?, 0, ?, true, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::inet, ?, ?, 'demo')
            """;
    private static final String CHANGE = """
            insert into kw_history_change (at, seq, nseq, event_id, field_count, synthetic, realm_id, source, operation, area, target,
              target_user_id, target_username, actor_realm_id, actor_realm, actor_id, actor_name, client_id, address, fields, boot)
            values (?, ?, 0, ?, 1, true, ?, 'ADMIN_EVENT', ?, ?, ?, ?, ?, ?, 'hospital', ?, ?, 'keyward-console', ?::inet,
              jsonb_build_array(jsonb_build_object('thing', ?::text, 'thingId', null, 'name', ?::text, 'before', ?::text, 'after', ?::text)),
              'demo')
            """;
    private static final String PERSON = """
            insert into kw_history_person (realm_id, user_id, username, name, unit, present, first_seen)
            values (?, ?, ?, ?, ?, true, now()) on conflict (realm_id, user_id) do nothing
            """;

    private final Connection connection;
    private final String realm;
    private long seq;

    DemoTables(Connection connection, String realm) {
        this.connection = connection;
        this.realm = realm;
    }

    /** Removes what an earlier demo wrote, and nothing else. */
    void clear() throws SQLException {
        for (String table : List.of("kw_history_event", "kw_history_change")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where realm_id = ? and synthetic")) {
                delete.setString(1, realm);
                delete.executeUpdate();
            }
        }
    }

    void months(Instant from, Instant to) throws SQLException {
        try (PreparedStatement make = connection.prepareStatement("""
                select kw_month(t, m) from unnest(array['kw_history_event', 'kw_history_change']) t,
                  generate_series(date_trunc('month', ?::timestamptz, 'UTC'), ?::timestamptz, interval '1 month') m
                """)) {
            make.setTimestamp(1, Timestamp.from(from));
            make.setTimestamp(2, Timestamp.from(to));
            make.execute();
        }
    }

    void people(List<Staff> staff) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PERSON)) {
            for (Staff person : staff) {
                fill(insert, realm, person.userId(), person.username(), person.name(), person.unit());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void events(List<SyntheticEvent> events) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
            for (SyntheticEvent event : events) {
                Staff who = event.who();
                SyntheticEvent.What what = event.what();
                boolean proven = what.reachesSecondLevel();
                fill(
                        insert,
                        Timestamp.from(event.at()),
                        --seq,
                        id("event", seq),
                        realm,
                        what.kind,
                        what.type,
                        what.outcome,
                        what.cause,
                        what.method,
                        event.protocol(),
                        what.error,
                        who == null ? null : who.userId(),
                        who == null ? null : who.username(),
                        who == null ? null : who.name(),
                        who == null ? null : who.unit(),
                        event.unknownName(),
                        event.app(),
                        proven ? "mfa" : null,
                        proven ? methods(what) : "{}",
                        event.address(),
                        event.device(),
                        event.session());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Charts read counts, which the projection keeps for real rows only. */
    void count(Instant from, Instant to) throws SQLException {
        try (PreparedStatement count =
                connection.prepareStatement("select kw_history_recount(?, ?::timestamptz, ?::timestamptz)")) {
            fill(count, realm, from.toString(), to.toString());
            count.execute();
        }
    }

    void changes(List<SyntheticChange> changes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(CHANGE)) {
            for (SyntheticChange change : changes) {
                Staff about = change.about();
                fill(
                        insert,
                        Timestamp.from(change.at()),
                        --seq,
                        id("change", seq),
                        realm,
                        change.operation(),
                        change.area(),
                        change.target(),
                        about == null ? null : about.userId(),
                        about == null ? null : about.username(),
                        realm,
                        change.actor().userId(),
                        change.actor().username(),
                        change.actor().address(),
                        change.thing(),
                        change.field(),
                        change.before(),
                        change.after());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String methods(SyntheticEvent.What what) {
        return what == SyntheticEvent.What.SIGNED_IN_BY_PASSKEY ? "{hwk}" : "{pwd,otp}";
    }

    private static UUID id(String kind, long number) {
        return UUID.nameUUIDFromBytes(("keyward demo " + kind + " " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
