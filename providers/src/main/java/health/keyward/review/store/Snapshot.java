package health.keyward.review.store;

import health.keyward.breakglass.BreakGlass;
import health.keyward.history.EntitlementUse;
import health.keyward.history.Granting;
import health.keyward.history.LastSignIn;
import health.keyward.inactivity.Dormancy;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Freezes who may do what, by one statement over Keycloak's tables and the views of other rooms (AR-1, AR-2, AR-7). Takes no lock but those of reading. */
final class Snapshot {
    /** Roles only an administrator gives or takes; those of the room {@code trust}. */
    private static final List<String> GUARDED = List.of(
            "system-admin",
            "privacy-officer",
            "break-glass-eligible",
            "controlled-substance-signer",
            "emergency-admin");

    private static final String BREAK_GLASS = "break-glass-eligible";

    private static final String COLUMNS = """
        campaign_id, realm_id, user_id, kind, entitlement_id, entitlement, app, path, denial_group, denial_id, denial, also_loses, risk, clinical,
        guarded, unit, app_owner, role_owner, taken_at, enabled, last_used, use_known, last_sign_in, peers, peers_with, training_until,
        licence_until, employment_end, last_reviewed_at, last_review, conflicts, granted_at, granted_by, break_glass_uses, used_days, counted_days,
        open_incidents, origin_kind, origin_system, origin_name, origin_external, origin_holding\
        """;

