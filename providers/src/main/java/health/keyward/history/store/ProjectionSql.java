package health.keyward.history.store;

import java.util.List;

/** The statements of the projection. Their parameters are the columns of one {@link Table} each. */
final class ProjectionSql {
    static final String[] PERSON_COLUMNS = {"realm_id", "user_id", "username", "at"};
    static final String[] EVENT_COLUMNS = {
        "at",
        "seq",
        "nseq",
        "boot",
        "event_id",
        "realm_id",
        "kind",
        "type",
        "outcome",
        "cause",
        "method",
        "protocol",
        "error",
        "user_id",
        "username",
        "unknown_name",
        "client_id",
        "acr",
        "amr",
        "auth_at",
        "address",
        "address_text",
        "user_agent",
        "device",
        "session_id",
        "correlation_id",
        "reached",
        "details"
    };
    static final String[] SIGN_IN_COLUMNS = {"realm_id", "user_id", "at", "non_interactive_at", "last_failure_at", "seq"
    };
    static final String[] ISSUED_COLUMNS = {"realm_id", "user_id", "what", "id", "at", "days"};
    static final String[] CLIENT_COLUMNS = {"realm_id", "client_id", "own_at", "other_at"};
    static final String[] CHANGE_COLUMNS = {
        "at",
        "seq",
        "nseq",
        "boot",
        "event_id",
        "realm_id",
        "source",
        "operation",
        "area",
        "target",
        "target_user_id",
        "target_username",
        "actor_realm_id",
        "actor_id",
        "actor_name",
        "client_id",
        "session_id",
        "address",
        "address_text",
        "fields",
        "field_count",
        "content_hash"
    };

    private ProjectionSql() {}

    /** The latest name wins; what Keycloak no longer knows is kept as it was last known (SD-4). Names of before stay findable. */
    static final String PEOPLE = """
        WITH b AS (
          SELECT r.realm_id, r.user_id, r.username, coalesce(r.at::timestamptz, now()) AS at
          FROM %s
        ), named AS (
          INSERT INTO kw_history_name (realm_id, username, user_id)
          SELECT b.realm_id, lower(n.username), b.user_id
          FROM b LEFT JOIN user_entity u ON u.id = b.user_id AND u.realm_id = b.realm_id, LATERAL (VALUES (b.username), (u.username)) n(username)
          WHERE n.username IS NOT NULL AND n.username <> ''
          ON CONFLICT DO NOTHING
        )
        INSERT INTO kw_history_person AS p (realm_id, user_id, username, name, unit, mail, present, first_seen)
        SELECT b.realm_id, b.user_id, coalesce(u.username, b.username, ''),
               left(nullif(trim(concat_ws(' ', u.first_name, u.last_name)), ''), 255),
               coalesce(
                 (SELECT min(g.name) FROM user_group_membership m JOIN keycloak_group g ON g.id = m.group_id
                   WHERE m.user_id = u.id AND nullif(trim(g.parent_group), '') IS NOT NULL),
                 (SELECT min(a.value) FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'department')),
               u.email, u.id IS NOT NULL OR b.user_id LIKE 'f:%%', b.at
        FROM b LEFT JOIN user_entity u ON u.id = b.user_id AND u.realm_id = b.realm_id
        ORDER BY b.realm_id, b.user_id
        ON CONFLICT (realm_id, user_id) DO UPDATE SET
          username = coalesce(nullif(excluded.username, ''), p.username),
          name = coalesce(excluded.name, p.name), unit = coalesce(excluded.unit, p.unit),
          mail = coalesce(excluded.mail, p.mail), present = excluded.present,
          first_seen = least(excluded.first_seen, p.first_seen)
        WHERE (p.username, p.name, p.unit, p.mail, p.present) IS DISTINCT FROM
              (coalesce(nullif(excluded.username, ''), p.username), coalesce(excluded.name, p.name),
               coalesce(excluded.unit, p.unit), coalesce(excluded.mail, p.mail), excluded.present)
        """.formatted(Table.source(PERSON_COLUMNS));

