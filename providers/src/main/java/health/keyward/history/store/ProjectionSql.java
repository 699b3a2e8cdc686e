package health.keyward.history.store;

/** The statements of the projection. Each takes one parameter, the rows as a JSON array. */
final class ProjectionSql {
    private ProjectionSql() {}

    /** The latest name wins; what Keycloak no longer knows is kept as it was last known (SD-4). */
    static final String PEOPLE = """
            INSERT INTO kw_history_person AS p (realm_id, user_id, username, name, unit, mail, present, first_seen)
            SELECT b.realm_id, b.user_id, coalesce(u.username, b.username, ''),
                   left(nullif(trim(concat_ws(' ', u.first_name, u.last_name)), ''), 255),
                   coalesce(
                     (SELECT min(g.name) FROM user_group_membership m JOIN keycloak_group g ON g.id = m.group_id
                       WHERE m.user_id = u.id AND nullif(trim(g.parent_group), '') IS NOT NULL),
                     (SELECT min(a.value) FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'department')),
                   u.email, u.id IS NOT NULL OR b.user_id LIKE 'f:%', b.at
            FROM (SELECT r.realm_id, r.user_id, (array_agg(r.username ORDER BY r.at DESC) FILTER (WHERE r.username IS NOT NULL))[1] AS username,
                         coalesce(min(r.at) FILTER (WHERE r.at > 'epoch'), now()) AS at
                  FROM json_to_recordset(?::json) AS r(realm_id text, user_id text, username text, at timestamptz)
                  WHERE r.user_id IS NOT NULL GROUP BY r.realm_id, r.user_id) b
            LEFT JOIN user_entity u ON u.id = b.user_id AND u.realm_id = b.realm_id
            ORDER BY b.realm_id, b.user_id
            ON CONFLICT (realm_id, user_id) DO UPDATE SET
              username = coalesce(nullif(excluded.username, ''), p.username),
              name = coalesce(excluded.name, p.name), unit = coalesce(excluded.unit, p.unit),
              mail = coalesce(excluded.mail, p.mail), present = excluded.present,
              first_seen = least(excluded.first_seen, p.first_seen)
            WHERE (p.username, p.name, p.unit, p.mail, p.present) IS DISTINCT FROM
                  (coalesce(nullif(excluded.username, ''), p.username), coalesce(excluded.name, p.name),
                   coalesce(excluded.unit, p.unit), coalesce(excluded.mail, p.mail), excluded.present)
            """;

    static final String UNDONE = """
            UPDATE kw_history_event e SET outcome = 'UNDONE'
            WHERE e.outcome <> 'UNDONE' AND e.event_id = ANY (ARRAY(
              SELECT r.event_id FROM json_to_recordset(?::json) AS r(event_id uuid, outcome text) WHERE r.outcome = 'UNDONE'))
            """;

    static final String EVENTS = """
            INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause, method, protocol, error,
              user_id, username, person_name, unit, unknown_name, client_id, acr, amr, auth_at, address, address_text, user_agent, device,
              session_id, correlation_id, reached, details)
            SELECT r.at, r.seq, r.nseq, r.boot, r.event_id, r.realm_id, r.kind, r.type, r.outcome, r.cause, r.method, r.protocol, r.error,
              r.user_id, coalesce(r.username, nullif(p.username, '')), p.name, p.unit, r.unknown_name, r.client_id, r.acr, r.amr, r.auth_at,
              r.address, r.address_text, r.user_agent, r.device, r.session_id, r.correlation_id, r.reached, r.details
            FROM json_to_recordset(?::json) AS r(at timestamptz, seq bigint, nseq bigint, boot text, event_id uuid, realm_id text, kind text,
              type text, outcome text, cause text, method text, protocol text, error text, user_id text, username text, unknown_name text,
              client_id text, acr text, amr text[], auth_at timestamptz, address inet, address_text text, user_agent text, device text,
              session_id text, correlation_id text, reached text[], details jsonb)
            LEFT JOIN kw_history_person p ON p.realm_id = r.realm_id AND p.user_id = r.user_id
            WHERE NOT (r.outcome = 'UNDONE' AND EXISTS (SELECT FROM kw_history_event e WHERE e.event_id = r.event_id))
            ON CONFLICT (at, seq) DO NOTHING
            """;

    /** Only a success moves the last sign-in, and never backwards; what needed no person moves its own column. */
    static final String LAST_SIGN_IN = """
            INSERT INTO kw_history_last_sign_in AS l (realm_id, user_id, at, non_interactive_at, last_failure_at, seq)
            SELECT r.realm_id, r.user_id, max(r.at) FILTER (WHERE r.signed_in), max(r.at) FILTER (WHERE r.used),
                   max(r.at) FILTER (WHERE r.missed), max(r.seq)
            FROM json_to_recordset(?::json) AS r(realm_id text, user_id text, at timestamptz, seq bigint, signed_in boolean, used boolean,
              missed boolean)
            WHERE r.user_id IS NOT NULL AND (r.signed_in OR r.used OR r.missed)
            GROUP BY r.realm_id, r.user_id ORDER BY r.realm_id, r.user_id
            ON CONFLICT (realm_id, user_id) DO UPDATE SET
              at = greatest(l.at, excluded.at), non_interactive_at = greatest(l.non_interactive_at, excluded.non_interactive_at),
              last_failure_at = greatest(l.last_failure_at, excluded.last_failure_at), seq = greatest(l.seq, excluded.seq)
            """;

    static final String CHANGES = """
            INSERT INTO kw_history_change (at, seq, nseq, boot, event_id, realm_id, source, operation, area, target, target_user_id,
              target_username, actor_realm_id, actor_realm, actor_id, actor_name, client_id, session_id, address, address_text, fields,
              field_count, content_hash)
            SELECT r.at, r.seq, r.nseq, r.boot, r.event_id, r.realm_id, r.source, r.operation, r.area, r.target, r.target_user_id,
              coalesce(r.target_username, nullif(p.username, '')), r.actor_realm_id, m.name, r.actor_id,
              coalesce(r.actor_name, nullif(a.username, '')), r.client_id, r.session_id, r.address, r.address_text, r.fields, r.field_count,
              r.content_hash
            FROM json_to_recordset(?::json) AS r(at timestamptz, seq bigint, nseq bigint, boot text, event_id uuid, realm_id text, source text,
              operation text, area text, target text, target_user_id text, target_username text, actor_realm_id text, actor_id text,
              actor_name text, client_id text, session_id text, address inet, address_text text, fields jsonb, field_count integer,
              content_hash text)
            LEFT JOIN kw_history_person p ON p.realm_id = r.realm_id AND p.user_id = r.target_user_id
            LEFT JOIN kw_history_person a ON a.realm_id = r.actor_realm_id AND a.user_id = r.actor_id
            LEFT JOIN realm m ON m.id = r.actor_realm_id
            ON CONFLICT (at, seq) DO NOTHING
            """;
}
