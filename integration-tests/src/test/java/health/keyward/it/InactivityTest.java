package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who stays away is warned by real mail, disabled, put out, and it can be proven (IN-4, IN-6, IN-12, IN-13, IN-14). */
class InactivityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PLACE = "SELECT count(*) FROM kw_dormancy WHERE user_id = ? AND step = ?";

    private static final String RETURNED =
            "SELECT count(*) FROM kw_dormancy_item WHERE user_id = ? AND act = 'RETURN' AND state = 'DONE'";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");
    /** Where Keycloak lets people see their own account. */
    private static final String ACCOUNT = Ward.house().issuer() + "/account/";

    @TempDir
    private Path folder;

    @Test
    void who_stays_away_is_warned_twice_then_disabled_and_put_out_and_an_outsider_can_check_it() throws Exception {
        String role = Staff.fresh("it-dormant");
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        DemoPerson ada = Staff.hire("dormant", "system-admin", role);
        String id = Staff.idOf(ada.username());
        DemoPerson eva = away61Days(role);
        Tokens.Issued tokens = Tokens.issue(Tokens.console(), ada, true);
        History.eventually("person=" + ada.username(), row -> true);
        Database.eventually(
                "SELECT count(*) FROM kw_history_last_sign_in WHERE user_id = ? AND at IS NOT NULL", n -> n == 1, id);
        Database.run("UPDATE kw_history_last_sign_in SET at = now() - interval '61 days' WHERE user_id = '" + id + "'");

        JsonNode preview = activated(role);
        assertThat(preview.at("/run/kind").asText()).isEqualTo("DRY");
        assertThat(preview.path("lines"))
                .anySatisfy(line -> assertThat(line.path("act").asText()).isEqualTo("WARN"));

        reaches(id, "WARNED");
        delivered(id, 1);
        oneWayBack(ada, "Your account will be closed soon", "Sign in, for example, here:");
        reaches(Staff.idOf(eva.username()), "WARNED");
        delivered(Staff.idOf(eva.username()), 1);
        oneWayBack(eva, "Su cuenta se cerrará pronto", "Entre, por ejemplo, aqu");
        Tokens.issue(
                new Tokens.Client("account-console", "", ACCOUNT, Ward.house().issuer()), eva, false);
        assertThat(LastStep.runsUntil(RETURNED, n -> n == 1, Staff.idOf(eva.username())))
                .as("a sign-in there ends the chain")
                .isEqualTo(1);
        JsonNode row = read("inactivity/accounts/" + id);
        assertThat(row.at("/account/step").asText()).isEqualTo("WARNED");
        assertThat(row.at("/account/next").asText()).isEqualTo("WARN_AGAIN");

        Database.run(
                "UPDATE kw_notice SET delivered_at = delivered_at - interval '16 days' WHERE topic = 'inactivity-warned' AND"
                        + " audience = 'person:" + id + "'");
        reaches(id, "WARNED_AGAIN");
        delivered(id, 2);
        oneWayBack(ada, "Last notice: your account will be closed", "Sign in, for example, here:");
        reaches(id, "GRACE");
        Database.run(
                "UPDATE kw_dormancy SET delivered_at = delivered_at - interval '16 days' WHERE user_id = '" + id + "'");
        reaches(id, "DISABLED");

        assertThat(Staff.boss().get("hospital/users/" + id).path("enabled").asBoolean(true))
                .as("Keycloak itself sees it, whatever it had cached")
                .isFalse();
        assertThat(Tokens.post(
                                Tokens.console(),
                                Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                        .statusCode())
                .isEqualTo(400);
        JsonNode past = read("inactivity/accounts/" + id).path("past");
        assertThat(past.get(0).path("act").asText()).isEqualTo("DISABLE");
        assertThat(past.get(0).path("detail").asText()).contains("enabled=false", "sessions=1");
        proven(past.get(0).path("runId").asText(), id);
    }

    private void proven(String run, String person) throws Exception {
        Database.eventually(
                "SELECT count(*) FROM kw_dormancy_run WHERE state = 'DONE' AND id = '" + run + "'", n -> n == 1);
        JsonNode evidence = read("inactivity/runs/" + run + "/evidence");
        String list = evidence.path("list").asText();
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
        assertThat(list).contains(person + "\tGRACE\tDISABLE\tIDLE");
        assertThat(evidence.path("listHash").asText()).isEqualTo(hash);
        String proof = History.eventuallyAnswers(
                "audit/proof/" + evidence.path("eventId").asText());
        byte[] entry = Base64.getDecoder()
                .decode(proof.lines().skip(1).findFirst().orElseThrow().substring(6));
        assertThat(new String(entry, StandardCharsets.UTF_8))
                .as("what the log proves is the list")
                .contains(hash);
        Path file = Files.writeString(folder.resolve("run.tlog-proof"), proof);
        EvidenceTest.Run good = EvidenceTest.verifier("prove", file.toString(), "--key", EvidenceTest.vkey());
        assertThat(good.exit()).as(good.said()).isZero();
    }

    /** One policy for the one who holds the role; nobody else of the house is concerned. */
    private static JsonNode activated(String role) {
        Map<String, Object> days = Map.of("warn", 60, "warnAgain", 75, "disable", 90);
        Map<String, Object> policy = Map.ofEntries(
                Map.entry("name", "it-dormant"),
                Map.entry("role", role),
                Map.entry("used", days),
                Map.entry("neverUsed", days),
                Map.entry("archiveAfter", 0),
                Map.entry("deleteAfter", 0),
                Map.entry("countNonInteractive", false),
                Map.entry("endDate", false),
                Map.entry("noManager", false),
                Map.entry("violation", false));
        HttpResponse<String> preview = History.post(
                "inactivity/policies/preview",
                Map.of(
                        "after",
                        read("inactivity/policies").path("version").asLong(),
                        "baseline",
                        "2026-01-01T00:00:00Z",
                        "policies",
                        List.of(policy)));
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        JsonNode said = Admin.json(preview);
        HttpResponse<String> activated = Http.call(
                "POST",
                History.api("inactivity/policies/activate"),
                Tokens.fresh(),
                Admin.text(Map.of("hash", said.path("hash").asText(), "reason", "a test of the chain")));
        assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
        return said;
    }

    private static void reaches(String person, String step) {
        assertThat(LastStep.runsUntil(PLACE, n -> n == 1, person, step))
                .as(step)
                .isEqualTo(1);
    }

    /** Of the warnings; an administrator among the warned is told of other things too. */
    private static void delivered(String person, int mails) {
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_notice WHERE audience = ? AND topic LIKE 'inactivity-warned%' AND channel ="
                                + " 'MAIL' AND state = 'DELIVERED'",
                        n -> n == mails, PATIENCE, "person:" + person))
                .isEqualTo(mails);
    }

    /** Somebody who reads Spanish. */
    private static DemoPerson away61Days(String role) {
        DemoPerson person = Staff.hire("dormant-es", role);
        String id = Staff.idOf(person.username());
        ObjectNode user = (ObjectNode) Staff.boss().get("hospital/users/" + id);
        user.withObject("attributes").putArray("locale").add("es");
        Staff.boss().put("hospital/users/" + id, user);
        Database.run("INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) SELECT realm_id, id, now() -"
                + " interval '61 days', 0 FROM user_entity WHERE id = '" + id + "'");
        return person;
    }

    /** One link in the plain part and the same in the other, to a page that asks for a sign-in; nothing in it is about the person. */
    private static void oneWayBack(DemoPerson person, String subject, String words) {
        List<MailSink.Message> mails = Ward.house().mail().messages().stream()
                .filter(mail -> isTo(mail, person) && mail.subject().startsWith(subject))
                .toList();
        assertThat(mails).hasSize(1);
        String mail = mails.getFirst().flat();
        assertThat(mail).contains(words);
        assertThat(ADDRESS.matcher(mail).results().map(MatchResult::group))
                .as("plain text, the target in HTML, and its words")
                .containsExactly(ACCOUNT, ACCOUNT, ACCOUNT);
    }

    private static boolean isTo(MailSink.Message mail, DemoPerson person) {
        return mail.to().contains(String.valueOf(Staff.person(person.username()).get("email")));
    }

    private static JsonNode read(String path) {
        HttpResponse<String> answer = History.ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}