    /** The rows named are marked, and counted under their new outcome. */
    static final String UNDONE = """
        WITH was AS (
          SELECT e.at, e.seq, e.realm_id, coalesce(e.client_id, '') AS client_id, e.kind, e.outcome, e.cause, e.method
          FROM kw_history_event e WHERE e.outcome <> 'UNDONE' AND e.event_id = ANY (?::uuid[]) FOR UPDATE
        ), marked AS (
          UPDATE kw_history_event e SET outcome = 'UNDONE' FROM was WHERE e.realm_id = was.realm_id AND e.at = was.at AND e.seq = was.seq
        ), moved AS (
          SELECT at, realm_id, client_id, kind, outcome, cause, method, -1 AS n FROM was
          UNION ALL SELECT at, realm_id, client_id, kind, 'UNDONE', cause, method, 1 FROM was
        )
        """ + tally("moved");

    static final String EVENTS = """
        WITH made AS (
          INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause, method, protocol, error,
            user_id, username, person_name, unit, unknown_name, client_id, acr, amr, auth_at, address, address_text, user_agent, device,
            session_id, correlation_id, reached, details)
          SELECT r.at::timestamptz, r.seq::bigint, r.nseq::bigint, r.boot, r.event_id::uuid, r.realm_id, r.kind, r.type, r.outcome, r.cause,
            r.method, r.protocol, r.error, r.user_id, coalesce(r.username, nullif(p.username, '')), p.name, p.unit, r.unknown_name,
            r.client_id, r.acr, r.amr::text[], r.auth_at::timestamptz, r.address::inet, r.address_text, r.user_agent, r.device,
            r.session_id, r.correlation_id, r.reached::text[], r.details::jsonb
          FROM %s
          LEFT JOIN kw_history_person p ON p.realm_id = r.realm_id AND p.user_id = r.user_id
          WHERE NOT (r.outcome = 'UNDONE' AND EXISTS (SELECT FROM kw_history_event e WHERE e.event_id = r.event_id::uuid))
          ON CONFLICT (realm_id, at, seq) DO NOTHING
          RETURNING at, realm_id, coalesce(client_id, '') AS client_id, kind, outcome, cause, method, 1 AS n
        )
        """.formatted(Table.source(EVENT_COLUMNS)) + tally("made");

    /** Only a success moves the last sign-in, and never backwards; what needed no person moves its own column. */
    static final String LAST_SIGN_IN = """
        INSERT INTO kw_history_last_sign_in AS l (realm_id, user_id, at, non_interactive_at, last_failure_at, seq)
        SELECT r.realm_id, r.user_id, r.at::timestamptz, r.non_interactive_at::timestamptz, r.last_failure_at::timestamptz, r.seq::bigint
        FROM %s
        ORDER BY r.realm_id, r.user_id
        ON CONFLICT (realm_id, user_id) DO UPDATE SET
          at = greatest(l.at, excluded.at), non_interactive_at = greatest(l.non_interactive_at, excluded.non_interactive_at),
          last_failure_at = greatest(l.last_failure_at, excluded.last_failure_at), seq = greatest(l.seq, excluded.seq)
        """.formatted(Table.source(SIGN_IN_COLUMNS));

    static final String ISSUED = """
        INSERT INTO kw_history_entitlement AS l (realm_id, user_id, what, id, issued_at, days)
        SELECT r.realm_id, r.user_id, r.what, r.id, r.at::timestamptz, r.days::bit(90)
        FROM %s
        ORDER BY r.realm_id, r.user_id, r.what, r.id
        ON CONFLICT (realm_id, user_id, what, id) DO UPDATE SET issued_at = excluded.issued_at,
          days = excluded.days | (l.days >> ((excluded.issued_at AT TIME ZONE 'UTC')::date - (l.issued_at AT TIME ZONE 'UTC')::date))
        WHERE l.issued_at < excluded.issued_at
        """.formatted(Table.source(ISSUED_COLUMNS));

    /** By the name the client signs in with: that is what events know it by. Never backwards, and no row is written for the same hour twice. */
    static final String CLIENT_USE = """
        INSERT INTO kw_history_client_use AS l (realm_id, client_id, own_at, other_at)
        SELECT r.realm_id, r.client_id, r.own_at::timestamptz, r.other_at::timestamptz
        FROM %s
        ORDER BY r.realm_id, r.client_id
        ON CONFLICT (realm_id, client_id) DO UPDATE SET
          own_at = greatest(l.own_at, excluded.own_at), other_at = greatest(l.other_at, excluded.other_at)
        WHERE (l.own_at, l.other_at) IS DISTINCT FROM (greatest(l.own_at, excluded.own_at), greatest(l.other_at, excluded.other_at))
        """.formatted(Table.source(CLIENT_COLUMNS));

