package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** One well-formed call for every operation that shows or changes what only system administrators may see. */
final class Calls {
    /**
     * @param operation method and path, as the OpenAPI document writes them; for Keycloak's own, as its address ends
     * @param path with real ids, below the realm
     * @param real what the right caller is answered
     * @param roles who beside system administrators is a right caller
     */
    record Call(
            String operation,
            String method,
            String path,
            @Nullable Object body,
            int real,
            Set<String> roles) {
        boolean isKeyward() {
            return path.startsWith("keyward/");
        }
    }

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static final String NO_EXPORT = "0123456789abcdef0123456789abcdef";

    private final Map<String, Call> calls = new LinkedHashMap<>();

    private Calls() {}

    /** Every row of the table; ids and cursors are taken from the history, which must not be empty. */
    static List<Call> all() {
        Calls table = new Calls();
        JsonNode page = read("history/sign-ins?limit=1");
        String event = page.at("/rows/0/id").asText();
        String top = page.path("top").asText();
        History.eventuallyAnswers("audit/proof/" + event);
        String change = read("history/changes?limit=1").at("/rows/0/id").asText();
        String person = Staff.idOf(Ward.keeper().username());
        table.ours("GET /me", "me", 200);
        table.open("GET /me", "privacy-officer", "reviewer");
        table.ours("GET /audit/health", "audit/health", 200);
        table.ours("GET /audit/checkpoint", "audit/checkpoint", 200);
        table.ours("GET /audit/checkpoints", "audit/checkpoints?limit=1", 200);
        table.ours("GET /audit/tile/{level}/{path}", "audit/tile/0/000.p/1", 200);
        table.ours("GET /audit/tile/entries/{path}", "audit/tile/entries/000.p/1", 200);
        table.ours("GET /audit/proof/{eventId}", "audit/proof/" + event, 200);
        table.ours("GET /audit/proof/consistency", "audit/proof/consistency?from=1", 200);
        table.ours("GET /audit/checks", "audit/checks", 200);
        table.ours("POST /audit/checks", "audit/checks", Map.of("full", false), 200);
        table.ours("GET /audit/epochs", "audit/epochs", 200);
        table.ours("GET /audit/retention", "audit/retention", 200);
        table.ours("POST /audit/drills", "audit/drills", Map.of(), 200);
        table.ours("GET /audit/report", "audit/report?year=2026", 200);
        table.ours("GET /audit/feeds", "audit/feeds", 200);
        table.ours(
                "POST /audit/feeds/{name}/replay",
                "audit/feeds/none/replay",
                Map.of("fromSeq", 1, "reason", "proving who may do this"),
                404);
        table.ours("GET /audit/export", "audit/export", 200);
        table.ours("GET /history/overview", "history/overview", 200);
        table.ours("GET /history/sign-ins", "history/sign-ins", 200);
        table.ours("GET /history/sign-ins/newer", "history/sign-ins/newer?than=" + top, 200);
        table.ours("GET /history/sign-ins/histogram", "history/sign-ins/histogram", 200);
        table.ours("GET /history/sign-ins/summary", "history/sign-ins/summary", 200);
        table.ours("GET /history/sign-ins/export", "history/sign-ins/export?format=csv", 200);
        table.ours("GET /history/sign-ins/{id}", "history/sign-ins/" + event, 200);
        table.ours("GET /history/failures/top", "history/failures/top?by=cause", 200);
        table.ours("GET /history/people", "history/people?search=victor", 200);
        table.ours("GET /history/people/{userId}", "history/people/" + person, 200);
        table.ours("GET /history/people/{userId}/timeline", "history/people/" + person + "/timeline", 200);
        table.ours("GET /history/people/{userId}/sessions", "history/people/" + person + "/sessions", 200);
        table.ours(
                "DELETE /history/people/{userId}/sessions/{sessionId}",
                "history/people/" + person + "/sessions/none?reason=proving+who+may",
                404);
        table.ours("GET /history/changes", "history/changes", 200);
        table.ours("GET /history/changes/export", "history/changes/export?format=json", 200);
        table.ours("GET /history/changes/{id}", "history/changes/" + change, 200);
        table.ours(
                "POST /history/sign-ins/exports",
                "history/sign-ins/exports?format=csv&from=" + Instant.now().minusSeconds(1),
                202);
        table.ours(
                "POST /history/changes/exports",
                "history/changes/exports?format=json&from=" + Instant.now().minusSeconds(1),
                202);
        table.ours("GET /history/exports", "history/exports", 200);
        table.ours("GET /history/exports/{id}", "history/exports/" + NO_EXPORT, 404);
        table.ours("GET /history/exports/{id}/file", "history/exports/" + NO_EXPORT + "/file", 404);
        table.ours("GET /history/exports/{id}/manifest", "history/exports/" + NO_EXPORT + "/manifest", 404);
        table.ours("DELETE /history/exports/{id}", "history/exports/" + NO_EXPORT, 404);
        table.ours("GET /history/views", "history/views", 200);
        table.ours("PUT /history/views/{name}", "history/views/admission", 200);
        table.ours("DELETE /history/views/{name}", "history/views/admission", 204);
        table.ours("GET /history/receipts", "history/receipts", 200);
        table.ours("GET /history/demo-data", "history/demo-data", 200);
        String none = "00000000-0000-4000-8000-000000000000";
        table.ours("GET /notice/health", "notice/health", 200);
        table.ours("GET /notice/messages", "notice/messages", 200);
        table.ours("POST /notice/messages/{id}/retry", "notice/messages/" + none + "/retry", 404);
        table.ours("GET /approval/proposals", "approval/proposals", 200);
        table.ours(
                "POST /approval/proposals",
                "approval/proposals",
                Map.of("kind", "no-such-kind", "asked", Map.of(), "reason", "proving who may"),
                400);
        table.ours("GET /approval/proposals/{id}", "approval/proposals/" + none, 404);
        table.ours(
                "POST /approval/proposals/{id}/confirm",
                "approval/proposals/" + none + "/confirm",
                Map.of("hash", "0".repeat(64)),
                404);
        table.ours(
                "POST /approval/proposals/{id}/decline",
                "approval/proposals/" + none + "/decline",
                Map.of("reason", "proving who may"),
                404);
        table.ours("POST /approval/proposals/{id}/withdraw", "approval/proposals/" + none + "/withdraw", 404);
        table.ours("GET /abac/policies", "abac/policies", 200);
        table.ours("GET /abac/policies/steps", "abac/policies/steps", 200);
        table.ours("GET /abac/policies/versions", "abac/policies/versions", 200);
        table.ours(
                "POST /abac/policies/versions",
                "abac/policies/versions",
                Map.of("bundle", "bm8gYnVuZGxl", "note", "proving who may"),
                400);
        table.ours("GET /abac/policies/versions/{version}", "abac/policies/versions/0", 200);
        table.ours("GET /abac/policies/versions/{version}/file", "abac/policies/versions/0/file?name=data.json", 200);
        table.ours("GET /abac/policies/difference", "abac/policies/difference?from=0&to=0", 200);
        table.ours(
                "POST /abac/policies/proposals",
                "abac/policies/proposals",
                Map.of("act", "PUBLISH", "version", 999_999, "after", 999_999, "reason", "proving who may"),
                409);
        table.ours(
                "POST /abac/policies/enforcement",
                "abac/policies/enforcement",
                Map.of("mode", "ENFORCE", "after", 999_999, "reason", "proving who may"),
                409);
        String noCase = "breakglass/cases/" + "0f".repeat(16);
        table.ours("GET /breakglass/cases", "breakglass/cases", 200);
        table.ours("GET /breakglass/cases/{id}", noCase, 404);
        table.ours(
                "POST /breakglass/cases/{id}/assign", noCase + "/assign", Map.of("reviewer", "proving who may"), 404);
        table.ours(
                "POST /breakglass/cases/{id}/question",
                noCase + "/question",
                Map.of("question", "proving who may"),
                404);
        table.ours(
                "POST /breakglass/cases/{id}/verdict",
                noCase + "/verdict",
                Map.of("disposition", "APPROPRIATE", "checklist", List.of(), "note", "", "blankAttested", false),
                404);
        table.open("GET /breakglass/cases", "privacy-officer", "reviewer");
        table.open("GET /breakglass/cases/{id}", "privacy-officer", "reviewer");
        table.open("POST /breakglass/cases/{id}/assign", "privacy-officer");
        table.open("POST /breakglass/cases/{id}/question", "privacy-officer", "reviewer");
        table.open("POST /breakglass/cases/{id}/verdict", "privacy-officer", "reviewer");
        table.ours("GET /breakglass/eligibility", "breakglass/eligibility", 200);
        table.ours(
                "POST /breakglass/eligibility/proposals",
                "breakglass/eligibility/proposals",
                Map.of("after", 9999, "entries", List.of(), "settleHours", 24, "reason", "For the table"),
                409);
        table.ours("GET /breakglass/emergency-admins", "breakglass/emergency-admins", 200);
        table.ours(
                "POST /breakglass/emergency-admins/proposals",
                "breakglass/emergency-admins/proposals",
                Map.of("after", 9999, "accounts", List.of(), "reason", "For the table"),
                409);
        table.ours("GET /breakglass/emergency-uses", "breakglass/emergency-uses", 200);
        table.ours(
                "GET /breakglass/emergency-uses/{id}",
                "breakglass/emergency-uses/00000000-0000-4000-8000-000000000000",
                404);
        table.ours(
                "POST /breakglass/emergency-uses/{id}/review",
                "breakglass/emergency-uses/00000000-0000-4000-8000-000000000000/review",
                Map.of("disposition", "DRILL", "words", "For the table"),
                404);
        table.ours("GET /breakglass/grants", "breakglass/grants", 200);
        table.ours("GET /breakglass/grants/{id}", "breakglass/grants/" + "0f".repeat(16), 404);
        table.ours(
                "POST /breakglass/grants/{id}/end",
                "breakglass/grants/" + "0f".repeat(16) + "/end",
                Map.of("reason", "For the table"),
                404);
        table.ours("GET /breakglass/metrics", "breakglass/metrics", 200);
        table.open("GET /breakglass/metrics", "privacy-officer");
        table.open("GET /breakglass/grants", "privacy-officer");
        table.open("GET /breakglass/grants/{id}", "privacy-officer");
        table.open("POST /breakglass/grants/{id}/end", "privacy-officer");
        table.ours("GET /breakglass/reasons", "breakglass/reasons", 200);
        table.ours(
                "POST /breakglass/reasons/proposals",
                "breakglass/reasons/proposals",
                Map.of("after", 0, "reasons", List.of(), "reason", "For the table"),
                400);
        table.ours("GET /stepup/map", "stepup/map", 200);
        table.ours("GET /stepup/map/names", "stepup/map/names", 200);
        table.ours("GET /stepup/map/versions", "stepup/map/versions", 200);
        table.ours("GET /stepup/map/versions/{version}", "stepup/map/versions/999999", 404);
        table.ours(
                "POST /stepup/map/versions",
                "stepup/map/versions",
                Map.of("after", 999_999, "rules", List.of(), "reason", "proving who may"),
                409);
        table.ours("POST /stepup/map/preview", "stepup/map/preview", Map.of("rules", List.of(), "days", 1), 200);
        table.ours("GET /stepup/recovery/people/{userId}", "stepup/recovery/people/" + person, 200);
        table.ours("GET /stepup/recovery/links/{id}", "stepup/recovery/links/" + none, 404);
        table.ours("POST /stepup/recovery/links/{id}/code", "stepup/recovery/links/" + none + "/code", 404);
        table.ours("GET /stepup/models", "stepup/models", 200);
        table.ours("GET /stepup/models/{model}", "stepup/models/" + none, 404);
        table.ours(
                "POST /stepup/models/{model}/decisions",
                "stepup/models/" + none + "/decisions",
                Map.of("act", "ACCEPTED", "upTo", "phrh", "reason", "proving who may"),
                409);
        table.ours("GET /stepup/metadata", "stepup/metadata", 200);
        table.ours("POST /stepup/metadata", "stepup/metadata", Map.of("blob", "no blob"), 409);
        table.ours("GET /stepup/coverage", "stepup/coverage", 200);
        table.ours("GET /stepup/coverage/people", "stepup/coverage/people?limit=1", 200);
        table.ours("GET /stepup/coverage/people/export", "stepup/coverage/people/export?role=nobody", 200);
        table.ours("GET /stepup/coverage/exceptions", "stepup/coverage/exceptions", 200);
        table.ours(
                "POST /stepup/coverage/exceptions",
                "stepup/coverage/exceptions",
                Map.of(
                        "role",
                        "no-such-role",
                        "owner",
                        person,
                        "reason",
                        "proving who may do this",
                        "until",
                        Instant.now().plusSeconds(60).toString()),
                400);
        table.ours(
                "POST /stepup/coverage/exceptions/{id}/end",
                "stepup/coverage/exceptions/" + none + "/end",
                Map.of("reason", "proving who may do this"),
                404);
        table.ours("GET /abac/replays", "abac/replays", 200);
        table.ours("POST /abac/replays", "abac/replays", Map.of("version", 999_999, "days", 1), 404);
        table.ours("GET /abac/replays/{id}", "abac/replays/" + none, 404);
        table.ours("POST /abac/replays/{id}/cancel", "abac/replays/" + none + "/cancel", 404);
        table.ours(
                "POST /abac/what-if",
                "abac/what-if",
                Map.of("person", person, "app", "account-console", "network", Map.of("guarded", true)),
                200);
        table.ours("GET /abac/decisions", "abac/decisions?limit=1", 200);
        table.ours("GET /abac/decisions/summary", "abac/decisions/summary", 200);
        table.ours("GET /abac/decisions/export", "abac/decisions/export?app=nobody", 200);
        table.ours("GET /abac/decisions/{id}", "abac/decisions/" + "0".repeat(32), 404);
        table.ours("GET /inactivity/accounts", "inactivity/accounts?limit=1", 200);
        table.ours("GET /inactivity/accounts/summary", "inactivity/accounts/summary", 200);
        table.ours("GET /inactivity/accounts/{userId}", "inactivity/accounts/" + person, 200);
        table.ours("GET /inactivity/policies", "inactivity/policies", 200);
        table.ours("POST /inactivity/policies/preview", "inactivity/policies/preview", Map.of(), 400);
        table.ours(
                "POST /inactivity/policies/activate",
                "inactivity/policies/activate",
                Map.of("hash", "0".repeat(64), "reason", "proving who may do this"),
                409);
        table.ours("GET /inactivity/runs", "inactivity/runs?limit=1", 200);
        table.ours("POST /inactivity/runs/dry", "inactivity/runs/dry", Map.of(), 200);
        table.ours("GET /inactivity/runs/{id}", "inactivity/runs/" + none, 404);
        table.ours("GET /inactivity/runs/{id}/people", "inactivity/runs/" + none + "/people", 404);
        table.ours("GET /inactivity/runs/{id}/evidence", "inactivity/runs/" + none + "/evidence", 404);
        table.ours("GET /inactivity/exemptions", "inactivity/exemptions?limit=1", 200);
        table.ours(
                "POST /inactivity/exemptions",
                "inactivity/exemptions",
                Map.of(
                        "kind",
                        "EXEMPTION",
                        "userId",
                        none,
                        "owner",
                        person,
                        "reason",
                        "proving who may do this",
                        "until",
                        Instant.now().plusSeconds(60).toString(),
                        "blocks",
                        false),
                409);
        table.ours(
                "POST /inactivity/exemptions/{id}/end",
                "inactivity/exemptions/" + none + "/end",
                Map.of("reason", "proving who may do this"),
                404);
        table.ours("GET /inactivity/returns", "inactivity/returns?limit=1", 200);
        table.ours("GET /inactivity/returns/{userId}", "inactivity/returns/" + none, 404);
        table.ours(
                "POST /inactivity/returns",
                "inactivity/returns",
                Map.of("userId", person, "retrained", "2026-01-01", "reason", "proving who may do this"),
                409);
        table.ours(
                "POST /inactivity/returns/{userId}/kept/{kind}/{id}",
                "inactivity/returns/" + person + "/kept/ROLE/" + none,
                Map.of("decision", "DROP", "reason", "proving who may do this"),
                404);
        table.ours("GET /inactivity/leavers", "inactivity/leavers?limit=1", 200);
        table.ours("GET /inactivity/leavers/{id}", "inactivity/leavers/" + none, 404);
        table.ours(
                "POST /inactivity/leavers",
                "inactivity/leavers",
                Map.of("username", "nobody-of-this-name", "reason", "proving who may do this"),
                404);
        table.ours(
                "POST /inactivity/leavers/{id}/cancel",
                "inactivity/leavers/" + none + "/cancel",
                Map.of("reason", "proving who may do this"),
                404);
        table.ours("GET /inactivity/breaker", "inactivity/breaker", 200);
        table.ours(
                "POST /inactivity/breaker/confirm",
                "inactivity/breaker/confirm",
                Map.of("runId", none, "reason", "proving who may do this"),
                409);
        table.ours(
                "POST /inactivity/breaker/cancel",
                "inactivity/breaker/cancel",
                Map.of("runId", none, "reason", "proving who may do this"),
                409);
        table.ours("GET /inactivity/service-accounts", "inactivity/service-accounts?limit=1", 200);
        table.ours("GET /inactivity/service-accounts/policy", "inactivity/service-accounts/policy", 200);
        table.ours(
                "POST /inactivity/service-accounts/policy/preview",
                "inactivity/service-accounts/policy/preview",
                Map.of("after", 0, "unusedDays", 90, "noticeDays", 14),
                200);
        table.ours(
                "POST /inactivity/service-accounts/policy",
                "inactivity/service-accounts/policy",
                Map.of(
                        "after",
                        999_999,
                        "unusedDays",
                        90,
                        "noticeDays",
                        14,
                        "hash",
                        "0".repeat(64),
                        "reason",
                        "proving who may do this"),
                409);
        table.ours(
                "POST /inactivity/service-accounts/{client}/owner",
                "inactivity/service-accounts/" + none + "/owner",
                Map.of("owner", person, "reason", "proving who may do this"),
                404);
        table.ours(
                "POST /inactivity/service-accounts/{client}/disable",
                "inactivity/service-accounts/" + none + "/disable",
                Map.of("reason", "proving who may do this"),
                404);
        table.ours(
                "POST /inactivity/service-accounts/{client}/restore",
                "inactivity/service-accounts/" + none + "/restore",
                Map.of("reason", "proving who may do this"),
                404);
        table.reviews(none, person);
        table.keycloaks("GET", "events", null, 200);
        table.keycloaks("GET", "events/config", null, 200);
        table.keycloaks("PUT", "events/config", Map.of("eventsEnabled", false), 204);
        table.keycloaks("GET", "admin-events", null, 200);
        table.keycloaks("DELETE", "events", null, 204);
        table.keycloaks("DELETE", "admin-events", null, 204);
        table.keycloaks("GET", "attack-detection/brute-force/users/" + person, null, 200);
        table.keycloaks("DELETE", "attack-detection/brute-force/users/" + person, null, 204);
        table.keycloaks("DELETE", "attack-detection/brute-force/users", null, 204);
        return List.copyOf(table.calls.values());
    }

