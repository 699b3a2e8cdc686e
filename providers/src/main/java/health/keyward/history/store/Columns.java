package health.keyward.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.AttemptDetail;
import health.keyward.history.core.Cause;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Protocol;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows read back. */
final class Columns {
    static final String ATTEMPT =
            "at, seq, event_id, kind, type, outcome, cause, user_id, username, person_name, unit, unknown_name,"
                    + " client_id, protocol, method, acr, coalesce(host(address), address_text) AS address, device,"
                    + " session_id, synthetic";
    static final String ATTEMPT_DETAIL =
            ATTEMPT + ", error, amr, auth_at, user_agent, correlation_id, reached, details, boot, nseq";
    static final String ALTERATION =
            "at, seq, event_id, operation, area, target, target_user_id, target_username, actor_id, actor_name,"
                    + " actor_realm, client_id, coalesce(host(address), address_text) AS address, source, field_count,"
                    + " synthetic";
    static final String ALTERATION_DETAIL = ALTERATION + ", fields, session_id, boot, nseq";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Columns() {}

    static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                hex(row),
                at(row, "at"),
                row.getLong("seq"),
                Kind.valueOf(row.getString("kind")),
                row.getString("type"),
                Outcome.valueOf(row.getString("outcome")),
                Cause.valueOf(row.getString("cause")),
                row.getString("user_id"),
                row.getString("username"),
                row.getString("person_name"),
                row.getString("unit"),
                row.getString("unknown_name"),
                row.getString("client_id"),
                Protocol.valueOf(row.getString("protocol")),
                Method.valueOf(row.getString("method")),
                row.getString("acr"),
                row.getString("address"),
                row.getString("device"),
                row.getString("session_id"),
                row.getBoolean("synthetic"));
    }

    static AttemptDetail attemptDetail(ResultSet row) throws SQLException {
        return new AttemptDetail(
                attempt(row),
                row.getString("error"),
                texts(row, "amr"),
                maybe(row, "auth_at"),
                row.getString("user_agent"),
                row.getString("correlation_id"),
                texts(row, "reached"),
                json(row.getString("details"), new TypeReference<Map<String, String>>() {}),
                row.getString("boot"),
                row.getLong("nseq"));
    }

    static Alteration alteration(ResultSet row) throws SQLException {
        return new Alteration(
                hex(row),
                at(row, "at"),
                row.getLong("seq"),
                row.getString("operation"),
                row.getString("area"),
                row.getString("target"),
                row.getString("target_user_id"),
                row.getString("target_username"),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("actor_realm"),
                row.getString("client_id"),
                row.getString("address"),
                row.getString("source"),
                row.getInt("field_count"),
                row.getBoolean("synthetic"));
    }

    static AlterationDetail alterationDetail(ResultSet row) throws SQLException {
        return new AlterationDetail(
                alteration(row),
                json(row.getString("fields"), new TypeReference<List<AlterationDetail.Field>>() {}),
                row.getString("session_id"),
                row.getString("boot"),
                row.getLong("nseq"));
    }

    static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static String hex(ResultSet row) throws SQLException {
        return row.getObject("event_id", UUID.class).toString().replace("-", "");
    }

    private static <T> T json(String text, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a column of the history holds other JSON than it should", e);
        }
    }
}
