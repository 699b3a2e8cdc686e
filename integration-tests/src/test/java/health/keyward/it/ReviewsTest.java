package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign on the running house, from preview to evidence, and the ways around it (AR-1, AR-4, AR-6, AR-14, AR-16, AR-17, AR-20). */
class ReviewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STATE = "SELECT count(*) FROM kw_review_campaign WHERE id = ?::uuid AND state = ?";

    @TempDir
    private Path folder;

    @Test
    void what_a_reviewer_denies_is_gone_from_a_live_session_and_an_outsider_can_check_it() throws Exception {
        String role = ReviewRound.role("it-reviewed");
        DemoPerson ada = Staff.hire("reviewed", "reviewer", role);
        DemoPerson ben = Staff.hire("reviewed-too", role);
        DemoPerson reviewer = Staff.hire("reviews", "reviewer");
        DemoPerson owner = Staff.hire("owns-review", "system-admin");
        Supplier<String> reviewing = Badge.of(Tokens.console(), reviewer, true);
        Supplier<String> owning = Badge.of(Tokens.console(), owner, true);
        Supplier<String> adas = Badge.of(Tokens.console(), ada, true);
        Tokens.Issued live = Tokens.issue(Tokens.console(), ada, true);
        assertThat(userinfo(live)).isEqualTo(200);

        JsonNode preview = previewed(owning, role, owner, reviewer);
        String campaign = preview.path("campaignId").asText();
        assertThat(preview.path("items").asLong()).isEqualTo(2);
        assertThat(preview.path("orphans").asLong()).isZero();
        assertThat(preview.at("/reviewers/0/username").asText()).isEqualTo(reviewer.username());
        HttpResponse<String> other = post(
                owning,
                "review/campaigns/" + campaign + "/launch",
                Map.of("hash", "0".repeat(64), "reason", "a test of reviews"));
        assertThat(other.statusCode()).isEqualTo(409);
        ok(post(
                owning,
                "review/campaigns/" + campaign + "/launch",
                Map.of("hash", preview.path("hash").asText(), "reason", "a test of reviews")));

        assertThat(get(reviewing, "review/campaigns").statusCode()).isEqualTo(403);
        JsonNode mine = ok(get(reviewing, "review/mine/items?by=PERSON"));
        assertThat(mine.path("rows")).hasSize(2);
        JsonNode adasItem = item(mine, ada);
        nobodyReviewsThemselves(owning, reviewing, adas, campaign, adasItem, ada);

        JsonNode opened =
                ok(get(reviewing, "review/mine/items/" + adasItem.path("id").asText()));
        assertThat(opened.path("context").path("peers").isNumber()).isTrue();
        assertThat(opened.at("/context/grantedAt").asText())
                .as("the ledger saw the grant")
                .isNotEmpty();
        assertThat(opened.at("/context/breakGlassUses").asInt(-1)).isZero();
        assertThat(opened.at("/context/openIncidents").asInt(-1)).isZero();
        String answer = "review/mine/items/" + adasItem.path("id").asText() + "/answer";
        Map<String, Object> revoke =
                Map.of("decision", "REVOKE", "version", opened.path("version").asLong(), "reason", "left this ward");
        List<Integer> answers = twoAtOnce(
                () -> post(reviewing, answer, revoke).statusCode(),
                () -> post(reviewing, answer, revoke).statusCode());
        assertThat(answers).as("of two at once one wins").containsExactlyInAnyOrder(200, 409);
        JsonNode bensItem = item(mine, ben);
        ok(post(
                reviewing,
                "review/mine/items/" + bensItem.path("id").asText() + "/answer",
                Map.of("decision", "KEEP", "version", bensItem.path("version").asLong(), "reason", "works here")));

        ok(post(owning, "review/campaigns/" + campaign + "/close-stage", Map.of("reason", "everybody has answered")));
        assertThat(Database.eventually(STATE, n -> n == 1, PATIENCE, campaign, "AWAITING_SIGN_OFF"))
                .isEqualTo(1);
        assertThat(effect(owning, campaign, ada)).isEqualTo("EFFECTIVE");
        assertThat(effect(owning, campaign, ben)).isEqualTo("NONE");
        assertThat(holds(ada, role)).isFalse();
        assertThat(holds(ben, role)).isTrue();
        assertThat(userinfo(live))
                .as("the token of the live session is refused")
                .isEqualTo(401);
        assertThat(Tokens.post(Tokens.console(), Map.of("grant_type", "refresh_token", "refresh_token", live.refresh()))
                        .statusCode())
                .isEqualTo(400);

        JsonNode toSign = ok(get(owning, "review/campaigns/" + campaign + "/sign-off"));
        assertThat(toSign.path("hinders")).isEmpty();
        HttpResponse<String> stranger = post(
                Badge.of(Tokens.console(), Staff.hire("signs-others", "system-admin"), true),
                "review/campaigns/" + campaign + "/sign-off",
                signature(toSign));
        assertThat(stranger.statusCode()).isEqualTo(403);
        JsonNode closed = ok(post(owning, "review/campaigns/" + campaign + "/sign-off", signature(toSign)));
        assertThat(closed.path("state").asText()).isEqualTo("CLOSED");
        proven(owning, campaign, Staff.idOf(ada.username()));
    }

    @Test
    void what_was_planned_starts_by_itself_and_ends_when_it_is_told_to() {
        String role = ReviewRound.role("it-planned");
        Staff.hire("planned", role);
        DemoPerson reviewer = Staff.hire("plan-reviews", "reviewer");
        DemoPerson owner = Staff.hire("owns-plan", "system-admin");
        Supplier<String> owning = Badge.of(Tokens.console(), owner, true);
        JsonNode plan = ok(post(
                owning,
                "review/plans",
                Map.of(
                        "campaign",
                        ReviewRound.definition(role, owner, reviewer),
                        "everyDays",
                        30,
                        "firstAt",
                        Instant.now().plusSeconds(3).toString(),
                        "reason",
                        "a test of plans")));
        String id = plan.path("id").asText();
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_review_campaign c JOIN kw_review_plan p ON p.last_campaign = c.id WHERE"
                                + " p.id = ?::uuid AND c.state = ?",
                        n -> n == 1,
                        PATIENCE,
                        id,
                        "RUNNING"))
                .isEqualTo(1);
        assertThat(ok(get(Badge.of(Tokens.console(), reviewer, true), "review/mine"))
                        .path("open")
                        .asLong())
                .isEqualTo(1);
        JsonNode left = ok(post(owning, "review/plans/" + id + "/end", Map.of("reason", "a test is over")));
        assertThat(left.path("rows").findValuesAsText("id")).doesNotContain(id);
    }

    private static void nobodyReviewsThemselves(
            Supplier<String> admin,
            Supplier<String> reviewing,
            Supplier<String> adas,
            String campaign,
            JsonNode item,
            DemoPerson ada) {
        String id = item.path("id").asText();
        Map<String, Object> toAda = Map.of(
                "to",
                ada.username(),
                "reason",
                "she knows best",
                "version",
                item.path("version").asLong());
        assertThat(get(adas, "review/mine/items/" + id).statusCode())
                .as("by the API")
                .isEqualTo(404);
        assertThat(post(
                                adas,
                                "review/mine/items/" + id + "/answer",
                                Map.of(
                                        "decision",
                                        "KEEP",
                                        "version",
                                        item.path("version").asLong()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(reviewing, "review/mine/items/" + id + "/reassign", toAda)
                        .statusCode())
                .as("by handing on")
                .isEqualTo(403);
        assertThat(post(admin, "review/campaigns/" + campaign + "/items/" + id + "/reassign", toAda)
                        .statusCode())
                .as("by an administrator")
                .isEqualTo(403);
    }

    private JsonNode previewed(Supplier<String> owning, String role, DemoPerson owner, DemoPerson reviewer) {
        JsonNode draft = ok(post(owning, "review/campaigns", ReviewRound.definition(role, owner, reviewer)));
        return ok(post(owning, "review/campaigns/" + draft.path("id").asText() + "/preview", Map.of()));
    }

    private void proven(Supplier<String> owning, String campaign, String person) throws Exception {
        JsonNode evidence = ok(get(owning, "review/campaigns/" + campaign + "/evidence"));
        StringBuilder manifest = new StringBuilder();
        for (JsonNode file : evidence.path("files")) {
            manifest.append(sha256(file.path("text").asText()))
                    .append("  ")
                    .append(file.path("name").asText())
                    .append('\n');
        }
        assertThat(manifest).hasToString(evidence.path("manifest").asText());
        String hash = sha256(manifest.toString());
        assertThat(evidence.path("manifestHash").asText()).isEqualTo(hash);
        assertThat(evidence.path("files").toString()).contains(person, "EFFECTIVE", "left this ward");
        String proof = History.eventuallyAnswers(
                "audit/proof/" + evidence.path("eventId").asText());
        byte[] entry = Base64.getDecoder()
                .decode(proof.lines().skip(1).findFirst().orElseThrow().substring(6));
        assertThat(new String(entry, StandardCharsets.UTF_8))
                .as("what the log proves is the package")
                .contains(hash);
        Path file = Files.writeString(folder.resolve("review.tlog-proof"), proof);
        EvidenceTest.Run good = EvidenceTest.verifier("prove", file.toString(), "--key", EvidenceTest.vkey());
        assertThat(good.exit()).as(good.said()).isZero();
    }

    private static Map<String, Object> signature(JsonNode toSign) {
        return Map.of(
                "statementVersion",
                toSign.at("/statement/version").asInt(),
                "hash",
                toSign.path("hash").asText(),
                "reason",
                "looked at all of it");
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Integer> twoAtOnce(Supplier<Integer> one, Supplier<Integer> other) throws Exception {
        List<Integer> answers = new ArrayList<>();
        Thread second = Thread.ofPlatform().start(() -> {
            int answer = other.get();
            synchronized (answers) {
                answers.add(answer);
            }
        });
        int answer = one.get();
        second.join();
        synchronized (answers) {
            answers.add(answer);
        }
        return answers;
    }

    private static String effect(Supplier<String> token, String campaign, DemoPerson person) {
        JsonNode rows =
                ok(get(token, "review/campaigns/" + campaign + "/items?person=" + Staff.idOf(person.username())));
        return rows.at("/rows/0/effect").asText();
    }

    private static boolean holds(DemoPerson person, String role) {
        JsonNode roles =
                Staff.boss().get("hospital/users/" + Staff.idOf(person.username()) + "/role-mappings/realm/composite");
        return roles.findValuesAsText("name").contains(role);
    }

    private static JsonNode item(JsonNode page, DemoPerson person) {
        for (JsonNode row : page.path("rows")) {
            if (row.path("username").asText().equals(person.username())) {
                return row;
            }
        }
        throw new AssertionError("no item of " + person.username() + " in " + page);
    }

    private static int userinfo(Tokens.Issued live) {
        return Http.get(Tokens.endpoint("userinfo"), live.access()).statusCode();
    }

    private static HttpResponse<String> get(Supplier<String> token, String path) {
        return Http.get(History.api(path), token.get());
    }

    private static HttpResponse<String> post(Supplier<String> token, String path, Map<String, ?> body) {
        return Http.call("POST", History.api(path), token.get(), Admin.text(body));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}
