package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whose account was closed because nobody used it comes back: alone for thirty days, later by two staff, and never by blind restoring (IN-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComingBackTest {
    private static final String STRANGER = "That did not match.";

    private Supplier<String> asks = () -> "";
    private Supplier<String> confirms = () -> "";
    private Tokens.Client app = Tokens.console();
    private String plain = "";
    private String named = "";

    @BeforeAll
    void two_staff_and_an_app_that_is_content_with_a_password() {
        asks = Badge.of(Tokens.console(), Staff.hire("back-one", "system-admin"), true);
        confirms = Badge.of(Tokens.console(), Staff.hire("back-two", "system-admin"), true);
        app = Staff.app("back-app", Map.of());
        plain = Staff.fresh("it-plain");
        named = Staff.fresh("it-named");
        for (String role : List.of(plain, named)) {
            Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        }
        StepUpRules.publishForOperation("it-named", named, "mfa", false);
    }

    @Test
    void who_was_only_away_opens_the_account_with_mail_password_and_second_factor_once() {
        DemoPerson ada = Staff.hire("back-alone", "nurse");
        String id = ClosedAccount.close(ada, "IDLE", 5);
        assertThat(told(ada.username(), ada.password())).contains("Your account is closed", "We have sent a mail");
        assertThat(told(ada.username(), ada.password())).contains("We have sent you a mail a short while ago");
        assertThat(ClosedAccount.mails(ada)).hasSize(1);
        URI page = ClosedAccount.link(ClosedAccount.mails(ada).getFirst());

        try (SignIn atTheLink = new SignIn()) {
            atTheLink.opens(page).types(Map.of("password", ada.password(), "otp", Ward.oldCode(ada)), "password", "");
            assertThat(atTheLink.page().text()).contains("Password or second factor was not right");
            assertThat(ClosedAccount.isEnabled(id))
                    .as("a password and a mailbox are not enough")
                    .isFalse();
            atTheLink.types(Map.of("password", ada.password(), "otp", Ward.freshCode(ada)), "password", "");
            assertThat(atTheLink.page().text()).contains("Your account is open again");
        }
        assertThat(ClosedAccount.isEnabled(id)).isTrue();
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_dormancy WHERE user_id = ? AND step = 'ACTIVE' AND restarted_at IS NOT"
                                + " NULL",
                        id))
                .as("the chain starts anew")
                .isEqualTo(1);
        try (SignIn again = new SignIn()) {
            again.opens(page);
            assertThat(again.page().status()).isEqualTo(410);
            assertThat(again.page().text()).contains("This link was used already");
        }
        assertThat(Tokens.issue(app, ada, false).access()).isNotEmpty();
        History.eventuallyChange(
                "target=CAME_BACK", row -> id.equals(row.targetPersonId()) && id.equals(row.actorId()));
        Database.eventually(
                "SELECT count(*) FROM kw_notice WHERE audience = ? AND topic = 'inactivity-returned' AND state ="
                        + " 'DELIVERED'",
                n -> n == 1,
                "person:" + id);
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_notice WHERE audience = ? AND topic = 'inactivity-returned'",
                        "person:" + id))
                .isEqualTo(1);
    }

    @Test
    void without_the_telephone_a_recovery_code_will_do_once() {
        DemoPerson dan = Staff.hire("back-codes", "nurse");
        String code = RecoveryCodesTest.made(dan).getFirst();
        String id = ClosedAccount.close(dan, "IDLE", 5);
        told(dan.username(), dan.password());
        try (SignIn atTheLink = new SignIn()) {
            atTheLink.opens(ClosedAccount.link(ClosedAccount.mails(dan).getFirst()));
            atTheLink.types(
                    Map.of("password", dan.password(), "otp", "", "recovery", "0123-4567-89AB-CDEF"), "password", "");
            assertThat(ClosedAccount.isEnabled(id)).as("not one of theirs").isFalse();
            atTheLink.types(Map.of("password", dan.password(), "otp", "", "recovery", code), "password", "");
            assertThat(atTheLink.page().text()).contains("Your account is open again");
        }
        assertThat(ClosedAccount.isEnabled(id)).isTrue();
        assertThat(Database.number("SELECT count(*) FROM kw_recovery_spent WHERE person_id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void a_stranger_hears_what_every_stranger_hears() {
        DemoPerson away = Staff.hire("back-away", "nurse");
        DemoPerson here = Staff.hire("back-here", "nurse");
        ClosedAccount.close(away, "IDLE", 5);
        String ofClosed = told(away.username(), "not the password");
        String ofOpen = told(here.username(), "not the password");
        String ofNobody = told(Staff.fresh("back-nobody"), "not the password");
        assertThat(ofClosed).contains(STRANGER).doesNotContain("closed", "sent");
        assertThat(ofClosed).isEqualTo(ofOpen).isEqualTo(ofNobody);
        assertThat(ClosedAccount.mails(away)).isEmpty();
    }

    @Test
    void whom_an_administrator_disabled_after_opening_the_account_by_hand_is_offered_nothing() {
        DemoPerson ben = Staff.hire("back-barred", "nurse");
        String id = ClosedAccount.close(ben, "IDLE", 5);
        ClosedAccount.enable(id, true);
        assertThat(Database.number("SELECT count(*) FROM kw_dormancy WHERE user_id = ? AND step = 'ACTIVE'", id))
                .as("the chain was left at once")
                .isEqualTo(1);
        History.eventuallyChange("target=RETURNED", row -> id.equals(row.targetPersonId()));
        ClosedAccount.enable(id, false);
        assertThat(told(ben.username(), ben.password())).contains(STRANGER).doesNotContain("closed", "sent");
        assertThat(ClosedAccount.mails(ben)).isEmpty();
    }

    @Test
    void after_thirty_days_two_staff_open_it_with_a_training_and_roles_stay_proposals() {
        DemoPerson cai = Staff.hire("back-late", "nurse");
        String id = ClosedAccount.close(cai, "IDLE", 31);
        ClosedAccount.keep(id, plain);
        ClosedAccount.keep(id, named);
        ClosedAccount.keep(id, "break-glass-eligible");
        assertThat(told(cai.username(), cai.password())).contains("You cannot open it by yourself any more");
        assertThat(ClosedAccount.mails(cai)).isEmpty();
        assertThat(listed("search=" + cai.username() + "&kept=YES")).containsExactly(id);
        assertThat(listed("search=" + cai.username() + "&kept=NO")).isEmpty();
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        assertThat(propose(id, today.minusDays(40)).statusCode())
                .as("trained before the account was closed")
                .isEqualTo(409);
        HttpResponse<String> proposed = propose(id, today);
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        assertThat(ClosedAccount.isEnabled(id)).as("one person is not enough").isFalse();
        confirmed(Admin.json(proposed).path("proposalId").asText());
        assertThat(ClosedAccount.isEnabled(id)).isTrue();
        assertThat(roles(id)).doesNotContain(plain, named, "break-glass-eligible");

        JsonNode standing = Admin.json(ask(asks, "GET", "inactivity/returns/" + id, null));
        assertThat(stream(standing.path("kept"))
                        .map(one -> one.path("name").asText() + " "
                                + one.path("guard").asText()))
                .containsExactlyInAnyOrder(plain + " NONE", named + " STEP_UP", "break-glass-eligible PROTECTED");
        HttpResponse<String> easy = decide(id, plain, "GIVE");
        assertThat(Admin.json(easy).path("done").asBoolean()).as(easy.body()).isTrue();
        assertThat(roles(id)).contains(plain);
        for (String sensitive : List.of(named, "break-glass-eligible")) {
            HttpResponse<String> guarded = decide(id, sensitive, "GIVE");
            assertThat(Admin.json(guarded).path("done").asBoolean(true))
                    .as(guarded.body())
                    .isFalse();
            assertThat(roles(id)).doesNotContain(sensitive);
            confirmed(Admin.json(guarded).path("proposalId").asText());
            assertThat(roles(id)).contains(sensitive);
        }
        assertThat(decide(id, "break-glass-eligible", "DROP").statusCode()).isEqualTo(200);
        assertThat(Database.number("SELECT count(*) FROM kw_dormancy_kept WHERE user_id = ?", id))
                .isZero();
    }

    private List<String> listed(String filter) {
        return stream(Admin.json(ask(asks, "GET", "inactivity/returns?" + filter, null))
                        .path("rows"))
                .map(row -> row.path("userId").asText())
                .toList();
    }

    private String told(String username, String password) {
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random())).types(username, password);
            return words(signIn.page().text());
        }
    }

    /** What is to be read on a page. */
    private static String words(String text) {
        return text.replaceAll("(?is)<(script|style)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    private HttpResponse<String> propose(String id, LocalDate retrained) {
        return ask(
                asks,
                "POST",
                "inactivity/returns",
                Map.of("userId", id, "retrained", retrained.toString(), "reason", "back from abroad"));
    }

    private HttpResponse<String> decide(String id, String role, String decision) {
        String roleId = Staff.boss().get("hospital/roles/" + role).path("id").asText();
        return ask(
                asks,
                "POST",
                "inactivity/returns/" + id + "/kept/ROLE/" + roleId,
                Map.of("decision", decision, "reason", "works there again"));
    }

    private void confirmed(String proposal) {
        JsonNode read = Admin.json(ask(confirms, "GET", "approval/proposals/" + proposal, null));
        HttpResponse<String> answer = ask(
                confirms,
                "POST",
                "approval/proposals/" + proposal + "/confirm",
                Map.of("hash", read.at("/row/hash").asText()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> roles(String id) {
        return stream(Staff.boss().get("hospital/users/" + id + "/role-mappings/realm"))
                .map(role -> role.path("name").asText())
                .toList();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static HttpResponse<String> ask(
            Supplier<String> by, String method, String path, @org.jspecify.annotations.Nullable Object body) {
        return Http.call(method, History.api(path), by.get(), body == null ? null : Admin.text(body));
    }
}
