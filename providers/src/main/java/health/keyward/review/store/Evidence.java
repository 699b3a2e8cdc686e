package health.keyward.review.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.Csv;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Quality;
import health.keyward.review.core.Risk;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What proves a campaign (AR-17): files of ids, no names, in an order that never changes; a manifest of their hashes; and an entry of the ledger whose
 * {@code about}, which is not sealed, is the hash of the manifest. What happens after the sign-off is in the ledger and not in the files.
 */
public final class Evidence {
    private static final JsonMapper JSON =
            Campaigns.json().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String ITEMS = """
        SELECT id, user_id, kind, entitlement_id, entitlement, coalesce(app, '') AS app, array_to_string(path, ' > ') AS path, denial_group, denial_id, risk, clinical,
          guarded, coalesce(unit, '') AS unit, taken_at, enabled, last_used, use_known, last_sign_in, peers, peers_with, training_until, licence_until, employment_end,
          last_reviewed_at, last_review, array_to_string(conflicts, ' ') AS conflicts, granted_at, granted_by, break_glass_uses
        FROM kw_review_item WHERE campaign_id = ? ORDER BY id""";

    /** Not in the items, whose table in packages that are signed has its columns. */
    private static final String CONTEXT = """
        SELECT id, used_days, counted_days, open_incidents, origin_kind, origin_system, origin_name, origin_external, origin_holding
        FROM kw_review_item WHERE campaign_id = ? AND open_incidents IS NOT NULL ORDER BY id""";

    private static final String TASKS = """
        SELECT t.item_id, i.origin_system, i.origin_external, t.opened_at, CASE WHEN t.done_at <= coalesce(c.signed_at, 'infinity') THEN t.done_at END AS done_at,
          CASE WHEN t.done_at <= coalesce(c.signed_at, 'infinity') THEN t.done_by END AS done_by
        FROM kw_review_task t JOIN kw_review_item i ON i.campaign_id = t.campaign_id AND i.id = t.item_id JOIN kw_review_campaign c ON c.id = t.campaign_id
        WHERE t.campaign_id = ? AND t.opened_at <= coalesce(c.signed_at, 'infinity') ORDER BY t.item_id""";

    private static final String ANSWERS = """
        SELECT item_id, n, stage, reviewer_id, decision, until, reduce_to, reason, advised, bulk, opened_at, at, superseded
        FROM kw_review_answer WHERE campaign_id = ? ORDER BY item_id, n""";

    private static final String EFFECTS = """
        SELECT id, state, stage, outcome, reduce_to, flagged, escalated, effect, effect_detail, effect_at,
          CASE WHEN drifted_at <= coalesce((SELECT signed_at FROM kw_review_campaign WHERE id = campaign_id), 'infinity') THEN drifted_at END AS drifted_at
        FROM kw_review_item WHERE campaign_id = ? ORDER BY id""";

    private static final String NOTICES =
            "SELECT person_id, at, items FROM kw_review_told WHERE campaign_id = ? ORDER BY at, person_id COLLATE \"C\"";

    private static final String ESCALATIONS = "SELECT item_id, stage, reviewer_id, why, at FROM kw_review_escalation"
            + " WHERE campaign_id = ? ORDER BY item_id, stage";

    /** The same with the steps before a stage ends, which campaigns from before do not have. */
    private static final String LADDER = """
        SELECT s.item_id, s.stage, s.reviewer_id, s.why, s.to_id, s.at FROM (
          SELECT campaign_id, item_id, stage, reviewer_id, why, NULL::varchar AS to_id, at FROM kw_review_escalation
          UNION ALL SELECT campaign_id, item_id, stage, reviewer_id, rung, to_id, at FROM kw_review_rung
        ) s WHERE s.campaign_id = ? ORDER BY s.item_id, s.stage, s.at, s.why COLLATE "C"
        """;

    /** What is signed, word for word; another text has another version. */
    public record Statement(int version, String text) {
        public static final Statement PRESENT = new Statement(
                1,
                "I have looked at the result of this review. Reviewers were independent of those they reviewed. Rights"
                        + " that were denied are gone or are listed with the reason why they are not.");
    }

    public record File(String name, String sha256, String text) {
        static File of(String name, String text) {
            return new File(name, Snapshot.sha256(text), text);
        }
    }

    /** Hash of what is to be signed: everything but the signature. */
    public String hash(Connection tx, Campaign campaign) throws SQLException {
        return Snapshot.sha256(manifest(files(tx, campaign, null)));
    }

    public List<File> files(Connection tx, Campaign campaign, @Nullable String signOff) throws SQLException {
        List<File> files = new ArrayList<>();
        files.add(File.of("definition.json", definition(campaign)));
        files.add(File.of("items.csv", table(tx, ITEMS, campaign.id())));
        String context = table(tx, CONTEXT, campaign.id());
        if (!context.isEmpty()) {
            files.add(File.of("context.csv", context));
        }
        files.add(File.of("answers.csv", table(tx, ANSWERS, campaign.id())));
        files.add(File.of("effects.csv", table(tx, EFFECTS, campaign.id())));
        String tasks = table(tx, TASKS, campaign.id());
        if (!tasks.isEmpty()) {
            files.add(File.of("tasks.csv", tasks));
        }
        files.add(File.of("quality.csv", quality(tx, campaign.id())));
        files.add(File.of("notices.csv", table(tx, NOTICES, campaign.id())));
        String escalations = campaign.definition().ladder() == null ? ESCALATIONS : LADDER;
        files.add(File.of("escalations.csv", table(tx, escalations, campaign.id())));
        files.add(File.of("summary.html", Summary.of(tx, campaign)));
        if (signOff != null) {
            files.add(File.of("sign-off.json", signOff));
        }
        return files;
    }

