package health.keyward.review.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Ladder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns. */
public final class Campaigns {
    private static final JsonMapper JSON = json().build();

    /** What a definition does not have is left out, so that those from before it could have it stay, word for word, what was signed. */
    static JsonMapper.Builder json() {
        return JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .withConfigOverride(
                        Ladder.class,
                        ladder -> ladder.setIncludeAsProperty(
                                JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)));
    }

    /** The same definition always gives the same text. */
    static String text(Definition definition) {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition does not serialise", e);
        }
    }

    static Definition definition(String text) {
        try {
            return JSON.readValue(text, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition cannot be read", e);
        }
    }

    void add(Connection tx, Campaign campaign, @Nullable UserId subject) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_review_campaign (id, realm_id, kind, state, definition, subject, owner_id,"
                                + " created_by, created_name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        campaign.id(),
                        campaign.realm().value(),
                        campaign.kind(),
                        campaign.state(),
                        text(campaign.definition()),
                        subject == null ? null : subject.value(),
                        campaign.definition().owner().value(),
                        campaign.createdBy().value(),
                        campaign.createdName(),
                        campaign.createdAt())
                .update(tx);
    }

    @Nullable
    UserId subject(Connection tx, UUID id) throws SQLException {
        return Sql.of("SELECT subject FROM kw_review_campaign WHERE id = ?", id)
                .first(tx, row -> Optional.ofNullable(row.getString(1)).map(UserId::new))
                .flatMap(one -> one)
                .orElse(null);
    }

    void redraft(Connection tx, UUID id, Definition definition) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_campaign SET definition = ?, owner_id = ?, state = 'DRAFT', population_hash ="
                                + " NULL, figures = NULL, previewed_at = NULL WHERE id = ?",
                        text(definition),
                        definition.owner().value(),
                        id)
                .update(tx);
        Sql.of("DELETE FROM kw_review_item WHERE campaign_id = ?", id).update(tx);
    }

    public Optional<Campaign> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_review_campaign WHERE realm_id = ? AND id = ?", realm.value(), id)
                .first(tx, Campaigns::campaign);
    }

    /** The same, held until the transaction ends: moves of a campaign come one after the other. */
    Optional<Campaign> hold(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_review_campaign WHERE realm_id = ? AND id = ? FOR UPDATE", realm.value(), id)
                .first(tx, Campaigns::campaign);
    }

    /** What the job has to do with, oldest first. */
    List<Campaign> working(Connection tx, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_campaign c WHERE state = 'APPLYING' OR (state = 'RUNNING' AND"
                                + " stage_ends_at <= ?) OR (state = 'AWAITING_SIGN_OFF' AND EXISTS (SELECT FROM"
                                + " kw_review_item i WHERE i.campaign_id = c.id AND i.effect = 'APPLIED')) ORDER BY"
                                + " created_at FOR UPDATE SKIP LOCKED",
                        now)
                .list(tx, Campaigns::campaign);
    }

    /** Newest first. */
    public List<Campaign> list(
            Connection tx, RealmId realm, @Nullable CampaignState state, @Nullable PageKey after, int most)
            throws SQLException {
        Instant place = after == null ? null : after.at();
        return Sql.of(
                        """
                        SELECT * FROM kw_review_campaign WHERE realm_id = ? AND (?::text IS NULL OR state = ?)
                          AND (?::timestamptz IS NULL OR (created_at, id) < (?::timestamptz, ?::uuid))
                        ORDER BY created_at DESC, id DESC LIMIT ?\
                        """,
                        realm.value(),
                        state,
                        state,
                        place,
                        place,
                        after == null ? null : after.id().toString(),
                        most)
                .list(tx, Campaigns::campaign);
    }

    void previewed(Connection tx, UUID id, Snapshot.Sealed sealed, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_campaign SET state = 'PREVIEWED', population_hash = ?, figures = ?,"
                                + " previewed_at = ? WHERE id = ?",
                        sealed.hash(),
                        sealed.figures().text(),
                        now,
                        id)
                .update(tx);
    }

    /** What the preview found. */
    public Figures figures(Connection tx, UUID id) throws SQLException {
        Optional<String> kept = Sql.of(
                        "SELECT figures FROM kw_review_campaign WHERE id = ? AND figures IS NOT NULL", id)
                .first(tx, row -> row.getString(1));
        return kept.isPresent() ? Figures.of(kept.get()) : Snapshot.seal(tx, id).figures();
    }

    void stage(
            Connection tx, Campaign campaign, int stage, Instant beganAt, Instant endsAt, @Nullable Instant launchedAt)
            throws SQLException {
        Sql.of(
                        "UPDATE kw_review_campaign SET state = 'RUNNING', stage = ?, stage_began_at = ?,"
                                + " stage_ends_at = ?, reminded_at = NULL, launched_at = coalesce(?::timestamptz, launched_at) WHERE id = ?",
                        stage,
                        beganAt,
                        endsAt,
                        launchedAt,
                        campaign.id())
                .update(tx);
        Optional<Ladder> ladder = campaign.definition().ladder(stage);
        rung(
                tx,
                campaign.id(),
                ladder.map(one -> Ladder.Rung.ADD).orElse(null),
                ladder.map(one -> one.at(Ladder.Rung.ADD, beganAt, endsAt)).orElse(null));
    }

    /** What is done next for the items that wait, and when; both are null where there is nothing more. */
    void rung(Connection tx, UUID id, Ladder.@Nullable Rung rung, @Nullable Instant at) throws SQLException {
        Sql.of("UPDATE kw_review_campaign SET rung = ?, rung_at = ?::timestamptz WHERE id = ?", rung, at, id)
                .update(tx);
    }

    void endsAt(Connection tx, UUID id, Instant at) throws SQLException {
        Sql.of("UPDATE kw_review_campaign SET stage_ends_at = ? WHERE id = ?", at, id)
                .update(tx);
    }

    void move(Connection tx, Campaign campaign, CampaignState to, List<String> halts, @Nullable Instant undoUntil)
            throws SQLException {
        if (!campaign.state().mayBecome(to)) {
            throw new IllegalStateException("a campaign does not go from " + campaign.state() + " to " + to);
        }
        Sql.of(
                        "UPDATE kw_review_campaign SET state = ?, halts = ?, undo_until = coalesce(?::timestamptz,"
                                + " undo_until) WHERE id = ?",
                        to,
                        halts,
                        undoUntil,
                        campaign.id())
                .update(tx);
    }

    void closed(Connection tx, UUID id, Instant at, String by, String signOff, String evidenceHash, String eventId)
            throws SQLException {
        Sql.of(
                        "UPDATE kw_review_campaign SET state = 'CLOSED', signed_at = ?, signed_by = ?, sign_off = ?,"
                                + " evidence_hash = ?, event_id = ? WHERE id = ? AND state = 'AWAITING_SIGN_OFF'",
                        at,
                        by,
                        signOff,
                        evidenceHash,
                        eventId,
                        id)
                .update(tx);
    }

    Optional<String> signOff(Connection tx, UUID id) throws SQLException {
        return Sql.of("SELECT sign_off FROM kw_review_campaign WHERE id = ? AND sign_off IS NOT NULL", id)
                .first(tx, row -> row.getString(1));
    }

    /**
     * How far a campaign is.
     *
     * @param escalated items that went on because nobody answered, or too fast
     */
    public record Progress(
            long items,
            long open,
            long decided,
            long keep,
            long reduce,
            long revoke,
            long unresolved,
            long gone,
            long escalated,
            List<EffectCount> effects) {}

    public record EffectCount(Effect effect, long items) {}

    public Progress progress(Connection tx, UUID id) throws SQLException {
        List<EffectCount> effects = Sql.of(
                        "SELECT CASE WHEN drifted_at IS NULL THEN effect ELSE 'DRIFTED' END AS effect, count(*) AS n"
                                + " FROM kw_review_item WHERE campaign_id = ? GROUP BY 1 ORDER BY 1",
                        id)
                .list(tx, row -> new EffectCount(Effect.valueOf(row.getString("effect")), row.getLong("n")));
        return Sql.of("""
                        SELECT count(*) AS items, count(*) FILTER (WHERE state = 'OPEN') AS open,
                          count(*) FILTER (WHERE state IN ('DECIDED', 'RESOLVED')) AS decided,
                          count(*) FILTER (WHERE coalesce(outcome, decision) = 'KEEP') AS keep,
                          count(*) FILTER (WHERE coalesce(outcome, decision) = 'REDUCE') AS reduce,
                          count(*) FILTER (WHERE coalesce(outcome, decision) = 'REVOKE') AS revoke,
                          count(*) FILTER (WHERE flagged) AS unresolved, count(*) FILTER (WHERE state = 'GONE') AS gone,
                          count(*) FILTER (WHERE escalated) AS escalated
                        FROM kw_review_item WHERE campaign_id = ?\
                        """, id)
                .first(
                        tx,
                        row -> new Progress(
                                row.getLong("items"),
                                row.getLong("open"),
                                row.getLong("decided"),
                                row.getLong("keep"),
                                row.getLong("reduce"),
                                row.getLong("revoke"),
                                row.getLong("unresolved"),
                                row.getLong("gone"),
                                row.getLong("escalated"),
                                List.copyOf(effects)))
                .orElseThrow();
    }

    private static Campaign campaign(ResultSet row) throws SQLException {
        return new Campaign(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                Campaign.Kind.valueOf(row.getString("kind")),
                CampaignState.valueOf(row.getString("state")),
                definition(row.getString("definition")),
                new UserId(row.getString("created_by")),
                row.getString("created_name"),
                Sql.at(row, "created_at"),
                Sql.maybe(row, "previewed_at"),
                Sql.maybe(row, "launched_at"),
                row.getInt("stage"),
                Sql.maybe(row, "stage_ends_at"),
                Sql.maybe(row, "undo_until"),
                row.getString("population_hash"),
                new ArrayList<>(Arrays.asList((String[]) row.getArray("halts").getArray())),
                Sql.maybe(row, "signed_at"),
                row.getString("signed_by"),
                row.getString("evidence_hash"),
                row.getString("event_id"));
    }
}
