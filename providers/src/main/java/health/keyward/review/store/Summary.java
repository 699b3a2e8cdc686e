package health.keyward.review.store;

import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Quality;
import health.keyward.review.core.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The evidence of a campaign as a page for people, to be read and printed without anything else (AR-17). Ids, no names of people; as exact as the tables. */
final class Summary {
    private static final String STYLE = "body{font:14px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;width:100%;margin:1em 0}"
            + "th,td{border:1px solid #888;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
            + "th{background:#eee}tr{break-inside:avoid}";

    private final StringBuilder page = new StringBuilder();

    private Summary() {}

    static String of(Connection tx, Campaign campaign) throws SQLException {
        Summary summary = new Summary();
        summary.write(tx, campaign);
        return summary.page.toString();
    }

    private void write(Connection tx, Campaign campaign) throws SQLException {
        Definition definition = campaign.definition();
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(safe(definition.name()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(safe(definition.name()))
                .append("</h1>\n<p>")
                .append(safe(definition.description()))
                .append("</p>\n");
        what(campaign);
        came(tx, campaign);
        table(
                "What was denied",
                List.of("Item", "Person", "Right", "Decision", "Effect", "Seen", "At"),
                rows(tx, """
                        SELECT id, user_id, entitlement, outcome || coalesce(' to ' || reduce_to, ''), effect, effect_detail, effect_at AT TIME ZONE 'UTC'
                        FROM kw_review_item WHERE campaign_id = ? AND effect <> 'NONE' ORDER BY id\
                        """, 7, campaign));
        table("Kept without an answer", List.of("Item", "Person", "Right", "Risk"), rows(tx, """
                        SELECT id, user_id, entitlement, risk FROM kw_review_item WHERE campaign_id = ? AND flagged AND outcome = 'KEEP' ORDER BY id\
                        """, 4, campaign));
        table(
                "What went on to the next stage",
                List.of("Item", "Stage", "Reviewer", "Why", "At"),
                rows(tx, """
                        SELECT item_id, stage, reviewer_id, why, at AT TIME ZONE 'UTC' FROM kw_review_escalation WHERE campaign_id = ? ORDER BY item_id, stage\
                        """, 5, campaign));
        if (definition.ladder() != null) {
            table(
                    "What was done while nobody answered",
                    List.of("Item", "Stage", "Step", "Reviewer", "To", "At"),
                    rows(tx, """
                            SELECT item_id, stage, rung, reviewer_id, to_id, at AT TIME ZONE 'UTC' FROM kw_review_rung WHERE campaign_id = ?
                            ORDER BY item_id, stage, at, rung COLLATE "C"\
                            """, 6, campaign));
        }
        reviewers(Evidence.qualities(tx, campaign.id()));
        page.append(
                "<p>All items, answers, effects and notices stand in the tables beside this page. The manifest holds the SHA-256 of each of"
                        + " them and of this page.</p>\n</body></html>\n");
    }

    private void what(Campaign campaign) {
        Definition definition = campaign.definition();
        String stages = definition.stages().stream().map(Summary::words).collect(Collectors.joining("; "));
        table(
                "What was reviewed",
                List.of("Matter", "Value"),
                List.of(
                        List.of("Campaign", campaign.id().toString()),
                        List.of("Owner", definition.owner().value()),
                        List.of("Launched", String.valueOf(campaign.launchedAt())),
                        List.of("Scope", definition.scope().toString()),
                        List.of("Stages", stages),
                        List.of("Several stages", definition.truth().name()),
                        List.of("SHA-256 of the items", String.valueOf(campaign.populationHash())),
                        List.of("Stopped by", String.join("; ", campaign.halts()))));
    }

    private static String words(Stage stage) {
        return stage.days() + " days, "
                + stage.reviewers().stream().map(rule -> rule.kind().name()).collect(Collectors.joining(", "));
    }

    private void came(Connection tx, Campaign campaign) throws SQLException {
        Campaigns.Progress came = new Campaigns().progress(tx, campaign.id());
        table(
                "What came of it",
                List.of("Items", "Kept", "Reduced", "Revoked", "Decided by nobody", "Gone meanwhile", "Went on"),
                List.of(Stream.of(
                                came.items(),
                                came.keep(),
                                came.reduce(),
                                came.revoke(),
                                came.unresolved(),
                                came.gone(),
                                came.escalated())
                        .map(Object::toString)
                        .toList()));
    }

    private void reviewers(List<Quality> qualities) {
        table(
                "How carefully it was reviewed",
                List.of("Reviewer", "Answers", "Seconds in the middle", "Together", "Against the facts", "Score"),
                qualities.stream()
                        .map(one -> Stream.of(
                                        one.reviewer().value(),
                                        one.answers(),
                                        one.medianSeconds(),
                                        one.bulk(),
                                        one.against(),
                                        one.score())
                                .map(Object::toString)
                                .toList())
                        .toList());
    }

    private static List<List<String>> rows(Connection tx, String question, int columns, Campaign campaign)
            throws SQLException {
        return Sql.of(question, campaign.id()).list(tx, row -> {
            @Nullable String[] cells = new @Nullable String[columns];
            for (int i = 0; i < columns; i++) {
                cells[i] = row.getString(i + 1);
            }
            return Stream.of(cells)
                    .map(cell -> Objects.requireNonNullElse(cell, ""))
                    .toList();
        });
    }

    private void table(String title, List<String> head, List<List<String>> rows) {
        page.append("<h2>").append(title).append("</h2>\n");
        if (rows.isEmpty()) {
            page.append("<p>None.</p>\n");
            return;
        }
        page.append("<table><thead><tr>");
        head.forEach(cell -> page.append("<th>").append(cell).append("</th>"));
        page.append("</tr></thead><tbody>\n");
        rows.forEach(row -> {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(safe(cell)).append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</tbody></table>\n");
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