    private void reviews(String none, String person) {
        Map<String, Object> why = Map.of("reason", "proving who may do this");
        String campaign = "review/campaigns/" + none;
        ours("GET /review/templates", "review/templates", 200);
        ours("GET /review/campaigns", "review/campaigns?limit=1", 200);
        ours("POST /review/campaigns", "review/campaigns", Map.of(), 400);
        ours("GET /review/campaigns/{id}", campaign, 404);
        ours("POST /review/campaigns/{id}/draft", campaign + "/draft", Map.of(), 400);
        ours("GET /review/campaigns/{id}/preview", campaign + "/preview", 404);
        ours("POST /review/campaigns/{id}/preview", campaign + "/preview", 404);
        ours(
                "POST /review/campaigns/{id}/launch",
                campaign + "/launch",
                Map.of("hash", "0".repeat(64), "reason", "proving who may do this"),
                404);
        ours("POST /review/campaigns/{id}/cancel", campaign + "/cancel", why, 404);
        ours("POST /review/campaigns/{id}/close-stage", campaign + "/close-stage", why, 404);
        ours("GET /review/campaigns/{id}/items", campaign + "/items", 404);
        ours("GET /review/campaigns/{id}/items/{item}", campaign + "/items/" + none, 404);
        ours(
                "POST /review/campaigns/{id}/items/{item}/reassign",
                campaign + "/items/" + none + "/reassign",
                Map.of("to", "nobody-of-this-name", "reason", "proving who may do this", "version", 1),
                404);
        ours("POST /review/campaigns/{id}/items/{item}/apply", campaign + "/items/" + none + "/apply", why, 404);
        ours("GET /review/campaigns/{id}/tasks", campaign + "/tasks", 404);
        ours("POST /review/campaigns/{id}/tasks/{item}/done", campaign + "/tasks/" + none + "/done", why, 404);
        ours("GET /review/campaigns/{id}/quality", campaign + "/quality", 404);
        ours("POST /review/campaigns/{id}/go-on", campaign + "/go-on", why, 409);
        ours(
                "POST /review/campaigns/{id}/undo",
                campaign + "/undo",
                Map.of("items", List.of(none), "reason", "proving who may do this"),
                404);
        ours("GET /review/campaigns/{id}/sign-off", campaign + "/sign-off", 404);
        ours(
                "POST /review/campaigns/{id}/sign-off",
                campaign + "/sign-off",
                Map.of("statementVersion", 1, "hash", "0".repeat(64), "reason", "proving who may do this"),
                404);
        ours("GET /review/campaigns/{id}/evidence", campaign + "/evidence", 404);
        ours("POST /review/micro", "review/micro", Map.of("reason", "proving who may do this", "days", 7), 400);
        ours("GET /review/plans", "review/plans", 200);
        ours("POST /review/plans", "review/plans", why, 400);
        ours("POST /review/plans/small", "review/plans/small", why, 400);
        ours("POST /review/plans/{id}/end", "review/plans/" + none + "/end", why, 404);
        String item = "review/mine/items/" + none;
        ours("GET /review/mine", "review/mine", 200);
        ours("GET /review/mine/items", "review/mine/items?limit=1", 200);
        ours("GET /review/mine/items/{id}", item, 404);
        ours("POST /review/mine/items/{id}/answer", item + "/answer", Map.of("decision", "KEEP", "version", 1), 404);
        ours("POST /review/mine/items/{id}/reopen", item + "/reopen", Map.of("version", 1), 404);
        ours(
                "POST /review/mine/items/{id}/reassign",
                item + "/reassign",
                Map.of("to", Ward.keeper().username(), "reason", "proving who may do this", "version", 1),
                404);
        ours(
                "POST /review/mine/answers",
                "review/mine/answers",
                Map.of("decision", "REVOKE", "items", List.of(Map.of("id", none, "version", 1))),
                200);
        ours("GET /review/mine/absences", "review/mine/absences", 200);
        ours(
                "POST /review/mine/absences",
                "review/mine/absences",
                Map.of(
                        "delegate",
                        Ward.keeper().username(),
                        "from",
                        "2026-01-02T00:00:00Z",
                        "until",
                        "2026-01-01T00:00:00Z"),
                400);
        List.copyOf(calls.keySet()).stream()
                .filter(operation -> operation.contains(" /review/mine"))
                .forEach(operation -> open(operation, "reviewer"));
    }

