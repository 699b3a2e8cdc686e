package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.breakglass.BreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCaseUse;
import health.keyward.contract.breakglass.BreakGlassCases;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reviews of emergency access on the running house, and the ways around them (BG-12 to BG-16). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesTest {
    private static final Map<String, String> TYPES =
            Map.of("keyward.resource_types", "record", "keyward.actions.record", "read", "keyward.break_glass", "true");
    private static final List<String> ROLES = List.of("access-decisions", "audit-events");
    private static final int TRIES = 200;
    private static final String NOTE = "Seen on the ward, asked the charge nurse.";

    private Pep app = Pep.none();
    private Pep other = Pep.none();
    private DemoPerson nurse = Ward.keeper();
    private DemoPerson officerPerson = nurse;
    private DemoPerson reviewerPerson = nurse;
    private Tokens.Issued atTheApp = new Tokens.Issued("", "", "");
    private Supplier<String> officer = () -> "";
    private Supplier<String> reviewer = () -> "";

    @BeforeAll
    void peopleAndApps() {
        app = Pep.made(Staff.REALM, "case-app", TYPES, List.of(Pep.AUDIENCE), ROLES, Map.of());
        other = Pep.made(Staff.REALM, "case-other", TYPES, List.of(Pep.AUDIENCE), ROLES, Map.of());
        nurse = Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("case-nurse"), false, "nurse");
        officerPerson = Staff.hire("case-officer", "privacy-officer");
        reviewerPerson = Staff.hire("case-reviewer", "reviewer");
        officer = Badge.of(Tokens.console(), officerPerson, true);
        reviewer = Badge.of(Tokens.console(), reviewerPerson, true);
        atTheApp = Tokens.issue(app.client(), nurse, false);
        maySheBreakTheGlass(nurse);
    }

    @Test
    void a_grant_is_reviewed_from_its_first_second_to_a_signed_verdict() {
        String grant = given(nurse, "p-71", app, null);
        assertThat(file(officer, grant, 200).review().state()).isEqualTo("OPEN");

        HttpResponse<String> decided = decides(grant, "p-71");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(send(app.token(), event(grant, "p-71", nurse.username(), Instant.now(Clock.systemUTC())))
                        .statusCode())
                .isEqualTo(201);
        BreakGlassCaseFile used = eventually(
                grant,
                seen -> seen.uses().stream().anyMatch(use -> use.kind().equals("APP"))
                        && seen.uses().stream().anyMatch(use -> use.kind().equals("DECISION")));
        assertThat(used.uses())
                .extracting(BreakGlassCaseUse::app)
                .containsOnly(app.client().id());
        assertThat(used.facts())
                .filteredOn(fact -> fact.fact().equals("VIP"))
                .allSatisfy(fact -> assertThat(fact.known()).isEqualTo("YES"));
        assertThat(used.facts())
                .filteredOn(fact -> fact.fact().equals("ON_SHIFT"))
                .allSatisfy(fact -> assertThat(fact.known()).isEqualTo("UNKNOWN"));

        assertThat(post(officer, grant, "assign", Map.of("reviewer", reviewerPerson.username()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(cases(reviewer, "")).extracting(BreakGlassCase::id).contains(grant);
        problem(post(reviewer, grant, "verdict", verdict("APPROPRIATE", "", false)), 409, "still-running");
        ends(grant);

        assertThat(post(reviewer, grant, "question", Map.of("question", "Who called you?"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode asked = Admin.json(Http.get(answers(""), atTheApp.access()));
        assertThat(asked.findValuesAsText("question")).contains("Who called you?");
        assertThat(answer(grant, atTheApp.access(), "The charge nurse.").statusCode())
                .isEqualTo(204);
        assertThat(answer(grant, atTheApp.access(), "And once more.").statusCode())
                .isEqualTo(409);

        problem(post(reviewer, grant, "verdict", verdict("APPROPRIATE", NOTE, true)), 409, "not-blank");
        BreakGlassCaseFile closed =
                read(post(reviewer, grant, "verdict", verdict("POLICY_GAP", NOTE, false)), BreakGlassCaseFile.class);
        assertThat(closed.review().state()).isEqualTo("CLOSED");
        assertThat(closed.questions())
                .extracting(word -> word.words())
                .containsExactly("Who called you?", "The charge nurse.");
        assertThat(closed.verdicts()).extracting(one -> one.by()).containsExactly(reviewerPerson.username());
        problem(post(officer, grant, "verdict", verdict("INAPPROPRIATE", NOTE, false)), 409, "closed");
        recorded("CASE_JUDGED", grant);
    }

    @Test
    void blank_usage_is_attested_and_an_open_case_blocks_no_care() {
        String grant = given(nurse, "p-72", app, null);
        String second = given(nurse, "p-73", app, null);
        ends(grant);
        ends(second);
        assertThat(file(officer, grant, 200).review().used()).isZero();
        problem(post(officer, grant, "verdict", verdict("APPROPRIATE", NOTE, false)), 409, "blank-not-attested");
        problem(post(officer, grant, "verdict", verdict("APPROPRIATE", "", true)), 409, "note-missing");
        assertThat(post(officer, grant, "verdict", verdict("APPROPRIATE", NOTE, true))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_verdict_needs_a_fresh_second_factor() {
        String grant = given(nurse, "p-74", app, null);
        ends(grant);
        try (Asks anew = Asks.anew("breakglass-verdict")) {
            HttpResponse<String> refused = post(officer, grant, "verdict", verdict("APPROPRIATE", NOTE, true));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            assertThat(Admin.json(refused).path("error").asText()).isEqualTo("insufficient_user_authentication");
        }
        assertThat(file(officer, grant, 200).review().state()).isEqualTo("OPEN");
    }

    @Test
    void self_review_is_refused() {
        DemoPerson both = Staff.hire("case-both", "privacy-officer", "nurse");
        Supplier<String> own = Badge.of(Tokens.console(), both, true);
        String grant = given(both, "p-75", app, null);
        ends(grant);
        file(own, grant, 403);
        problem(post(own, grant, "verdict", verdict("APPROPRIATE", NOTE, true)), 403, "own-case");
        problem(post(own, grant, "question", Map.of("question", "Was it me?")), 403, "own-case");
        problem(post(officer, grant, "assign", Map.of("reviewer", both.username())), 409, "hindered");
    }

    @Test
    void a_co_signer_reviews_nothing_they_signed() {
        DemoPerson signer = Staff.hire("case-signer", "privacy-officer");
        Supplier<String> own = Badge.of(Tokens.console(), signer, true);
        String grant = given(nurse, "p-76", app, signer);
        ends(grant);
        problem(post(own, grant, "verdict", verdict("APPROPRIATE", NOTE, true)), 403, "own-case");
        problem(post(officer, grant, "assign", Map.of("reviewer", signer.username())), 409, "hindered");
    }

    @Test
    void a_subordinate_and_whoever_may_break_the_glass_review_nobody() {
        DemoPerson below = Staff.hire("case-below", "reviewer");
        String path = "hospital/users/" + Staff.idOf(below.username());
        com.fasterxml.jackson.databind.node.ObjectNode person =
                (com.fasterxml.jackson.databind.node.ObjectNode) Staff.chief().get(path);
        person.withObject("attributes").putArray("manager").add(nurse.username());
        Staff.chief().put(path, person);
        String grant = given(nurse, "p-77", app, null);
        problem(post(officer, grant, "assign", Map.of("reviewer", below.username())), 409, "hindered");
        problem(post(officer, grant, "assign", Map.of("reviewer", nurse.username())), 409, "no-reviewer");
        ends(grant);
    }

    @Test
    void a_reciprocal_pair_is_refused() {
        DemoPerson one = Staff.hire("case-one", "privacy-officer");
        DemoPerson two = Staff.hire("case-two", "privacy-officer");
        Supplier<String> atOne = Badge.of(Tokens.console(), one, true);
        Supplier<String> atTwo = Badge.of(Tokens.console(), two, true);
        String ofTwo = given(two, "p-78", app, null);
        ends(ofTwo);
        assertThat(post(atOne, ofTwo, "verdict", verdict("APPROPRIATE", NOTE, true))
                        .statusCode())
                .isEqualTo(200);
        String ofOne = given(one, "p-79", app, null);
        ends(ofOne);
        problem(post(atTwo, ofOne, "verdict", verdict("APPROPRIATE", NOTE, true)), 409, "hindered");
        problem(post(officer, ofOne, "assign", Map.of("reviewer", two.username())), 409, "hindered");
        assertThat(file(atTwo, ofOne, 200).hindrance()).isEqualTo("RECIPROCAL");
    }

    @Test
    void a_forged_app_signal_is_refused_and_told() {
        String grant = given(nurse, "p-80", app, null);
        Instant now = Instant.now(Clock.systemUTC());
        Map<String, Object> event = event(grant, "p-80", nurse.username(), now);
        problem(send(other.token(), event), 404, "not-found");
        problem(send(app.token(), event("1b".repeat(16), "p-80", nurse.username(), now)), 404, "not-found");
        problem(
                send(app.token(), event(grant, "p-80", nurse.username(), now.minusSeconds(3_600))),
                409,
                "not-during-the-grant");
        problem(send(atTheApp.access(), event), 403, "forbidden");
        problem(send("", event), 401, "unauthenticated");
        problem(send(withoutTheRole().token(), event), 403, "forbidden");
        problem(send(app.token(), Map.of("resourceType", "AuditEvent")), 400, "bad-audit-event");
        Map<String, Object> large = new HashMap<>(event);
        large.put("text", "x".repeat(70_000));
        problem(send(app.token(), large), 413, "too-large");
        recorded("GRANT_MISUSED", grant);
        ends(grant);
        assertThat(file(officer, grant, 200).uses()).isEmpty();
    }

    @Test
    void an_app_that_names_somebody_else_is_not_believed() {
        String grant = given(nurse, "p-81", app, null);
        assertThat(send(app.token(), event(grant, "p-99", "mallory", Instant.now(Clock.systemUTC())))
                        .statusCode())
                .isEqualTo(201);
        BreakGlassCaseFile seen = eventually(grant, file -> !file.uses().isEmpty());
        assertThat(seen.uses().getFirst().outcome()).isEqualTo("success other-patient other-person");
        assertThat(seen.review().username()).isEqualTo(nurse.username());
        ends(grant);
    }

    @Test
    void guessing_ids_of_grants_finds_nothing_of_others() {
        String grant = given(nurse, "p-82", app, null);
        DemoPerson stranger = Staff.hire("case-stranger", "reviewer");
        Supplier<String> own = Badge.of(Tokens.console(), stranger, true);
        assertThat(post(officer, grant, "assign", Map.of("reviewer", reviewerPerson.username()))
                        .statusCode())
                .isEqualTo(200);
        file(own, grant, 404);
        problem(post(own, grant, "question", Map.of("question", "Anything there?")), 404, "not-found");
        assertThat(post(own, grant, "assign", Map.of("reviewer", stranger.username()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(cases(own, "?reviewer=" + Staff.idOf(reviewerPerson.username())))
                .isEmpty();
        DemoPerson curious = Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("case-curious"), false, "nurse");
        String token = Tokens.issue(app.client(), curious, false).access();
        assertThat(post(reviewer, grant, "question", Map.of("question", "Who called you?"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(answer(grant, token, "It was somebody else.").statusCode()).isEqualTo(404);
        assertThat(answer("2c".repeat(16), token, "It was somebody else.").statusCode())
                .isEqualTo(404);
        ends(grant);
    }

    @Test
    void a_case_that_was_left_lying_is_given_to_somebody_and_escalated_by_mail() {
        UUID id = UUID.randomUUID();
        String realm = Staff.boss().get(Staff.REALM).path("id").asText();
        String person = Staff.idOf(nurse.username());
        Database.run(
                "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose, reason,"
                        + " reasons_version, from_at, until_at, session_id, client_id, waived, degraded, ended_at, end_reason) VALUES ('"
                        + id + "', '" + realm + "', '" + person + "', '" + nurse.username()
                        + "', 'p-83', ARRAY['" + app.client().id() + "'], 'clinical', 'read', 'BTG', 'COVERING', 0,"
                        + " now() - interval '80 hours', now() - interval '79 hours', 'long-gone', '"
                        + app.client().id()
                        + "', false, false, now() - interval '79 hours', 'LOGOUT')");
        Database.run("INSERT INTO kw_case (id, realm_id, opened_at, due_at) VALUES ('" + id + "', '" + realm
                + "', now() - interval '80 hours', now() - interval '8 hours')");
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_case WHERE id = ? AND reviewer IS NOT NULL AND step = 'ESCALATED'",
                        found -> found == 1,
                        Duration.ofMinutes(3),
                        id))
                .isOne();
        String grant = id.toString().replace("-", "");
        assertThat(told("case-overdue:" + grant, "role:privacy-officer")).isOne();
        BreakGlassCase review = file(officer, grant, 200).review();
        assertThat(review.overdue()).isTrue();
        assertThat(review.reviewerId()).isNotEqualTo(person);
        assertThat(told("case-assigned:" + grant, "person:" + review.reviewerId()))
                .isOne();
        recorded("CASE_ESCALATED", grant);
        given(nurse, "p-84", app, null);
    }

    private static long told(String dedupe, String audience) {
        return Database.number(
                "SELECT count(*) FROM kw_notice_delivery WHERE starts_with(dedupe, ?) AND audience = ?",
                dedupe,
                audience);
    }

    /** Two administrators agree on a list with one more row. */
    private static void maySheBreakTheGlass(DemoPerson person) {
        Supplier<String> one = Badge.of(Tokens.console(), Staff.hire("case-admin", "system-admin"), true);
        Supplier<String> two = Badge.of(Tokens.console(), Staff.hire("case-second", "system-admin"), true);
        JsonNode now = Admin.json(Http.get(History.api("breakglass/eligibility"), one.get()));
        List<Object> entries = new ArrayList<>();
        now.path("entries").forEach(entries::add);
        entries.add(Map.of(
                "kind",
                "PERSON",
                "name",
                person.username(),
                "apps",
                List.of(),
                "dataClasses",
                List.of(),
                "clinical",
                true));
        Map<String, Object> draft = new HashMap<>();
        draft.put("after", now.path("version").asInt());
        draft.put("entries", entries);
        draft.put("settleHours", now.path("settleHours").asInt());
        draft.put("callEn", now.path("callEn").asText());
        draft.put("callEs", now.path("callEs").asText());
        draft.put("reason", "a nurse for the test of cases");
        HttpResponse<String> proposed =
                Http.call("POST", History.api("breakglass/eligibility/proposals"), one.get(), Admin.text(draft));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        String proposal =
                "approval/proposals/" + Admin.json(proposed).path("proposal").asText();
        String hash = Admin.json(Http.get(History.api(proposal), two.get()))
                .at("/row/hash")
                .asText();
        HttpResponse<String> done =
                Http.call("POST", History.api(proposal + "/confirm"), two.get(), Admin.text(Map.of("hash", hash)));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private String given(DemoPerson person, String patient, Pep to, @Nullable DemoPerson coSigner) {
        return Grants.given(
                Staff.idOf(person.username()),
                person.username(),
                patient,
                person.equals(nurse)
                        ? Tokens.claims(atTheApp.access()).path("sid").asText()
                        : Tokens.random(),
                to.client().id(),
                coSigner == null ? null : Staff.idOf(coSigner.username()));
    }

    private static void ends(String grant) {
        Grants.end(grant);
    }

    private HttpResponse<String> decides(String grant, String patient) {
        return app.ask(
                "evaluation",
                Map.of(
                        "subject",
                        Map.of("type", "user", "id", Staff.idOf(nurse.username())),
                        "action",
                        Map.of("name", "read"),
                        "resource",
                        Map.of(
                                "type",
                                "record",
                                "id",
                                "r-" + grant.substring(0, 8),
                                "properties",
                                Map.of("patient", patient, "review_flags", List.of("vip"))),
                        "context",
                        Map.of(
                                "session_id",
                                Tokens.claims(atTheApp.access()).path("sid").asText())));
    }

    private static Map<String, Object> event(String grant, String patient, String person, Instant recorded) {
        return Map.of(
                "resourceType", "AuditEvent",
                "type", Map.of("code", "rest"),
                "subtype", List.of(Map.of("code", "read")),
                "action", "R",
                "recorded", recorded.toString(),
                "outcome", "0",
                "agent", List.of(Map.of("requestor", true, "who", Map.of("identifier", Map.of("value", person)))),
                "source", Map.of("observer", Map.of("display", "case app")),
                "entity",
                        List.of(
                                Map.of("what", Map.of("reference", "Patient/" + patient)),
                                Map.of(
                                        "what",
                                        Map.of(
                                                "identifier",
                                                Map.of("system", "urn:keyward:break-glass-grant", "value", grant)))));
    }

    private static HttpResponse<String> send(String token, Map<String, Object> event) {
        return Http.call("POST", realm("audit-events"), token, Admin.text(event));
    }

    private static Pep withoutTheRole() {
        return Pep.made(Staff.REALM, "case-mute", TYPES, List.of(Pep.AUDIENCE), List.of("access-decisions"), Map.of());
    }

    private static HttpResponse<String> answer(String grant, String token, String words) {
        return Http.call(
                "POST",
                answers("/" + grant + "/answer"),
                token,
                "application/x-www-form-urlencoded",
                Tokens.form(Map.of("answer", words)));
    }

    private static URI answers(String path) {
        return realm("break-glass-reviews" + path);
    }

    private static URI realm(String path) {
        return URI.create(Ward.house().issuer() + "/keyward/v1/" + path);
    }

    private static Map<String, Object> verdict(String disposition, String note, boolean blank) {
        return Map.of(
                "disposition",
                disposition,
                "checklist",
                List.of(
                        Map.of("item", "REASON", "answer", "YES"),
                        Map.of("item", "PATIENT", "answer", "YES"),
                        Map.of("item", "EXTENT", "answer", "YES"),
                        Map.of("item", "TIME", "answer", "YES")),
                "note",
                note,
                "blankAttested",
                blank);
    }

    private static HttpResponse<String> post(Supplier<String> by, String grant, String act, Object body) {
        return Http.call("POST", History.api("breakglass/cases/" + grant + "/" + act), by.get(), Admin.text(body));
    }

    private static List<BreakGlassCase> cases(Supplier<String> by, String query) {
        return read(Http.get(History.api("breakglass/cases" + query), by.get()), BreakGlassCases.class)
                .cases();
    }

    private BreakGlassCaseFile file(Supplier<String> by, String grant, int status) {
        HttpResponse<String> answer = Http.get(History.api("breakglass/cases/" + grant), by.get());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return status == 200 ? read(answer, BreakGlassCaseFile.class) : nothing();
    }

    private BreakGlassCaseFile eventually(String grant, Predicate<BreakGlassCaseFile> like) {
        for (int i = 0; i < TRIES; i++) {
            BreakGlassCaseFile seen = file(officer, grant, 200);
            if (like.test(seen)) {
                return seen;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("the file never looked so: " + file(officer, grant, 200));
    }

    private BreakGlassCaseFile nothing() {
        return new BreakGlassCaseFile(null, null, "", List.of(), List.of(), List.of(), List.of(), List.of(), null);
    }

    private static void recorded(String act, String grant) {
        assertThat(History.eventuallyChange(
                        "area=BREAKGLASS", row -> row.target().equals(act + "/" + grant)))
                .isNotNull();
    }

    private static void problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Admin.json(answer).path("type").asText()).endsWith(":" + code);
    }

    private static <T> T read(HttpResponse<String> answer, Class<T> type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try {
            return History.JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