    /** Those of a closed campaign, as they were when it was signed. */
    public List<File> signed(Connection tx, Campaign campaign) throws SQLException {
        return files(
                tx,
                campaign,
                new Campaigns().signOff(tx, campaign.id()).orElseThrow(() -> new IllegalStateException("not signed")));
    }

    public String manifest(List<File> files) {
        StringBuilder manifest = new StringBuilder();
        files.forEach(file ->
                manifest.append(file.sha256()).append("  ").append(file.name()).append('\n'));
        return manifest.toString();
    }

    String signOff(UserId by, Instant at, String hash, Statement statement, String reason) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("by", by.value());
        said.put("at", at.toString());
        said.put("signed", hash);
        said.put("statementVersion", statement.version());
        said.put("statement", statement.text());
        said.put("reason", reason);
        return json(said);
    }

    static Recorded.Act entered(Campaign campaign, String manifestHash, Instant now) {
        return new Recorded.Act(
                "",
                now,
                campaign.realm().value(),
                "review",
                "EVIDENCE_ENTERED",
                null,
                manifestHash,
                null,
                null,
                Actor.NOBODY,
                Map.of("campaign", campaign.about()));
    }

    private static String definition(Campaign campaign) {
        Map<String, Object> said = new TreeMap<>();
        said.put("campaign", campaign.id().toString());
        said.put("realm", campaign.realm().value());
        said.put("kind", campaign.kind().name());
        said.put("definition", campaign.definition());
        said.put("createdBy", campaign.createdBy().value());
        said.put("createdAt", campaign.createdAt().toString());
        said.put("launchedAt", String.valueOf(campaign.launchedAt()));
        said.put("population", String.valueOf(campaign.populationHash()));
        said.put("halts", campaign.halts());
        return json(said);
    }

    private static String json(Object said) {
        try {
            return JSON.writeValueAsString(said) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("evidence does not serialise", e);
        }
    }

    private static String table(Connection tx, String question, UUID campaign) throws SQLException {
        StringBuilder table = new StringBuilder();
        Sql.of(question, campaign).each(tx, row -> {
            ResultSetMetaData columns = row.getMetaData();
            List<String> names = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
                @Nullable
                Object cell = columns.getColumnTypeName(i).equals("timestamptz")
                        ? Sql.maybe(row, columns.getColumnLabel(i))
                        : row.getObject(i);
                cells.add(cell == null ? "" : cell.toString());
            }
            if (table.isEmpty()) {
                table.append(Csv.line(names));
            }
            table.append(Csv.line(cells));
        });
        return table.toString();
    }

    private static String quality(Connection tx, UUID campaign) throws SQLException {
        StringBuilder table = new StringBuilder(Csv.line(List.of(
                "reviewer", "answers", "medianSeconds", "bulk", "fastHigh", "streak", "against", "score", "findings")));
        for (Quality one : qualities(tx, campaign)) {
            table.append(Csv.line(List.of(
                    one.reviewer().value(),
                    one.answers(),
                    one.medianSeconds(),
                    one.bulk(),
                    one.fastHigh(),
                    one.streak(),
                    one.against(),
                    one.score(),
                    one.findings())));
        }
        return table.toString();
    }

    /** Of everybody who answered, by id. */
    public static List<Quality> qualities(Connection tx, UUID campaign) throws SQLException {
        Map<UserId, List<Quality.Given>> given = new LinkedHashMap<>();
        Sql.of("""
                        SELECT a.*, i.risk FROM kw_review_answer a JOIN kw_review_item i ON i.campaign_id = a.campaign_id AND i.id = a.item_id
                        WHERE a.campaign_id = ? AND NOT a.superseded ORDER BY a.reviewer_id COLLATE "C", a.n\
                        """, campaign).each(tx, row -> {
            Decision advised = Decision.valueOf(row.getString("advised"));
            given.computeIfAbsent(new UserId(row.getString("reviewer_id")), none -> new ArrayList<>())
                    .add(new Quality.Given(
                            Risk.valueOf(row.getString("risk")),
                            Decision.valueOf(row.getString("decision")),
                            advised == Decision.UNKNOWN ? null : advised,
                            row.getBoolean("bulk"),
                            Sql.maybe(row, "opened_at"),
                            Sql.at(row, "at")));
        });
        return given.entrySet().stream()
                .map(one -> Quality.of(one.getKey(), one.getValue()))
                .toList();
    }

    /** Answers that the next stage looks at again, by who gave them. */
    public static Map<UserId, Long> requeued(Connection tx, UUID campaign) throws SQLException {
        Map<UserId, Long> found = new LinkedHashMap<>();
        Sql.of("""
                        SELECT a.reviewer_id, count(*) AS n FROM kw_review_answer a JOIN kw_review_item i ON i.campaign_id = a.campaign_id AND i.id = a.item_id
                        WHERE a.campaign_id = ? AND NOT a.superseded AND i.escalated AND i.stage > a.stage GROUP BY a.reviewer_id\
                        """, campaign).each(tx, row -> found.put(new UserId(row.getString("reviewer_id")), row.getLong("n")));
        return found;
    }
}
