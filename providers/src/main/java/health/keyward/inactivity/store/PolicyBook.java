package health.keyward.inactivity.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code KW_DORMANCY_POLICY} and {@code KW_DORMANCY_DRAFT}: policies in their versions, and drafts with their dry runs. */
public final class PolicyBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Document(String baseline, List<Policy> policies) {}

    public record Version(long number, Policies policies, Instant activatedAt, String activatedBy, String reason) {}

    /** @param after number of the version it is to follow */
    public record Draft(String hash, Policies policies, long after, UUID dryRun, Instant madeAt) {}

    public Optional<Version> newest(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_policy WHERE realm_id = ? ORDER BY version DESC LIMIT 1",
                        realm.value())
                .first(
                        tx,
                        row -> new Version(
                                row.getLong("version"),
                                policies(row.getString("document")),
                                Sql.at(row, "activated_at"),
                                row.getString("activated_name"),
                                row.getString("reason")));
    }

    /** Realms that have active policies. */
    public List<RealmId> realms(Connection tx) throws SQLException {
        return Sql.of("SELECT DISTINCT p.realm_id FROM kw_dormancy_policy p JOIN realm r ON r.id = p.realm_id ORDER"
                        + " BY p.realm_id")
                .list(tx, row -> new RealmId(row.getString(1)));
    }

    public void draft(Connection tx, RealmId realm, Draft draft) throws SQLException {
        Sql.of(
                        """
                        INSERT INTO kw_dormancy_draft (realm_id, hash, document, after, dry_run, made_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (realm_id, hash) DO UPDATE SET dry_run = excluded.dry_run, made_at = excluded.made_at\
                        """,
                        realm.value(),
                        draft.hash(),
                        document(draft.policies()),
                        draft.after(),
                        draft.dryRun(),
                        draft.madeAt())
                .update(tx);
    }

    public Optional<Draft> draft(Connection tx, RealmId realm, String hash) throws SQLException {
        return Sql.of("SELECT * FROM kw_dormancy_draft WHERE realm_id = ? AND hash = ?", realm.value(), hash)
                .first(
                        tx,
                        row -> new Draft(
                                hash,
                                policies(row.getString("document")),
                                row.getLong("after"),
                                row.getObject("dry_run", UUID.class),
                                Sql.at(row, "made_at")));
    }

    /** False when another version came first. */
    public boolean activate(
            Connection tx, RealmId realm, Draft draft, UserId by, String name, Instant at, String reason)
            throws SQLException {
        return Sql.of(
                                """
                                INSERT INTO kw_dormancy_policy (realm_id, version, document, hash, dry_run, activated_at, activated_by, activated_name, reason)
                                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
                                WHERE ? = (SELECT coalesce(max(version), 0) FROM kw_dormancy_policy WHERE realm_id = ?)
                                ON CONFLICT DO NOTHING\
                                """,
                                realm.value(),
                                draft.after() + 1,
                                document(draft.policies()),
                                draft.hash(),
                                draft.dryRun(),
                                at,
                                by.value(),
                                name,
                                reason,
                                draft.after(),
                                realm.value())
                        .update(tx)
                == 1;
    }

    /** SHA-256 of the policies and of the version they are to follow, 64 hex digits. */
    public static String hash(Policies policies, long after) {
        return sha256((after + "\n" + document(policies)).getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String document(Policies policies) {
        try {
            return JSON.writeValueAsString(new Document(policies.baseline().toString(), policies.all()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("policies do not serialise", e);
        }
    }

    private static Policies policies(String document) throws SQLException {
        try {
            Document read = JSON.readValue(document, Document.class);
            return new Policies(Instant.parse(read.baseline()), read.policies());
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored policy holds other JSON than it should", e);
        }
    }
}