    private static final String FREEZE = """
        WITH RECURSIVE p AS (
          SELECT ?::uuid AS campaign, ?::text AS realm, ?::text[] AS roles, ?::text[] AS apps, ?::text[] AS classes, ?::text[] AS units, ?::boolean AS groups,
            ?::boolean AS inherited, ?::boolean AS service, ?::boolean AS eligible, ?::boolean AS exempt, ?::timestamptz AS dormant_since, ?::uuid AS since,
            ?::text AS subject, ?::text[] AS guarded, ?::text AS break_glass, ?::timestamptz AS now, ?::date AS today
        ), foreign_right AS MATERIALIZED (
          SELECT user_id, of_group::boolean AS of_group, id, kind, system, name, external, holding
          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            AS f (user_id, of_group, id, kind, system, name, external, holding)
        ), elsewhere AS MATERIALIZED (
          SELECT DISTINCT ON (user_id, of_group, id) * FROM foreign_right WHERE user_id <> '' ORDER BY user_id, of_group, id, system, external
        ), mapped AS MATERIALIZED (SELECT * FROM foreign_right WHERE user_id = ''
        ), held_role AS NOT MATERIALIZED (
          SELECT m.user_id::text AS user_id, m.role_id::text AS role_id FROM user_role_mapping m
          UNION ALL SELECT e.user_id, e.id FROM elsewhere e WHERE NOT e.of_group
            AND NOT EXISTS (SELECT FROM user_role_mapping m WHERE m.user_id = e.user_id AND m.role_id = e.id)
        ), held_group AS NOT MATERIALIZED (
          SELECT m.user_id::text AS user_id, m.group_id::text AS group_id FROM user_group_membership m
          UNION ALL SELECT e.user_id, e.id FROM elsewhere e WHERE e.of_group
            AND NOT EXISTS (SELECT FROM user_group_membership m WHERE m.user_id = e.user_id AND m.group_id = e.id)
        ), own_role AS MATERIALIZED (
          SELECT r.id, r.name, r.client_role, c.client_id AS app, coalesce(c.client_id = 'realm-management', false) OR (NOT r.client_role AND r.name = 'system-admin') AS admin,
            c.id AS client, (SELECT count(*) FROM composite_role k WHERE k.composite = r.id) AS also
          FROM p JOIN keycloak_role r ON r.realm_id = p.realm LEFT JOIN client c ON r.client_role AND c.id = r.client
          WHERE r.id <> coalesce((SELECT default_role FROM realm WHERE id = p.realm), '')
        ), marked (id, what) AS (
          SELECT r.id::text, 'GUARDED'::text FROM p JOIN own_role r ON (NOT r.client_role AND r.name = ANY (p.guarded))
            OR r.id IN (SELECT role_id FROM role_attribute WHERE name = 'keyward.protected' AND value = 'true')
          UNION SELECT role_id::text, 'CLINICAL' FROM role_attribute WHERE name = 'keyward.sensitivity' AND value = 'phi'
          UNION SELECT id::text, 'HIGH' FROM own_role WHERE admin
          UNION SELECT role_id::text, 'HIGH' FROM role_attribute WHERE name = 'keyward.risk' AND value = 'high'
          UNION SELECT r.id::text, 'ELIGIBLE' FROM p JOIN own_role r ON NOT r.client_role AND r.name = p.break_glass
          UNION SELECT c.composite::text, m.what FROM composite_role c JOIN marked m ON c.child_role = m.id
        ), mark AS MATERIALIZED (
          SELECT id, bool_or(what = 'GUARDED') AS guarded, bool_or(what = 'CLINICAL') AS clinical, bool_or(what IN ('HIGH', 'GUARDED')) AS high,
            bool_or(what = 'ELIGIBLE') AS eligible
          FROM marked GROUP BY id
        ), wanted AS MATERIALIZED (
          SELECT r.* FROM p JOIN own_role r ON (cardinality(p.roles) = 0 AND cardinality(p.apps) = 0 AND cardinality(p.classes) = 0)
            OR (NOT r.client_role AND r.name = ANY (p.roles)) OR r.app = ANY (p.apps)
            OR r.id IN (SELECT role_id FROM role_attribute WHERE name = 'keyward.sensitivity' AND value = ANY (p.classes))
        ), way (outer_id, inner_id, path, depth) AS (
          SELECT id::text, id::text, ARRAY['role ' || name], 0 FROM wanted
          UNION ALL SELECT r.id::text, w.inner_id, ('role ' || r.name) || w.path, w.depth + 1
            FROM way w JOIN composite_role c ON c.child_role = w.outer_id JOIN own_role r ON r.id = c.composite
            WHERE w.depth < 8 AND NOT ('role ' || r.name) = ANY (w.path)
        ), giving AS MATERIALIZED (
          SELECT DISTINCT ON (outer_id, inner_id) outer_id, inner_id, path, depth FROM way ORDER BY outer_id, inner_id, depth, path
        ), tree (id, path, above) AS (
          SELECT k.id::text, '/' || k.name, ARRAY[k.id::text] FROM p JOIN keycloak_group k ON k.realm_id = p.realm WHERE trim(coalesce(k.parent_group, '')) = ''
          UNION ALL SELECT k.id::text, t.path || '/' || k.name, t.above || k.id::text FROM keycloak_group k JOIN tree t ON k.parent_group = t.id
        ), gift AS MATERIALIZED (
          SELECT t.id AS group_id, t.path, m.role_id, s.path AS source
          FROM tree t CROSS JOIN LATERAL unnest(t.above) a (id) JOIN tree s ON s.id = a.id JOIN group_role_mapping m ON m.group_id = a.id
        ), gifts AS MATERIALIZED (SELECT group_id, count(DISTINCT role_id) AS roles FROM gift GROUP BY group_id
        ), told AS MATERIALIZED (
          SELECT a.user_id, min(a.value) FILTER (WHERE a.name = 'department') AS unit, min(a.value) FILTER (WHERE a.name = 'training_privacy_until') AS training,
            min(a.value) FILTER (WHERE a.name = 'licence_until') AS licence, min(a.value) FILTER (WHERE a.name = 'employment_end') AS ends
          FROM p JOIN user_entity u ON u.realm_id = p.realm JOIN user_attribute a ON a.user_id = u.id
          WHERE a.name IN ('department', 'training_privacy_until', 'licence_until', 'employment_end') GROUP BY a.user_id
        ), person AS MATERIALIZED (
          SELECT u.id, u.enabled, u.federation_link, t.unit, t.training, t.licence, t.ends, s.interactive_at
          FROM p JOIN user_entity u ON u.realm_id = p.realm LEFT JOIN told t ON t.user_id = u.id
            LEFT JOIN %1$s s ON s.realm_id = p.realm AND s.user_id = u.id COLLATE "C"
          WHERE (u.service_account_client_link IS NOT NULL) = p.service AND (p.subject IS NULL OR u.id = p.subject)
            AND (cardinality(p.units) = 0 OR t.unit = ANY (p.units))
            AND (p.dormant_since IS NULL OR coalesce(s.interactive_at, to_timestamp(coalesce(u.created_timestamp, 0) / 1000.0)) < p.dormant_since)
            AND (NOT p.exempt OR EXISTS (SELECT FROM %2$s e WHERE e.realm_id = p.realm AND e.user_id = u.id AND e.begins <= p.now AND e.until > p.now))
            AND (NOT p.eligible OR EXISTS (SELECT FROM held_role m JOIN mark k ON k.id = m.role_id AND k.eligible WHERE m.user_id = u.id)
              OR EXISTS (SELECT FROM held_group m JOIN gift g ON g.group_id = m.group_id JOIN mark k ON k.id = g.role_id AND k.eligible
                WHERE m.user_id = u.id))
        ), counted AS MATERIALIZED (
          SELECT e.user_id, min(e.counted_since) AS since FROM p CROSS JOIN person JOIN %3$s e ON e.realm_id = p.realm AND e.user_id = person.id COLLATE "C"
          GROUP BY e.user_id
        ), ours AS MATERIALIZED (
          SELECT DISTINCT ON (person.id, o.of_group, o.id) person.id AS user_id, o.of_group, o.id, o.kind, o.system, o.name, o.external, o.holding
          FROM mapped o JOIN person ON CASE o.kind WHEN 'DIRECTORY' THEN person.federation_link = o.system
            ELSE EXISTS (SELECT FROM federated_identity f WHERE f.user_id = person.id AND f.identity_provider = o.system) END
          ORDER BY person.id, o.of_group, o.id, o.holding, o.system, o.external
        ), found AS (
          SELECT m.user_id, CASE WHEN w.admin THEN 'ADMIN_RIGHT' WHEN w.client_role THEN 'CLIENT_ROLE' ELSE 'ROLE' END AS kind, w.id AS entitlement_id,
            w.name AS entitlement, w.app, ARRAY['role ' || w.name] AS path, false AS denial_group, w.id::text AS denial_id, w.name::text AS denial,
            w.also, 0 AS depth
          FROM held_role m JOIN wanted w ON w.id = m.role_id JOIN person ON person.id = m.user_id
          UNION ALL
          SELECT m.user_id, 'GROUP', g.group_id, g.path, NULL, ARRAY['group ' || g.path], true, g.group_id, g.path, count(DISTINCT g.role_id), 0
          FROM p JOIN held_group m ON p.groups AND NOT p.inherited JOIN person ON person.id = m.user_id JOIN gift g ON g.group_id = m.group_id
          WHERE EXISTS (SELECT FROM gift x JOIN giving v ON v.outer_id = x.role_id WHERE x.group_id = g.group_id)
          GROUP BY m.user_id, g.group_id, g.path
          UNION ALL
          SELECT m.user_id, 'INHERITED', v.inner_id, w.name, w.app, v.path, false, o.id, o.name,
            o.also, v.depth
          FROM p JOIN held_role m ON p.inherited JOIN person ON person.id = m.user_id JOIN giving v ON v.outer_id = m.role_id AND v.depth > 0
            JOIN wanted w ON w.id = v.inner_id JOIN own_role o ON o.id = v.outer_id
          UNION ALL
          SELECT m.user_id, 'INHERITED', v.inner_id, w.name, w.app,
            ARRAY['group ' || g.path] || CASE WHEN g.source = g.path THEN ARRAY[]::text[] ELSE ARRAY['group ' || g.source] END || v.path, true, g.group_id, g.path,
            gifts.roles - 1, v.depth
          FROM p JOIN held_group m ON p.groups AND p.inherited JOIN person ON person.id = m.user_id JOIN gift g ON g.group_id = m.group_id
            JOIN gifts ON gifts.group_id = g.group_id
            JOIN giving v ON v.outer_id = g.role_id JOIN wanted w ON w.id = v.inner_id
        ), single AS MATERIALIZED (
          SELECT DISTINCT ON (f.user_id, f.entitlement_id, f.denial_id) f.* FROM p CROSS JOIN found f
          WHERE p.since IS NULL OR NOT EXISTS (SELECT FROM kw_review_item b
            WHERE b.campaign_id = p.since AND b.user_id = f.user_id AND b.entitlement_id = f.entitlement_id AND b.denial_id = f.denial_id)
          ORDER BY f.user_id, f.entitlement_id, f.denial_id, f.depth, f.path
        ), size AS (SELECT unit, count(*) AS people FROM person WHERE unit IS NOT NULL GROUP BY unit),
        shared AS (
          SELECT person.unit, s.entitlement_id, count(DISTINCT s.user_id) AS people FROM single s JOIN person ON person.id = s.user_id
          WHERE person.unit IS NOT NULL GROUP BY person.unit, s.entitlement_id
        ), before AS (
          SELECT DISTINCT ON (i.user_id, i.entitlement_id) i.user_id, i.entitlement_id, c.launched_at, i.outcome
          FROM p JOIN kw_review_campaign c ON c.realm_id = p.realm AND c.state = 'CLOSED' JOIN kw_review_item i ON i.campaign_id = c.id AND i.outcome IS NOT NULL
          ORDER BY i.user_id, i.entitlement_id, c.launched_at DESC
        ), clash AS (
          SELECT own.user_id, a.role_id, array_agg(DISTINCT r.name::text ORDER BY r.name::text) AS names
          FROM role_attribute a JOIN own_role r ON NOT r.client_role AND r.name = a.value JOIN held_role own ON own.role_id = a.role_id
            JOIN held_role other ON other.user_id = own.user_id AND other.role_id = r.id
          WHERE a.name = 'keyward.conflicts_with' GROUP BY own.user_id, a.role_id
        ), owning AS (
          SELECT 'ROLE' AS what, a.role_id::text AS id, a.value FROM role_attribute a WHERE a.name = 'keyward.owner'
          UNION ALL SELECT 'GROUP', a.group_id, a.value FROM group_attribute a WHERE a.name = 'keyward.owner'
          UNION ALL SELECT 'APP', c.client_id, a.value FROM p JOIN client c ON c.realm_id = p.realm JOIN client_attributes a ON a.client_id = c.id AND a.name = 'keyward.owner'
        ), owner AS (
          SELECT DISTINCT ON (o.what, o.id) o.what, o.id, u.id AS user_id FROM p CROSS JOIN owning o
            JOIN user_entity u ON u.realm_id = p.realm AND (u.username = o.value OR u.id = o.value) ORDER BY o.what, o.id, u.id
        ), given AS MATERIALIZED (
          SELECT DISTINCT ON (g.user_id, g.id) g.user_id, g.id, g.at, g.actor_id
          FROM p JOIN %4$s g ON g.realm_id = p.realm WHERE p.subject IS NULL OR g.user_id = p.subject ORDER BY g.user_id, g.id, g.at DESC
        ), emergency AS (
          SELECT e.user_id, count(*) AS uses FROM p JOIN %5$s e ON e.realm_id = p.realm AND e.at > p.now - interval '90 days' AND e.at <= p.now GROUP BY e.user_id
        ), incident AS (
          SELECT e.user_id, count(*) AS open FROM p JOIN %6$s e ON e.realm_id = p.realm AND e.opened_at <= p.now
            AND (e.closed_at IS NULL OR e.closed_at > p.now OR (e.disposition = 'INCIDENT' AND e.closed_at > p.now - interval '90 days')) GROUP BY e.user_id
        ), gmark AS (
          SELECT g.group_id, bool_or(k.guarded) AS guarded, bool_or(k.clinical) AS clinical, bool_or(k.high) AS high FROM gift g JOIN mark k ON k.id = g.role_id
          GROUP BY g.group_id
        )
        INSERT INTO kw_review_frozen (%7$s)
        SELECT p.campaign, p.realm, s.user_id, s.kind, s.entitlement_id, s.entitlement, s.app, s.path, s.denial_group, s.denial_id, s.denial, s.also,
          CASE WHEN coalesce(k.high, g.high, false) OR coalesce(dk.guarded, dg.guarded, false) THEN 'HIGH'
            WHEN coalesce(k.clinical, g.clinical, false) THEN 'ELEVATED' ELSE 'LOW' END,
          coalesce(k.clinical, g.clinical, false), coalesce(dk.guarded, dg.guarded, false), person.unit, ao.user_id, ro.user_id, p.now, person.enabled, use.issued_at,
          s.kind <> 'GROUP' AND counted.since IS NOT NULL, person.interactive_at,
          coalesce(size.people - 1, 0), coalesce(shared.people - 1, 0), left(person.training, 32), left(person.licence, 32), left(person.ends, 32),
          before.launched_at, before.outcome, coalesce(clash.names, '{}'),
          given.at, given.actor_id, coalesce(emergency.uses, 0),
          CASE WHEN s.kind <> 'GROUP' AND counted.since IS NOT NULL THEN coalesce(bit_count(use.days >> greatest(0, p.today - use.issued_on)), 0) END,
          CASE WHEN s.kind <> 'GROUP' THEN least(90, greatest(1, p.today - (counted.since AT TIME ZONE 'UTC')::date + 1)) END, coalesce(incident.open, 0),
          coalesce(far.kind, near.kind), coalesce(far.system, near.system), coalesce(far.name, near.name), coalesce(far.external, near.external),
          coalesce(far.holding, near.holding)
        FROM p CROSS JOIN single s JOIN person ON person.id = s.user_id
          LEFT JOIN mark k ON k.id = s.entitlement_id LEFT JOIN gmark g ON s.kind = 'GROUP' AND g.group_id = s.entitlement_id
          LEFT JOIN mark dk ON NOT s.denial_group AND dk.id = s.denial_id LEFT JOIN gmark dg ON s.denial_group AND dg.group_id = s.denial_id
          LEFT JOIN %3$s use ON use.realm_id = p.realm AND use.user_id = s.user_id COLLATE "C" AND use.what = 'ROLE' AND use.id = s.entitlement_id COLLATE "C"
          LEFT JOIN counted ON counted.user_id = s.user_id COLLATE "C"
          LEFT JOIN size ON size.unit = person.unit LEFT JOIN shared ON shared.unit = person.unit AND shared.entitlement_id = s.entitlement_id
          LEFT JOIN given ON given.user_id = s.user_id AND given.id = s.denial_id
          LEFT JOIN elsewhere far ON far.user_id = s.user_id AND far.of_group = s.denial_group AND far.id = s.denial_id
          LEFT JOIN ours near ON far.id IS NULL AND near.user_id = s.user_id AND near.of_group = s.denial_group AND near.id = s.denial_id
          LEFT JOIN emergency ON emergency.user_id = s.user_id COLLATE "C"
          LEFT JOIN incident ON incident.user_id = s.user_id COLLATE "C"
          LEFT JOIN before ON before.user_id = s.user_id AND before.entitlement_id = s.entitlement_id
          LEFT JOIN clash ON clash.user_id = s.user_id AND clash.role_id = s.entitlement_id
          LEFT JOIN owner ao ON ao.what = 'APP' AND ao.id = s.app
          LEFT JOIN owner ro ON ro.what = CASE WHEN s.kind = 'GROUP' THEN 'GROUP' ELSE 'ROLE' END AND ro.id = s.entitlement_id
        """.formatted(
                    LastSignIn.VIEW,
                    Dormancy.EXEMPT_VIEW,
                    EntitlementUse.VIEW,
                    Granting.VIEW,
                    BreakGlass.VIEW,
                    BreakGlass.CASE_VIEW,
                    COLUMNS);

