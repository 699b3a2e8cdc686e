package health.keyward.inactivity.store;

import health.keyward.history.ClientUse;
import health.keyward.inactivity.core.ServiceAccount;
import health.keyward.inactivity.core.ServiceAccount.State;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Notices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code KW_SERVICE_ACCOUNT}: who answers for a confidential client and where it stands. */
public final class ServiceAccounts {
    private static final String CONFIDENTIAL =
            "NOT c.public_client AND NOT c.bearer_only AND coalesce(c.protocol, 'openid-connect') = 'openid-connect'";

    private static final String FIND = """
        SELECT c.id, c.client_id, nullif(trim(c.name), '') AS name, c.enabled, c.service_accounts_enabled,
          coalesce(a.first_seen, ?) AS first_seen, a.owner_id, o.username AS owner_name, coalesce(o.enabled, false) AS owner_able,
          coalesce(a.state, 'IN_USE') AS state, coalesce(a.since, a.first_seen, ?) AS since, a.restarted_at, u.own_at, u.other_at,
          n.state AS mail, n.delivered_at
        FROM client c
        LEFT JOIN kw_service_account a ON a.realm_id = c.realm_id AND a.client = c.id
        LEFT JOIN %s u ON u.realm_id = c.realm_id COLLATE "C" AND u.client_id = c.client_id COLLATE "C"
        LEFT JOIN user_entity o ON o.realm_id = c.realm_id AND o.id = a.owner_id
        LEFT JOIN %s n ON a.warning IS NOT NULL AND n.realm_id = c.realm_id AND n.dedupe = a.warning AND n.audience = 'person:' || a.owner_id
        WHERE c.realm_id = ? AND %s
        """.formatted(ClientUse.VIEW, Notices.DELIVERY_VIEW, CONFIDENTIAL);

    private final Set<String> kept;

    /** @param kept names of clients no step is ever taken against */
    public ServiceAccounts(Set<String> kept) {
        this.kept = Set.copyOf(kept);
    }

    /**
     * @param search what the client's name begins with
     * @param owned whether somebody who may sign in answers for it
     */
    public record Filter(
            @Nullable String search,
            @Nullable Boolean owned,
            @Nullable State state) {
        public static final Filter ALL = new Filter(null, null, null);
    }

    /** The last client of the page before. */
    public record After(String clientId, String key) {
        public static final After START = new After("", "");
    }

    /** @param unowned those nobody answers for who may sign in */
    public record Figures(long accounts, long unowned) {}

    /**
     * Writes down clients that are new, and forgets those that are gone. One that was renamed starts anew, because its use is known by name.
     *
     * @return how many were new, renamed or gone
     */
    int meet(Connection tx, Instant now) throws SQLException {
        int met = Sql.of("""
                        INSERT INTO kw_service_account AS a (realm_id, client, client_id, first_seen, state, since)
                        SELECT c.realm_id, c.id, c.client_id, ?, 'IN_USE', ? FROM client c
                        LEFT JOIN kw_service_account k ON k.realm_id = c.realm_id AND k.client = c.id
                        WHERE (k.client IS NULL OR k.client_id <> c.client_id) AND %s
                        ON CONFLICT (realm_id, client) DO UPDATE SET client_id = excluded.client_id, restarted_at = excluded.first_seen\
                        """.formatted(CONFIDENTIAL), now, now).update(tx);
        return met
                + Sql.of(
                                "DELETE FROM kw_service_account a WHERE NOT EXISTS (SELECT FROM client c WHERE c.id = a.client)")
                        .update(tx);
    }

    /** By name. */
    public List<ServiceAccount> list(Connection tx, RealmId realm, Filter filter, After after, Instant now, int most)
            throws SQLException {
        return Sql.of(
                        FIND + """
                                  AND (?::text IS NULL OR starts_with(lower(c.client_id), lower(?::text)))
                                  AND (?::text IS NULL OR coalesce(o.enabled, false) = (?::text)::boolean)
                                  AND (?::text IS NULL OR coalesce(a.state, 'IN_USE') = ?)
                                  AND (c.client_id, c.id) > (?, ?)
                                ORDER BY c.client_id, c.id LIMIT ?\
                                """,
                        now,
                        now,
                        realm.value(),
                        filter.search(),
                        filter.search(),
                        filter.owned() == null ? null : filter.owned().toString(),
                        filter.owned() == null ? null : filter.owned().toString(),
                        filter.state(),
                        filter.state(),
                        after.clientId(),
                        after.key(),
                        most)
                .list(tx, this::read);
    }

