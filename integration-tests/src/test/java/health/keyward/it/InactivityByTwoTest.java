package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the room leaves to two people is not done by one, and is done as soon as the second agrees (IN-7, IN-8, IN-10). */
class InactivityByTwoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Supplier<String> first = () -> "";
    private Supplier<String> second = () -> "";
    private DemoPerson secondPerson = Ward.keeper();

    /** Anew for each test, so that their second factor is fresh. */
    @BeforeEach
    void two_administrators() {
        first = Badge.of(Tokens.console(), Staff.hire("by-two-first", "system-admin"), true);
        secondPerson = Staff.hire("by-two-second", "system-admin");
        second = Badge.of(Tokens.console(), secondPerson, true);
    }

    @Test
    void a_stopped_run_goes_on_with_the_second_administrator() {
        String role = Staff.fresh("it-by-two");
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        DemoPerson onCall = Staff.hire("by-two-on-call", role);
        String id = Staff.idOf(onCall.username());
        leftLongAgo(id);
        String roster = Staff.boss()
                .make("hospital/groups", Map.of("name", role, "attributes", Map.of("on_call", List.of("true"))));
        Staff.chief().put("hospital/users/" + id + "/groups/" + roster, Map.of());
        activate(role);
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_dormancy_run r JOIN kw_dormancy_item i ON i.run_id = r.id WHERE"
                                + " r.state = 'HALTED' AND i.state = 'PENDING' AND i.act = 'DISABLE' AND i.user_id = ?",
                        n -> n == 1,
                        PATIENCE,
                        id))
                .isEqualTo(1);
        JsonNode stopped =
                Admin.json(ask(first, "GET", "inactivity/breaker", null)).path("run");
        assertThat(stopped.path("halts").toString()).contains("ON_CALL 1");
        assertThat(ClosedAccount.isEnabled(id)).as("nothing is done before").isTrue();

        String proposal = proposed(
                "inactivity/breaker/confirm",
                Map.of("runId", stopped.path("id").asText(), "reason", "the list was looked at"));
        assertThat(confirm(first, proposal).statusCode()).as("the same person").isEqualTo(403);
        assertThat(ClosedAccount.isEnabled(id)).isTrue();
        assertThat(confirm(second, proposal).statusCode()).isEqualTo(200);
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_dormancy WHERE user_id = ? AND step = 'DISABLED'",
                        n -> n == 1,
                        PATIENCE,
                        id))
                .isEqualTo(1);
        assertThat(ClosedAccount.isEnabled(id)).isFalse();
    }

    @Test
    void an_exemption_is_agreed_to_by_somebody_else_than_proposer_and_subject() {
        DemoPerson third = Staff.hire("by-two-third", "system-admin");
        String subject = Staff.idOf(third.username());
        String proposal = proposed(
                "inactivity/exemptions",
                Map.of(
                        "kind",
                        "EXEMPTION",
                        "userId",
                        subject,
                        "reason",
                        "on a mission without a network",
                        "owner",
                        Staff.idOf(secondPerson.username()),
                        "until",
                        Instant.now().plus(Duration.ofDays(90)).toString(),
                        "blocks",
                        false));
        assertThat(confirm(first, proposal).statusCode()).as("the proposer").isEqualTo(403);
        assertThat(confirm(Badge.of(Tokens.console(), third, true), proposal).statusCode())
                .as("whom it is about")
                .isEqualTo(403);
        assertThat(exemptions(subject)).isZero();
        assertThat(confirm(second, proposal).statusCode()).isEqualTo(200);
        assertThat(exemptions(subject)).isEqualTo(1);
    }

    @Test
    void a_manager_asks_that_somebody_of_theirs_comes_back_and_an_administrator_agrees() {
        DemoPerson manager = Staff.hire("by-two-manager", "nurse");
        DemoPerson other = Staff.hire("by-two-other", "nurse");
        DemoPerson cai = Staff.hire("by-two-back", "nurse");
        DemoPerson signer = Staff.hire("by-two-signer", "controlled-substance-signer");
        String id = Staff.idOf(cai.username());
        String guarded = Staff.idOf(signer.username());
        ClosedAccount.setManager(cai, manager);
        ClosedAccount.setManager(signer, manager);
        ClosedAccount.close(cai, "IDLE", 31);
        ClosedAccount.close(signer, "IDLE", 31);
        Tokens.Client app = Staff.app("by-two-app", Map.of());
        try (SignIn elsewhere = asks(app, other)) {
            assertThat(elsewhere.page().text()).contains("keyward-managers-return-none");
        }
        String today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).toString();
        try (SignIn page = asks(app, manager)) {
            assertThat(page.page().text())
                    .contains(cai.username())
                    .as("a protected role is for two administrators")
                    .doesNotContain(signer.username());
            page.types(answers(id, "2020-01-31"), "retrained", "");
            assertThat(page.page().text()).contains("The training must be after the account was closed");
            page.types(answers(guarded, today), "retrained", "");
            assertThat(page.page().text()).contains("You cannot ask for this person");
            assertThat(proposals(manager)).isZero();
            page.types(answers(id, today), "retrained", "");
            assertThat(page.page().text()).contains("keyward-managers-return-asked");
        }
        assertThat(ClosedAccount.isEnabled(id))
                .as("a word of the manager opens nothing")
                .isFalse();
        assertThat(proposals(manager)).isEqualTo(1);
        String proposal = Database.column(
                        "SELECT id::text FROM kw_approval WHERE proposer_id = ? AND state = 'OPEN'",
                        Staff.idOf(manager.username()))
                .getFirst();
        ClosedAccount.setManager(cai, other);
        assertThat(confirm(first, proposal).statusCode())
                .as("who is the manager no more asks for nobody")
                .isEqualTo(409);
        ClosedAccount.setManager(cai, manager);
        assertThat(confirm(first, proposal).statusCode()).isEqualTo(200);
        assertThat(ClosedAccount.isEnabled(id)).isTrue();
        assertThat(Admin.json(ask(first, "GET", "inactivity/returns/" + id, null))
                        .path("retrained")
                        .asText())
                .isEqualTo(today);
        History.eventuallyChange("target=CAME_BACK", row -> id.equals(row.targetPersonId()));
    }

    @Test
    void clients_the_policy_was_stopped_at_wait_for_the_second_administrator() {
        Tokens.Client app = Staff.app("by-two-client", Map.of());
        String key = Staff.clientUuid(Staff.boss(), app.id());
        HaltedClients.put(key);
        JsonNode halt = Admin.json(ask(first, "GET", "inactivity/service-accounts/policy", null))
                .path("halt");
        assertThat(halt.path("clients").asInt()).as("the console can say so").isEqualTo(1);
        HttpResponse<String> proposed = ask(
                first,
                "POST",
                "approval/proposals",
                Map.of("kind", "service-accounts-run", "asked", Map.of(), "reason", "the list was looked at"));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        assertThat(proposed.body())
                .as("both see the list")
                .contains(app.id(), halt.path("hash").asText());
        String proposal = Admin.json(proposed).at("/row/id").asText();
        String allowed =
                "SELECT count(*) FROM kw_service_account_halt WHERE allowed_at IS NOT NULL AND clients = ARRAY['" + key
                        + "']";
        assertThat(confirm(first, proposal).statusCode()).as("the same person").isEqualTo(403);
        assertThat(Database.number(allowed)).isZero();
        assertThat(confirm(second, proposal).statusCode()).isEqualTo(200);
        assertThat(Database.number(allowed)).isEqualTo(1);
        assertThat(Admin.json(ask(first, "GET", "inactivity/service-accounts/policy", null))
                        .hasNonNull("halt"))
                .as("nothing waits any more")
                .isFalse();
    }

    private static Map<String, String> answers(String person, String day) {
        return Map.of("person", person, "retrained", day, "reason", "back from abroad");
    }

    private static SignIn asks(Tokens.Client app, DemoPerson person) {
        SignIn signIn = new SignIn();
        Page page = signIn.opens(
                        URI.create(Tokens.authorize(app, Tokens.random()) + "&kc_action=keyward-managers-return"))
                .typesPassword(person)
                .typesCode(person, "")
                .page();
        assertThat(page.text()).as(page.glimpse()).contains("keyward-managers-return");
        return signIn;
    }

    private static long proposals(DemoPerson by) {
        return Database.number(
                "SELECT count(*) FROM kw_approval WHERE proposer_id = ? AND kind = 'inactivity-return'",
                Staff.idOf(by.username()));
    }

    private static long exemptions(String person) {
        return Database.number(
                "SELECT count(*) FROM kw_dormancy_exemption WHERE user_id = ? AND approved_by <> proposed_by", person);
    }

    /** One policy for the one who holds the role. */
    private void activate(String role) {
        Map<String, Object> days = Map.of("warn", 60, "warnAgain", 75, "disable", 90);
        Map<String, Object> policy = Map.ofEntries(
                Map.entry("name", "it-by-two"),
                Map.entry("role", role),
                Map.entry("used", days),
                Map.entry("neverUsed", days),
                Map.entry("archiveAfter", 0),
                Map.entry("deleteAfter", 0),
                Map.entry("countNonInteractive", false),
                Map.entry("endDate", true),
                Map.entry("noManager", false),
                Map.entry("violation", false));
        JsonNode before = Admin.json(ask(first, "GET", "inactivity/policies", null));
        JsonNode preview = Admin.json(ask(
                first,
                "POST",
                "inactivity/policies/preview",
                Map.of(
                        "after",
                        before.path("version").asLong(),
                        "baseline",
                        "2026-01-01T00:00:00Z",
                        "policies",
                        List.of(policy))));
        HttpResponse<String> active = ask(
                first,
                "POST",
                "inactivity/policies/activate",
                Map.of("hash", preview.path("hash").asText(), "reason", "a test of the breaker"));
        assertThat(active.statusCode()).as(active.body()).isEqualTo(200);
    }

    private static void leftLongAgo(String id) {
        ObjectNode user = (ObjectNode) Staff.chief().get("hospital/users/" + id);
        user.withObject("attributes").putArray("employment_end").add("2020-01-31");
        Staff.chief().put("hospital/users/" + id, user);
    }

    private String proposed(String path, Map<String, ?> body) {
        HttpResponse<String> answer = ask(first, "POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer).path("proposalId").asText();
    }

    private static HttpResponse<String> confirm(Supplier<String> by, String proposal) {
        JsonNode read = Admin.json(ask(by, "GET", "approval/proposals/" + proposal, null));
        return ask(
                by,
                "POST",
                "approval/proposals/" + proposal + "/confirm",
                Map.of("hash", read.at("/row/hash").asText()));
    }

    private static HttpResponse<String> ask(Supplier<String> by, String method, String path, @Nullable Object body) {
        return Http.call(method, History.api(path), by.get(), body == null ? null : Admin.text(body));
    }
}