    /**
     * Until the end of the transaction. To compile so large a question costs more than it saves, and to sort a million rows in the 4 MB of a fresh PostgreSQL as much
     * again. Items wait where they are written without an index until it is known who is asked first.
     */
    private static final List<String> PREPARED = List.of(
            "SET LOCAL jit = off",
            "SELECT set_config('work_mem', '32MB', true) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('32MB')",
            "CREATE TEMP TABLE kw_review_frozen ON COMMIT DROP AS SELECT " + COLUMNS
                    + " FROM kw_review_item WITH NO DATA",
            "CREATE TEMP TABLE kw_review_chosen (person text, owns_app text, owns_role text, reviewer text, fallback boolean)"
                    + " ON COMMIT DROP");

    /**
     * Until {@link #keep}, items are in {@code kw_review_frozen}.
     *
     * @param subject only this person's; null for everybody the scope means
     * @param foreign what other systems hold
     * @return how many items there are
     */
    int freeze(
            Connection tx,
            UUID campaign,
            RealmId realm,
            Scope scope,
            @Nullable UserId subject,
            List<Foreign> foreign,
            Instant now)
            throws SQLException {
        Sql.of("DELETE FROM kw_review_item WHERE campaign_id = ?", campaign).update(tx);
        for (String preparation : PREPARED) {
            execute(tx, preparation);
        }
        if (subject == null) {
            // PostgreSQL takes what a part of the question finds for a few rows, and would go through all of it once
            // for each item.
            execute(tx, "SET LOCAL enable_nestloop = off");
        }
        return Sql.of(
                        FREEZE,
                        campaign,
                        realm.value(),
                        scope.roles(),
                        scope.apps(),
                        scope.dataClasses(),
                        scope.units(),
                        scope.groups(),
                        scope.inherited(),
                        scope.serviceAccounts(),
                        scope.breakGlassEligible(),
                        scope.exempt(),
                        scope.dormantDays() == null ? null : now.minus(Duration.ofDays(scope.dormantDays())),
                        scope.changedSince() == null
                                ? null
                                : scope.changedSince().toString(),
                        subject == null ? null : subject.value(),
                        GUARDED,
                        BREAK_GLASS,
                        now,
                        LocalDate.ofInstant(now, ZoneOffset.UTC).toString(),
                        column(
                                foreign,
                                one -> one.person() == null ? "" : one.person().value()),
                        column(foreign, one -> Boolean.toString(one.group())),
                        column(foreign, Foreign::id),
                        column(foreign, one -> one.origin().kind().name()),
                        column(foreign, one -> one.origin().system()),
                        column(foreign, one -> one.origin().name()),
                        column(foreign, one -> one.origin().external()),
                        column(foreign, one -> one.origin().holding().name()))
                .update(tx);
    }