    /** Method and path of every operation of the OpenAPI document that is in the jar. */
    static Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        try (Reader text = Files.newBufferedReader(
                TheHouse.root().resolve("providers/src/main/resources/META-INF/keyward/openapi.yaml"))) {
            Map<String, Map<String, Map<String, ?>>> document = new Yaml().load(text);
            for (var path : document.get("paths").entrySet()) {
                for (String method : path.getValue().keySet()) {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return operations;
    }

    private void ours(String operation, String path, int real) {
        String method = operation.substring(0, operation.indexOf(' '));
        Object body = method.equals("PUT") ? Map.of("page", "sign-ins", "query", "outcome=FAILED") : null;
        ours(operation, path, body, real);
    }

    private void ours(String operation, String path, @Nullable Object body, int real) {
        String method = operation.substring(0, operation.indexOf(' '));
        calls.put(operation, new Call(operation, method, "keyward/v1/" + path, body, real, Set.of()));
    }

    /** Says who else may call an operation of the table. */
    private void open(String operation, String... roles) {
        calls.computeIfPresent(
                operation,
                (name, call) -> new Call(name, call.method(), call.path(), call.body(), call.real(), Set.of(roles)));
    }

    private void keycloaks(String method, String path, @Nullable Object body, int real) {
        calls.put(method + " " + path, new Call(method + " " + path, method, path, body, real, Set.of()));
    }

    private static JsonNode read(String path) {
        return History.read(path, JsonNode.class);
    }
}