    static final String CHANGES = """
        INSERT INTO kw_history_change (at, seq, nseq, boot, event_id, realm_id, source, operation, area, target, target_user_id,
          target_username, actor_realm_id, actor_realm, actor_id, actor_name, client_id, session_id, address, address_text, fields,
          field_count, content_hash)
        SELECT r.at::timestamptz, r.seq::bigint, r.nseq::bigint, r.boot, r.event_id::uuid, r.realm_id, r.source, r.operation, r.area, r.target,
          r.target_user_id, coalesce(r.target_username, nullif(p.username, '')), r.actor_realm_id, m.name, r.actor_id,
          coalesce(r.actor_name, nullif(a.username, '')), r.client_id, r.session_id, r.address::inet, r.address_text, r.fields::jsonb,
          r.field_count::integer, r.content_hash
        FROM %s
        LEFT JOIN kw_history_person p ON p.realm_id = r.realm_id AND p.user_id = r.target_user_id
        LEFT JOIN kw_history_person a ON a.realm_id = r.actor_realm_id AND a.user_id = r.actor_id
        LEFT JOIN realm m ON m.id = r.actor_realm_id
        ON CONFLICT (at, seq) DO NOTHING
        """.formatted(Table.source(CHANGE_COLUMNS));

    /** Adds what {@code rows} hold to the counts of their hour and their day. */
    private static String tally(String rows) {
        return """
            INSERT INTO kw_history_tally AS t (at, realm_id, width, client_id, kind, outcome, cause, method, n)
            SELECT date_trunc(CASE w WHEN 1 THEN 'hour' ELSE 'day' END, s.at, 'UTC'), s.realm_id, w, s.client_id, s.kind, s.outcome, s.cause,
                   s.method, sum(s.n)
            FROM %s s, unnest(ARRAY[1, 24]) w
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
            ON CONFLICT (realm_id, width, at, client_id, kind, outcome, cause, method) DO UPDATE SET n = t.n + excluded.n
            """.formatted(rows);
    }

    /** Leaves the rows as they would be if they were made again without the person's key. Each takes realm and user id. */
    static final List<String> FORGET = List.of(
            """
            UPDATE kw_history_event SET user_id = NULL, username = NULL, person_name = NULL, unit = NULL, unknown_name = NULL, address = NULL,
              address_text = NULL, user_agent = NULL, device = NULL, session_id = NULL, correlation_id = NULL, details = '{}'
            WHERE realm_id = ? AND user_id = ?\
            """,
            """
            UPDATE kw_history_change SET target = '', target_user_id = NULL, target_username = NULL, fields = '[]', field_count = 0,
              content_hash = NULL
            WHERE realm_id = ? AND target_user_id = ?\
            """,
            """
            UPDATE kw_history_change SET actor_id = NULL, actor_name = NULL, session_id = NULL, address = NULL, address_text = NULL,
              fields = CASE area WHEN 'LOOK' THEN '[]' ELSE fields END, field_count = CASE area WHEN 'LOOK' THEN 0 ELSE field_count END,
              target = CASE WHEN area = 'LOOK' AND target LIKE '%/people/%' THEN '' ELSE target END
            WHERE actor_realm_id = ? AND actor_id = ?\
            """,
            "DELETE FROM kw_history_name WHERE realm_id = ? AND user_id = ?",
            "DELETE FROM kw_history_entitlement WHERE realm_id = ? AND user_id = ?",
            "DELETE FROM kw_history_person WHERE realm_id = ? AND user_id = ?",
            "DELETE FROM kw_history_last_sign_in WHERE realm_id = ? AND user_id = ?",
            "DELETE FROM kw_history_view WHERE realm_id = ? AND user_id = ?",
            "DELETE FROM kw_history_receipt WHERE realm_id = ? AND user_id = ?");
}
