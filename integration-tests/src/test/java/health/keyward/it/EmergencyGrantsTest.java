package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Emergency access on the running house: who is told of it, who takes it away, and what is left when the person is erased (BG-10, BG-11). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmergencyGrantsTest {
    /** Officers have to know within a minute (BG-11). */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String PATIENT = "mrn-0815-4711";

    private DemoPerson manager = nobody();
    private DemoPerson officer = nobody();
    private Supplier<String> first = () -> "";
    private Supplier<String> second = () -> "";
    private Supplier<String> privacy = () -> "";

    @BeforeAll
    void nursesMayBreakTheGlass() {
        manager = Staff.hire("grant-manager");
        officer = Staff.hire("grant-officer", "privacy-officer");
        first = Badge.of(Tokens.console(), Staff.hire("grant-one", "system-admin"), true);
        second = Badge.of(Tokens.console(), Staff.hire("grant-two", "system-admin"), true);
        privacy = Badge.of(Tokens.console(), officer, true);
        int version = get("breakglass/eligibility").path("version").asInt();
        String proposal = ask(
                        first,
                        "POST",
                        "breakglass/eligibility/proposals",
                        Eligible.draft(version, Eligible.role("nurse", true)))
                .path("proposal")
                .asText();
        assertThat(confirm(proposal).statusCode()).isEqualTo(200);
    }

    @Test
    void officers_the_manager_and_the_person_are_told_and_no_mail_says_for_whom() {
        DemoPerson nurse = nurse("grant-nurse");
        String grant = give(nurse, "ward-board");
        assertThat(grant).matches("[0-9a-f]{32}");

        MailSink.Message toOfficer = mail(officer, "Emergency access was given", grant);
        MailSink.Message toManager = mail(manager, "Somebody you are responsible for has emergency access", grant);
        MailSink.Message toNurse = mail(nurse, "You have emergency access, and it is watched", grant);
        for (MailSink.Message mail : List.of(toOfficer, toManager, toNurse)) {
            assertThat(mail.flat()).doesNotContain(PATIENT, "clinical", "keywardNotice");
        }
        assertThat(toOfficer.flat())
                .contains("access/emergency?open=" + grant, nurse.username(), "COVERING", "text/html");
        assertThat(toNurse.flat())
                .contains("recorded and reviewed", "/keyward/breakglass/own")
                .doesNotContain("access/emergency");

        JsonNode ended = ask(privacy, "POST", "breakglass/grants/" + grant + "/end", Map.of("reason", "not on shift"));
        assertThat(ended.path("endReason").asText()).isEqualTo("REVOKED");
        assertThat(mail(nurse, "Your emergency access was ended", grant).flat()).doesNotContain(PATIENT);
    }

    @Test
    void while_the_mail_server_is_away_access_is_given_and_who_has_to_know_is_told_afterwards_since_when() {
        DemoPerson nurse = nurse("grant-silent");
        JsonNode given;
        eventually(() -> waiting().noneMatch(row -> row.path("attempts").asInt() == 0));
        Ward.house().mail().goAway();
        try {
            given = get("breakglass/grants/" + give(nurse, "ward-board"));
            assertThat(given.path("state").asText()).isEqualTo("RUNNING");
            Instant since = Instant.parse(given.path("from").asText());
            eventually(() -> waiting()
                    .anyMatch(row -> row.path("topic").asText().equals("break-glass-started")
                            && !Instant.parse(row.path("madeAt").asText()).isBefore(since)
                            && row.path("attempts").asInt() > 0));
        } finally {
            Ward.house().mail().comeBack();
        }
        String grant = given.path("id").asText();
        for (MailSink.Message late : List.of(
                mail(officer, "Emergency access was given", grant),
                mail(nurse, "You have emergency access, and it is watched", grant))) {
            assertThat(late.flat()).contains(given.path("from").asText());
        }
    }

    @Test
    void letters_to_people_who_are_gone_hold_up_no_other() {
        DemoPerson before = nurse("grant-before");
        mail(before, "You have emergency access, and it is watched", give(before, "ward-board"));
        Database.run(
                "INSERT INTO kw_notice (id, realm_id, topic, dedupe, channel, audience, facts, made_at, since, due_at)"
                        + " SELECT gen_random_uuid(), realm_id, topic, dedupe || '-gone-' || n, 'MAIL', 'person:gone-' || n, facts,"
                        + " now(), now(), now() - interval '1 day' FROM (SELECT * FROM kw_notice WHERE channel = 'MAIL' LIMIT 1) one,"
                        + " generate_series(1, 300) n");
        try {
            DemoPerson nurse = nurse("grant-behind");
            mail(nurse, "You have emergency access, and it is watched", give(nurse, "ward-board"));
        } finally {
            Database.run("DELETE FROM kw_notice WHERE dedupe LIKE '%-gone-%'");
        }
    }

    private Stream<JsonNode> waiting() {
        return get("notice/messages?state=WAITING&limit=200").path("rows").valueStream();
    }

    private static void eventually(BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(200_000_000L);
        }
    }

    @Test
    void an_app_that_emergency_access_is_not_for_gets_none() {
        assertThatThrownBy(() -> give(nurse("grant-stray"), "keyward-console")).hasMessageContaining("BAD_APPS");
    }

    @Test
    void erasing_somebody_waits_for_the_end_and_then_leaves_a_grant_of_nobody() {
        DemoPerson nurse = nurse("grant-gone");
        String id = Staff.idOf(nurse.username());
        String grant = give(nurse, "ward-board");
        History.eventually("person=" + nurse.username(), row -> true);
        HttpResponse<String> early = confirm(shredding(id));
        assertThat(early.statusCode()).as(early.body()).isEqualTo(409);
        assertThat(early.body()).contains("end it first");

        ask(privacy, "POST", "breakglass/grants/" + grant + "/end", Map.of("reason", "the person left"));
        HttpResponse<String> unjudged = confirm(shredding(id));
        assertThat(unjudged.statusCode()).as(unjudged.body()).isEqualTo(409);
        assertThat(unjudged.body()).contains("close the case first");
        Database.run("UPDATE kw_case SET state = 'CLOSED', disposition = 'APPROPRIATE', closed_at = now()"
                + " WHERE replace(id::text, '-', '') = '" + grant + "'");
        Staff.chief().delete("hospital/users/" + id);
        HttpResponse<String> erased = confirm(shredding(id));
        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(200);
        JsonNode left = get("breakglass/grants/" + grant);
        assertThat(left.path("username").asText()).isEqualTo("erased");
        assertThat(left.toString()).doesNotContain(id, nurse.username()).contains(PATIENT, "REVOKED");
    }

    private DemoPerson nurse(String name) {
        DemoPerson nurse = Staff.hire(name, "nurse");
        String path = "hospital/users/" + Staff.idOf(nurse.username());
        ObjectNode user = (ObjectNode) Staff.chief().get(path);
        user.withObject("attributes").putArray("manager").add(manager.username());
        Staff.chief().put(path, user);
        return nurse;
    }

    private static String give(DemoPerson person, String app) {
        JsonNode claims =
                Tokens.claims(Tokens.issue(Tokens.console(), person, true).access());
        return Grants.given(
                claims.path("sub").asText(),
                person.username(),
                PATIENT,
                claims.path("sid").asText(),
                app,
                null);
    }

    private String shredding(String person) {
        return ask(
                        first,
                        "POST",
                        "approval/proposals",
                        Map.of(
                                "kind",
                                "shred-person",
                                "asked",
                                Map.of("person", person, "legalOrder", "order 9"),
                                "reason",
                                "the court asks for it"))
                .at("/row/id")
                .asText();
    }

    private HttpResponse<String> confirm(String proposal) {
        String hash = ask(second, "GET", "approval/proposals/" + proposal, null)
                .at("/row/hash")
                .asText();
        return answer(second, "POST", "approval/proposals/" + proposal + "/confirm", Map.of("hash", hash));
    }

    private JsonNode get(String path) {
        return ask(first, "GET", path, null);
    }

    private static JsonNode ask(Supplier<String> who, String method, String path, @Nullable Object body) {
        HttpResponse<String> answer = answer(who, method, path, body);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private static HttpResponse<String> answer(
            Supplier<String> who, String method, String path, @Nullable Object body) {
        return Http.call(
                method,
                Admin.address("hospital/keyward/v1/" + path),
                who.get(),
                body == null ? null : Admin.text(body));
    }

    private static MailSink.Message mail(DemoPerson person, String subject, String grant) {
        String address = String.valueOf(Staff.person(person.username()).get("email"));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<MailSink.Message> found = Ward.house().mail().messages().stream()
                    .filter(mail -> mail.to().contains(address))
                    .filter(mail -> mail.subject().startsWith(subject))
                    .filter(mail -> mail.flat().contains(grant))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime())
                    .as("not within " + PATIENCE + ": " + subject)
                    .isLessThan(end);
            LockSupport.parkNanos(200_000_000L);
        }
    }

    private static DemoPerson nobody() {
        return new DemoPerson("", "", "", "", "", List.of(), false);
    }
}
