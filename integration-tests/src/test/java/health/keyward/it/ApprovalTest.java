package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangeRow;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two persons stand behind what one alone must not do, on the running house: with real sessions, a real mail server and the real ledger (AL-9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    /** Every administrator of the house gets a letter, and while the mail server is away one is tried each second. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private DemoPerson one = Ward.keeper();
    private DemoPerson two = Ward.keeper();
    private Hand first = new Hand(() -> "", "");
    private Hand second = new Hand(() -> "", "");

    /** Somebody at the console's API of one realm. */
    private record Hand(java.util.function.Supplier<String> token, String realm) {
        HttpResponse<String> ask(String method, String path, @org.jspecify.annotations.Nullable Object body) {
            return Http.call(
                    method,
                    Admin.address(realm + "/keyward/v1/" + path),
                    token.get(),
                    body == null ? null : Admin.text(body));
        }

        JsonNode get(String path) {
            HttpResponse<String> answer = ask("GET", path, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Admin.json(answer);
        }

        JsonNode propose(String kind, Map<String, ?> asked) {
            HttpResponse<String> answer = ask(
                    "POST",
                    "approval/proposals",
                    Map.of("kind", kind, "asked", asked, "reason", "a new job on ward 4"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Admin.json(answer);
        }

        HttpResponse<String> confirm(JsonNode proposal) {
            return confirm(proposal, proposal.at("/row/hash").asText());
        }

        HttpResponse<String> confirm(JsonNode proposal, String hash) {
            return ask("POST", "approval/proposals/" + id(proposal) + "/confirm", Map.of("hash", hash));
        }

        String state(JsonNode proposal) {
            return get("approval/proposals/" + id(proposal)).at("/row/state").asText();
        }

        static Hand of(DemoPerson person) {
            return new Hand(Badge.of(Tokens.console(), person, true), "hospital");
        }
    }

    @BeforeAll
    void twoAdministrators() {
        one = Staff.hire("two-one", "system-admin");
        two = Staff.hire("two-two", "system-admin");
        first = Hand.of(one);
        second = Hand.of(two);
    }

    @Test
    void a_proposal_reaches_the_second_person_by_mail_is_confirmed_done_and_recorded() throws Exception {
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        assertThat(holds(person)).isFalse();
        MailSink.Message mail = mail(two, "A change waits for a second person", id(proposal));
        assertThat(mail.text()).contains("protected-role").doesNotContain(person);
        assertThat(mail.subject()).containsPattern("\\[[0-9a-f]{12}]$");
        assertThat(to(one, "A change waits", id(proposal))).isEmpty();

        JsonNode shown = second.get("approval/proposals/" + id(proposal));
        assertThat(shown.at("/lines/0/name").asText()).isEqualTo("role privacy-officer");
        assertThat(shown.at("/lines/0/before").isNull()).isTrue();
        assertThat(shown.at("/lines/0/after").asText()).isEqualTo("held");
        assertThat(shown.at("/row/hash").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(shown.path("payload").asText().getBytes(StandardCharsets.UTF_8))));

        HttpResponse<String> answer = second.confirm(shown);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Admin.json(answer).at("/row/state").asText()).isEqualTo("EXECUTED");
        assertThat(holds(person)).isTrue();
        assertThat(Admin.json(second.confirm(shown)).path("type").asText()).endsWith(":not-open");

        ChangeDetail done = recorded(proposal, "Confirmed and done");
        assertThat(done.row().actorId()).isEqualTo(Staff.idOf(two.username()));
        assertThat(done.row().targetPersonId()).isEqualTo(person);
        assertThat(done.fields())
                .anySatisfy(f ->
                        assertThat(f.after()).contains(shown.at("/row/hash").asText()))
                .anySatisfy(f -> assertThat(f.after()).isEqualTo("privacy-officer"));
        assertThat(recorded(proposal, "Proposed").row().actorId()).isEqualTo(Staff.idOf(one.username()));
        mail(one, "Your proposal was confirmed and done", id(proposal));
    }

    @Test
    void the_latency_of_each_mail_is_kept_and_shown() {
        JsonNode proposal = first.propose("protected-role", grant(person(), "privacy-officer"));
        mail(two, "A change waits for a second person", id(proposal));
        String audience = "person:" + Staff.idOf(two.username());
        JsonNode row = eventually(() -> stream(
                        first.get("notice/messages?state=DELIVERED&limit=200").path("rows"))
                .filter(r -> r.path("audience").asText().equals(audience))
                .findFirst());
        assertThat(row.path("latencyMillis").asLong()).isBetween(0L, A_MINUTE.toMillis());
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        assertThat(first.get("notice/health").path("lastDeliveredAt").asText()).isNotEmpty();
    }

    @Test
    void a_mail_waits_while_the_mail_server_is_away_and_comes_when_it_is_back() {
        Instant before = Instant.now();
        final JsonNode proposal;
        final JsonNode failed;
        Ward.house().mail().goAway();
        try {
            proposal = first.propose("protected-role", grant(person(), "privacy-officer"));
            failed = eventually(() -> notices("WAITING")
                    .filter(r -> r.path("topic").asText().equals("approval-proposed"))
                    .filter(r -> Instant.parse(r.path("madeAt").asText()).isAfter(before))
                    .filter(r -> r.path("attempts").asInt() > 0)
                    .findFirst());
            assertThat(failed.path("lastError").asText()).startsWith("mail: ");
            assertThat(first.get("notice/health").path("waiting").asInt()).isPositive();
            assertThat(to(two, "A change waits for a second person", id(proposal)))
                    .isEmpty();
        } finally {
            Ward.house().mail().comeBack();
        }
        mail(two, "A change waits for a second person", id(proposal));
        String id = failed.path("id").asText();
        JsonNode delivered = eventually(() -> notices("DELIVERED")
                .filter(r -> r.path("id").asText().equals(id))
                .findFirst());
        assertThat(delivered.path("attempts").asInt()).isGreaterThan(1);
        String reference = "[" + id.replace("-", "").substring(0, 12) + "]";
        assertThat(Ward.house().mail().messages().stream()
                        .filter(mail -> mail.subject().endsWith(reference)))
                .as("what could not be delivered before")
                .hasSize(1);
    }

    private Stream<JsonNode> notices(String state) {
        return stream(first.get("notice/messages?state=" + state + "&limit=200").path("rows"));
    }

    @Test
    void the_proposer_cannot_confirm_not_even_in_a_second_session() {
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        Hand again = Hand.of(one);
        for (Hand self : List.of(first, again)) {
            HttpResponse<String> answer = self.confirm(proposal);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(Admin.json(answer).path("type").asText()).endsWith(":second-person-needed");
        }
        assertThat(again.ask("POST", "approval/proposals/" + id(proposal) + "/decline", Map.of("reason", "nope"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(holds(person)).isFalse();
        assertThat(first.state(proposal)).isEqualTo("OPEN");
    }

    @Test
    void whom_it_concerns_cannot_confirm() {
        DemoPerson subject = Staff.hire("two-subject", "system-admin");
        JsonNode proposal = first.propose("protected-role", grant(Staff.idOf(subject.username()), "privacy-officer"));
        HttpResponse<String> answer = Hand.of(subject).confirm(proposal);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(holds(Staff.idOf(subject.username()))).isFalse();
    }

    @Test
    void another_hash_confirms_nothing() {
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        HttpResponse<String> answer = second.confirm(proposal, "0".repeat(64));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Admin.json(answer).path("type").asText()).endsWith(":other-hash");
        assertThat(holds(person)).isFalse();
    }

    @Test
    void what_would_do_something_else_by_now_is_not_confirmed() {
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        Staff.boss().delete("hospital/users/" + person);
        HttpResponse<String> answer = second.confirm(proposal);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Admin.json(answer).path("type").asText()).endsWith(":stale");
    }

    @Test
    void of_two_who_confirm_at_once_one_comes_too_late() throws Exception {
        Hand third = Hand.of(Staff.hire("two-three", "system-admin"));
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        CompletableFuture<Integer> other =
                CompletableFuture.supplyAsync(() -> third.confirm(proposal).statusCode());
        int mine = second.confirm(proposal).statusCode();
        assertThat(List.of(mine, other.get(60, TimeUnit.SECONDS))).containsExactlyInAnyOrder(200, 409);
        assertThat(holds(person)).isTrue();
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_approval WHERE id = ?::uuid AND state = 'EXECUTED'", id(proposal)))
                .isEqualTo(1);
    }

    @Test
    void what_cannot_be_done_stays_confirmed_but_failed_and_nothing_of_it_is_stored() {
        String person = person();
        JsonNode proposal = first.propose("protected-role", grant(person, "privacy-officer"));
        Database.run("CREATE FUNCTION it_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.user_id = '" + person + "' THEN RAISE EXCEPTION 'refused by a test'; END IF;"
                + " RETURN NEW; END $$");
        try {
            Database.run("CREATE TRIGGER it_refuses BEFORE INSERT ON user_role_mapping"
                    + " FOR EACH ROW EXECUTE FUNCTION it_refuses()");
            HttpResponse<String> answer = second.confirm(proposal);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(Admin.json(answer).path("type").asText()).endsWith(":confirmed-but-not-done");
        } finally {
            Database.run("DROP FUNCTION it_refuses() CASCADE");
        }
        assertThat(holds(person)).isFalse();
        assertThat(first.state(proposal)).isEqualTo("FAILED");
        assertThat(second.confirm(proposal).statusCode()).isEqualTo(409);
        assertThat(holds(person)).isFalse();
        recorded(proposal, "Confirmed, but could not be done");
        mail(one, "Your proposal was confirmed but could not be done", id(proposal));
    }

    @Test
    void a_deleted_proposer_leaves_nothing_to_confirm_and_a_deleted_approver_stays_readable() {
        DemoPerson leaver = Staff.hire("two-leaver", "system-admin");
        Hand leaving = Hand.of(leaver);
        JsonNode lost = leaving.propose("protected-role", grant(person(), "privacy-officer"));
        JsonNode kept = first.propose("protected-role", grant(person(), "privacy-officer"));
        assertThat(leaving.confirm(kept).statusCode()).isEqualTo(200);
        Staff.chief().delete("hospital/users/" + Staff.idOf(leaver.username()));
        HttpResponse<String> answer = second.confirm(lost);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(Admin.json(answer).path("type").asText()).endsWith(":proposer-gone");
        JsonNode row = second.get("approval/proposals/" + id(kept)).path("row");
        assertThat(row.path("decider").asText()).isEqualTo(leaver.username());
    }

    @Test
    void a_proposal_is_declined_with_a_reason_or_taken_back_and_then_stays_so() {
        JsonNode declined = first.propose("protected-role", grant(person(), "privacy-officer"));
        assertThat(second.ask("POST", "approval/proposals/" + id(declined) + "/decline", Map.of("reason", "not needed"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(first.get("approval/proposals/" + id(declined))
                        .at("/row/decision")
                        .asText())
                .isEqualTo("not needed");
        JsonNode back = first.propose("protected-role", grant(person(), "privacy-officer"));
        assertThat(second.ask("POST", "approval/proposals/" + id(back) + "/withdraw", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(first.ask("POST", "approval/proposals/" + id(back) + "/withdraw", null)
                        .statusCode())
                .isEqualTo(200);
        for (JsonNode ended : List.of(declined, back)) {
            assertThat(second.confirm(ended).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void after_24_hours_a_proposal_is_expired_and_said_to_be() {
        JsonNode old = first.propose("protected-role", grant(person(), "privacy-officer"));
        Database.run("ALTER TABLE kw_approval DISABLE TRIGGER kw_approval_once");
        Database.run("UPDATE kw_approval SET expires_at = now() WHERE id = '" + id(old) + "'");
        Database.run("ALTER TABLE kw_approval ENABLE TRIGGER kw_approval_once");
        assertThat(second.confirm(old).statusCode()).isEqualTo(409);
        first.propose("protected-role", grant(person(), "privacy-officer"));
        assertThat(first.state(old)).isEqualTo("EXPIRED");
        recorded(old, "Expired");
    }

    @Test
    void settings_of_the_ledger_are_changed_by_two_and_never_below_six_years() {
        HttpResponse<String> tooFew = first.ask(
                "POST",
                "approval/proposals",
                Map.of("kind", "ledger-settings", "asked", Map.of("retentionYears", "5"), "reason", "to save space"));
        assertThat(tooFew.statusCode()).isEqualTo(400);
        String years = Long.toString(7 + Database.number("SELECT coalesce(max(version), 0) FROM kw_audit_settings"));
        JsonNode proposal = first.propose("ledger-settings", Map.of("retentionYears", years));
        assertThat(second.confirm(proposal).statusCode()).isEqualTo(200);
        assertThat(Database.column("SELECT retention_years::text FROM kw_audit_settings ORDER BY version DESC LIMIT 1"))
                .containsExactly(years);
        assertThat(recorded(proposal, "Confirmed and done").fields())
                .anySatisfy(
                        f -> assertThat(f.after()).contains("retention, years").contains("-> " + years));
    }

    @Test
    void a_feed_that_two_switch_off_keeps_what_happens_and_sends_it_when_two_switch_it_on() {
        settle("fhir");
        try {
            eventually(
                    () -> Optional.of(feed()).filter(row -> row.path("paused").asBoolean()));
            long made = entryOf(person());
            long later = entryOf(person());
            JsonNode waiting = eventually(() -> Optional.of(feed())
                    .filter(row ->
                            row.path("nextSeq").asLong() + row.path("waiting").asLong() > later));
            assertThat(waiting.path("nextSeq").asLong())
                    .as("a batch that was under way ends, and none begins")
                    .isLessThanOrEqualTo(made);
            assertThat(waiting.path("failures").asInt()).isZero();
            assertThat(stream(first.get("audit/health").path("reasons"))
                            .map(r -> r.path("code").asText()))
                    .contains("feed-paused")
                    .doesNotContain("feed-late");
            assertThat(sent(made)).isFalse();
            settle("none");
            eventually(
                    () -> Optional.of(feed()).filter(row -> row.path("nextSeq").asLong() > made));
            assertThat(feed().path("paused").asBoolean()).isFalse();
            assertThat(sent(made)).isTrue();
        } finally {
            if (feed().path("paused").asBoolean()) {
                settle("none");
            }
        }
    }

    private void settle(String paused) {
        HttpResponse<String> answer = second.confirm(first.propose("ledger-settings", Map.of("pausedFeeds", paused)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The entry that says this person was made. */
    private static long entryOf(String person) {
        return Database.eventually(
                "SELECT max(seq) FROM kw_history_change WHERE target LIKE ?", seq -> seq > 0, "%" + person + "%");
    }

    private JsonNode feed() {
        return stream(first.get("audit/feeds").path("rows"))
                .filter(row -> row.path("name").asText().equals("archive"))
                .findFirst()
                .orElseThrow();
    }

    /** Whether the entry stands in a file of the feed. */
    private static boolean sent(long seq) {
        try (Stream<Path> files = Files.list(TheHouse.archive())) {
            for (Path file : files.toList()) {
                if (Files.readAllLines(file).stream()
                        .anyMatch(line ->
                                line.contains("urn:keyward:seq") && line.contains("\"code\":\"" + seq + "\""))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void where_two_are_wanted_one_system_admin_alone_gives_no_protected_role() {
        DemoPerson admin = TwoHands.admin(0);
        Staff.boss()
                .make(
                        TwoHands.REALM + "/users/" + idThere(admin) + "/role-mappings/clients/"
                                + Staff.boss()
                                        .get(TwoHands.REALM + "/clients?clientId=realm-management")
                                        .get(0)
                                        .path("id")
                                        .asText(),
                        List.of(Staff.boss()
                                .get(TwoHands.REALM + "/clients/"
                                        + Staff.boss()
                                                .get(TwoHands.REALM + "/clients?clientId=realm-management")
                                                .get(0)
                                                .path("id")
                                                .asText()
                                        + "/roles/realm-admin")));
        String person = Staff.boss().make(TwoHands.REALM + "/users", Staff.person(Staff.fresh("two-person")));
        Admin alone = new Admin(Badge.of(Staff.adminConsole(TwoHands.REALM), admin, true));
        HttpResponse<String> refused = alone.ask(
                "POST",
                TwoHands.REALM + "/users/" + person + "/role-mappings/realm",
                List.of(Staff.boss().get(TwoHands.REALM + "/roles/privacy-officer")));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(holds(TwoHands.REALM, person)).isFalse();

        Hand proposing = new Hand(Badge.of(TwoHands.console(), admin, true), TwoHands.REALM);
        Hand confirming = new Hand(Badge.of(TwoHands.console(), TwoHands.admin(1), true), TwoHands.REALM);
        JsonNode proposal = proposing.propose("protected-role", grant(person, "privacy-officer"));
        HttpResponse<String> answer = confirming.confirm(proposal);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(holds(TwoHands.REALM, person)).isTrue();
    }

    private static String idThere(DemoPerson person) {
        return Staff.boss()
                .get(TwoHands.REALM + "/users?exact=true&username=" + person.username())
                .get(0)
                .path("id")
                .asText();
    }

    private static String person() {
        return Staff.boss().make("hospital/users", Staff.person(Staff.fresh("two-person")));
    }

    private static Map<String, String> grant(String person, String role) {
        return Map.of("person", person, "role", role, "act", "GRANT");
    }

    private static String id(JsonNode proposal) {
        return proposal.at("/row/id").asText();
    }

    private static boolean holds(String person) {
        return holds("hospital", person);
    }

    private static boolean holds(String realm, String person) {
        return stream(Staff.boss().get(realm + "/users/" + person + "/role-mappings/realm"))
                .anyMatch(role -> role.path("name").asText().equals("privacy-officer"));
    }

    private static ChangeDetail recorded(JsonNode proposal, String words) {
        Predicate<ChangeRow> ours = row -> row.target().equals("approval/proposals/" + id(proposal));
        return eventually(() -> History.changes("area=APPROVAL").stream()
                .filter(ours)
                .map(row -> History.read("history/changes/" + row.id(), ChangeDetail.class))
                .filter(detail -> detail.fields().stream()
                        .anyMatch(f -> String.valueOf(f.after()).startsWith(words)))
                .findFirst());
    }

    private static MailSink.Message mail(DemoPerson person, String subject, String text) {
        return eventually(() -> to(person, subject, text).stream().findFirst());
    }

    private static List<MailSink.Message> to(DemoPerson person, String subject, String text) {
        String address = String.valueOf(Staff.person(person.username()).get("email"));
        return Ward.house().mail().messages().stream()
                .filter(mail -> mail.to().contains(address))
                .filter(mail ->
                        mail.subject().startsWith(subject) && mail.text().contains(text))
                .toList();
    }

    private static <T> T eventually(java.util.function.Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000L);
            seen = look.get();
        }
        return seen.orElseThrow(() -> new AssertionError("not within " + PATIENCE));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false);
    }
}