    /**
     * With the reviewers that {@code kw_review_chosen} names; who is in none of its rows has nobody. Ids (RFC 9562, version 8) begin with the same random bits
     * and go up, so that indexes grow at their end and not all over.
     */
    void keep(Connection tx) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_review_item (id, " + COLUMNS + ", reviewer_id, on_fallback)"
                                + " SELECT (?::text || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid, " + COLUMNS
                                + ", reviewer, coalesce(fallback, false) FROM kw_review_frozen LEFT JOIN kw_review_chosen"
                                + " ON person = user_id AND owns_app = coalesce(app_owner, '') AND owns_role = coalesce(role_owner, '')",
                        randomPrefix())
                .update(tx);
        execute(tx, "DROP TABLE kw_review_frozen, kw_review_chosen");
        execute(tx, "SET LOCAL enable_nestloop TO DEFAULT");
    }

    /** The first 80 bits of an id. */
    private static String randomPrefix() {
        String random = UUID.randomUUID().toString();
        return random.substring(0, 14) + "8" + random.substring(15, 24);
    }

    private static void execute(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> column(List<Foreign> foreign, Function<Foreign, String> part) {
        return foreign.stream().map(part).toList();
    }

    /**
     * What a preview stands for.
     *
     * @param hash SHA-256 over the items and who is asked first, one line each, in an order that does not depend on the database's language
     */
    record Sealed(String hash, Figures figures) {}

    static Sealed seal(Connection tx, UUID campaign) throws SQLException {
        MessageDigest digest = digest();
        Figures.Counter counter = new Figures.Counter();
        Sql.of("""
                        SELECT user_id, entitlement_id, denial_id, array_to_string(path, '|') AS path, risk, reviewer_id, kind, on_fallback
                        FROM kw_review_item WHERE campaign_id = ?
                        ORDER BY user_id COLLATE "C", entitlement_id COLLATE "C", denial_id COLLATE "C"\
                        """, campaign).each(tx, row -> {
            digest.update(String.join(
                            "\t",
                            row.getString("user_id"),
                            row.getString("entitlement_id"),
                            row.getString("denial_id"),
                            row.getString("path"),
                            row.getString("risk"),
                            Objects.requireNonNullElse(row.getString("reviewer_id"), "-"))
                    .concat("\n")
                    .getBytes(StandardCharsets.UTF_8));
            counter.count(row);
        });
        return new Sealed(HexFormat.of().formatHex(digest.digest()), counter.sum());
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
