package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A campaign about who holds one role, answered by one reviewer. */
public final class ReviewRound {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String REACHED =
            "SELECT count(*) FROM kw_review_item WHERE campaign_id = ?::uuid AND user_id = ? AND CASE WHEN drifted_at IS NULL"
                    + " THEN effect ELSE 'DRIFTED' END = ?";

    private final Supplier<String> owning;
    private final Supplier<String> reviewing;
    private final String campaign;

    private ReviewRound(Supplier<String> owning, Supplier<String> reviewing, String campaign) {
        this.owning = owning;
        this.reviewing = reviewing;
        this.campaign = campaign;
    }

    public static String role(String name) {
        String role = Staff.fresh(name);
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        return role;
    }

    /** Drafted, previewed and launched. */
    public static ReviewRound about(String role) {
        DemoPerson owner = Staff.hire("round-owns", "system-admin");
        DemoPerson reviewer = Staff.hire("round-reviews", "reviewer");
        Supplier<String> owning = Badge.of(Tokens.console(), owner, true);
        String campaign = ok(post(owning, "review/campaigns", definition(role, owner, reviewer)))
                .path("id")
                .asText();
        JsonNode preview = ok(post(owning, "review/campaigns/" + campaign + "/preview", Map.of()));
        ok(post(
                owning,
                "review/campaigns/" + campaign + "/launch",
                Map.of("hash", preview.path("hash").asText(), "reason", "a test of reviews")));
        return new ReviewRound(owning, Badge.of(Tokens.console(), reviewer, true), campaign);
    }

    /** Until it is seen that the person has not what was reviewed. */
    public void takesItFrom(DemoPerson person) {
        denies(person.username());
        reaches(person.username(), "EFFECTIVE");
    }

    void denies(String username) {
        for (JsonNode item : ok(Http.get(History.api("review/mine/items?by=PERSON"), reviewing.get()))
                .path("rows")) {
            if (item.path("username").asText().equals(username)) {
                ok(post(
                        reviewing,
                        "review/mine/items/" + item.path("id").asText() + "/answer",
                        Map.of(
                                "decision",
                                "REVOKE",
                                "version",
                                item.path("version").asLong(),
                                "reason",
                                "left this ward")));
            }
        }
        ok(post(owning, "review/campaigns/" + campaign + "/close-stage", Map.of("reason", "everybody has answered")));
    }

    void reaches(String username, String effect) {
        assertThat(Database.eventually(REACHED, n -> n == 1, PATIENCE, campaign, Staff.idOf(username), effect))
                .as(effect)
                .isEqualTo(1);
    }

    /** The only item. */
    JsonNode item() {
        return ok(Http.get(History.api("review/campaigns/" + campaign + "/items"), owning.get()))
                .at("/rows/0");
    }

    /** What is to be done in other systems. */
    JsonNode tasks() {
        return ok(Http.get(History.api("review/campaigns/" + campaign + "/tasks"), owning.get()))
                .path("tasks");
    }

    /** Answers the status. */
    int saysThatItIsDone(JsonNode task) {
        return post(
                        owning,
                        "review/campaigns/" + campaign + "/tasks/"
                                + task.path("itemId").asText() + "/done",
                        Map.of("reason", "ticket 4711"))
                .statusCode();
    }

    /** What is looked at every quarter of an hour is looked at now. */
    void isLookedAtAgain() {
        Database.run("UPDATE kw_review_campaign SET checked_at = NULL WHERE id = '" + campaign + "'");
    }

    static Map<String, Object> definition(String role, DemoPerson owner, DemoPerson reviewer) {
        Map<String, Object> scope = Map.ofEntries(
                Map.entry("roles", List.of(role)),
                Map.entry("apps", List.of()),
                Map.entry("dataClasses", List.of()),
                Map.entry("units", List.of()),
                Map.entry("groups", true),
                Map.entry("inherited", true),
                Map.entry("serviceAccounts", false),
                Map.entry("breakGlassEligible", false),
                Map.entry("exempt", false));
        Map<String, Object> stage = Map.of(
                "days",
                7,
                "reviewers",
                List.of(Map.of("kind", "MANAGER"), Map.of("kind", "NAMED", "userId", Staff.idOf(reviewer.username()))),
                "advance",
                "NONE",
                "blind",
                false);
        return Map.ofEntries(
                Map.entry("name", "Who holds " + role),
                Map.entry("description", ""),
                Map.entry("ownerId", Staff.idOf(owner.username())),
                Map.entry("scope", scope),
                Map.entry("stages", List.of(stage)),
                Map.entry("truth", "ONE_DENY_DENIES"),
                Map.entry("lowNoAnswer", "KEEP_AND_FLAG"),
                Map.entry("elevatedNoAnswer", "KEEP_AND_FLAG"),
                Map.entry("highNoAnswer", "ESCALATE"),
                Map.entry("bulkKeep", false));
    }

    private static HttpResponse<String> post(Supplier<String> token, String path, Map<String, ?> body) {
        return Http.call("POST", History.api(path), token.get(), Admin.text(body));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}