    public Optional<ServiceAccount> find(Connection tx, RealmId realm, String key, Instant now) throws SQLException {
        return Sql.of(FIND + " AND c.id = ?", now, now, realm.value(), key).first(tx, this::read);
    }

    public List<ServiceAccount> all(Connection tx, RealmId realm, Instant now) throws SQLException {
        return list(tx, realm, Filter.ALL, After.START, now, Integer.MAX_VALUE);
    }

    public Figures figures(Connection tx, RealmId realm) throws SQLException {
        return Sql.of("""
                        SELECT count(*) AS accounts, count(*) FILTER (WHERE NOT coalesce(o.enabled, false)) AS unowned
                        FROM client c LEFT JOIN kw_service_account a ON a.realm_id = c.realm_id AND a.client = c.id
                        LEFT JOIN user_entity o ON o.realm_id = c.realm_id AND o.id = a.owner_id
                        WHERE c.realm_id = ? AND %s\
                        """.formatted(CONFIDENTIAL), realm.value())
                .first(tx, row -> new Figures(row.getLong("accounts"), row.getLong("unowned")))
                .orElse(new Figures(0, 0));
    }

    /** Whether somebody may answer for a client: a person of the realm who may sign in. */
    public boolean mayOwn(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT 1 FROM user_entity WHERE realm_id = ? AND id = ? AND enabled AND"
                                + " service_account_client_link IS NULL",
                        realm.value(),
                        person.value())
                .first(tx, row -> row.getInt(1))
                .isPresent();
    }

    /** A warning that went to somebody else is none: the client stands in use again, and the new owner is warned in their turn. */
    public void owned(Connection tx, RealmId realm, ServiceAccount account, UserId owner, Instant now)
            throws SQLException {
        Sql.of("""
                        INSERT INTO kw_service_account AS a (realm_id, client, client_id, first_seen, state, since, owner_id) VALUES (?, ?, ?, ?, 'IN_USE', ?, ?)
                        ON CONFLICT (realm_id, client) DO UPDATE SET owner_id = excluded.owner_id, warning = NULL,
                          since = CASE a.state WHEN 'WARNED' THEN excluded.since ELSE a.since END,
                          state = CASE a.state WHEN 'WARNED' THEN 'IN_USE' ELSE a.state END\
                        """, realm.value(), account.key(), account.clientId(), account.firstSeen(), now, owner.value())
                .update(tx);
    }

    /** @param restarted when the idle days begin anew; null leaves that as it was */
    public void put(
            Connection tx,
            RealmId realm,
            ServiceAccount account,
            State state,
            @Nullable String warning,
            @Nullable Instant restarted,
            Instant now)
            throws SQLException {
        Sql.of(
                        """
                        INSERT INTO kw_service_account AS a (realm_id, client, client_id, first_seen, owner_id, state, since, warning, restarted_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz)
                        ON CONFLICT (realm_id, client) DO UPDATE SET state = excluded.state, since = excluded.since, warning = excluded.warning,
                          restarted_at = coalesce(excluded.restarted_at, a.restarted_at)\
                        """,
                        realm.value(),
                        account.key(),
                        account.clientId(),
                        account.firstSeen(),
                        Optional.ofNullable(account.owner())
                                .map(owner -> owner.id().value())
                                .orElse(null),
                        state,
                        now,
                        warning,
                        restarted)
                .update(tx);
    }

    private ServiceAccount read(ResultSet row) throws SQLException {
        String owner = row.getString("owner_id");
        return new ServiceAccount(
                row.getString("id"),
                row.getString("client_id"),
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getBoolean("service_accounts_enabled"),
                kept.contains(row.getString("client_id")),
                Sql.at(row, "first_seen"),
                owner == null
                        ? null
                        : new ServiceAccount.Owner(
                                new UserId(owner), row.getString("owner_name"), row.getBoolean("owner_able")),
                Sql.maybe(row, "own_at"),
                Sql.maybe(row, "other_at"),
                new ServiceAccount.Place(
                        State.valueOf(row.getString("state")),
                        Sql.at(row, "since"),
                        Sql.maybe(row, "delivered_at"),
                        "FAILED".equals(row.getString("mail")),
                        Sql.maybe(row, "restarted_at")));
    }
}
