package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two administrators hold, release, erase and wrap keys anew on the running house, and one alone does none of it (AL-9, AL-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    /** Where the read models could name a person. What an administrator typed into a search is the administrator's. */
    private static final String ANYWHERE = """
            SELECT (SELECT count(*) FROM kw_history_event WHERE user_id = ? OR username = ?)
                 + (SELECT count(*) FROM kw_history_change WHERE target_user_id = ? OR (area <> 'LOOK' AND fields::text LIKE '%' || ? || '%'))
                 + (SELECT count(*) FROM kw_history_person WHERE user_id = ?)
                 + (SELECT count(*) FROM kw_audit_subject WHERE user_id = ?)""";

    @TempDir
    private Path folder;

    private Supplier<String> first = () -> "";
    private Supplier<String> second = () -> "";

    @BeforeAll
    void twoAdministrators() {
        first = Badge.of(Tokens.console(), Staff.hire("era-one", "system-admin"), true);
        second = Badge.of(Tokens.console(), Staff.hire("era-two", "system-admin"), true);
    }

    @Test
    void two_erase_a_person_on_a_legal_order_and_the_log_goes_on_proving_itself() throws Exception {
        DemoPerson ada = Staff.hire("era-ada", "system-admin");
        String id = Staff.idOf(ada.username());
        Tokens.issue(Tokens.console(), ada, true);
        History.eventually("person=" + ada.username(), row -> true);

        holdStopsIt(id);
        refused("shred-person", Map.of("person", id), "only on a legal order");
        // The account first: what somebody does later is a new person to the log.
        Staff.chief().delete("hospital/users/" + id);
        JsonNode proposal = proposed("shred-person", Map.of("person", id, "legalOrder", "order 7"));
        assertThat(proposal.at("/row/title").asText() + proposal.path("lines")).doesNotContain(ada.username(), id);
        assertThat(confirm(first, proposal).statusCode()).as("the proposer").isEqualTo(403);
        assertThat(anywhere(id, ada.username())).as("one alone does nothing").isPositive();

        done(proposal);

        JsonNode act = mark("SHRED", proposal);
        assertThat(act.at("/facts/legalOrder").asText()).isEqualTo("order 7");
        assertThat(Database.eventually(ANYWHERE, count -> count == 0, id, ada.username(), id, ada.username(), id, id))
                .isZero();
        assertThat(History.signIns("person=" + ada.username())).isEmpty();
        refused("shred-person", Map.of("person", id, "legalOrder", "order 7"), "no such person");

        long entry = act.path("entry").asLong();
        eventually(() -> Optional.of(get("audit/health"))
                .filter(health -> health.path("lastCheckpointSize").asLong() >= entry));
        Path export = Files.write(folder.resolve("evidence.zip"), EvidenceTest.bytes("audit/export"));
        EvidenceTest.Run verified = EvidenceTest.verifier("verify", export.toString(), "--key", EvidenceTest.vkey());
        assertThat(verified.exit()).as(verified.said()).isZero();
    }

    /** The person is held by two, cannot be erased then, and can again when two have released the hold. */
    private void holdStopsIt(String person) {
        JsonNode hold = proposed("legal-hold", Map.of("person", person, "reason", "case 3"));
        assertThat(confirm(first, hold).statusCode()).isEqualTo(403);
        assertThat(holdOn(person)).as("one alone holds nothing").isEmpty();
        done(hold);
        assertThat(holdOn(person)).hasValueSatisfying(held -> {
            assertThat(held.path("reason").asText()).isEqualTo("case 3");
            assertThat(held.path("approval").asText())
                    .isEqualTo(hold.at("/row/id").asText());
        });
        mark("HOLD", hold);
        refused("legal-hold", Map.of("person", person, "reason", "case 4"), "on hold already");
        refused("shred-person", Map.of("person", person, "legalOrder", "order 7"), "It is on hold");
        JsonNode release = proposed("legal-hold-release", Map.of("person", person));
        assertThat(holdOn(person)).as("one alone releases nothing").isPresent();
        done(release);
        assertThat(holdOn(person)).isEmpty();
        mark("RELEASE", release);
    }

    @Test
    void a_hold_that_came_after_the_proposal_stops_the_confirmation() {
        DemoPerson bo = Staff.hire("era-bo", "system-admin");
        String id = Staff.idOf(bo.username());
        Tokens.issue(Tokens.console(), bo, true);
        History.eventually("person=" + bo.username(), row -> true);
        JsonNode shred = proposed("shred-person", Map.of("person", id, "legalOrder", "order 8"));
        done(proposed("legal-hold", Map.of("person", id, "reason", "case 5")));
        HttpResponse<String> answer = confirm(second, shred);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(Admin.json(answer).path("type").asText()).endsWith(":stale");
        assertThat(Admin.json(answer).path("detail").asText()).contains("It is on hold. Release the hold first.");
        assertThat(History.signIns("person=" + bo.username())).isNotEmpty();
        done(proposed("legal-hold-release", Map.of("person", id)));
    }

    @Test
    void two_wrap_every_key_anew_and_everybody_can_still_be_read() throws Exception {
        refused("rewrap-keys", Map.of("toEpoch", "7"), "no key file");
        byte[] key = new byte[32];
        new java.security.SecureRandom().nextBytes(key);
        Files.write(Ward.house().options().state().resolve("kek/kek-2"), key);
        JsonNode proposal = proposed("rewrap-keys", Map.of("toEpoch", "2"));
        done(proposal);
        JsonNode act = mark("REWRAP", proposal);
        assertThat(act.at("/facts/toKek").asText()).isEqualTo("2");
        JsonNode kept = get("audit/retention");
        assertThat(kept.at("/keys/0/epoch").asInt()).isEqualTo(2);
        assertThat(kept.at("/keys/1/retiredAt").asText()).isNotEmpty();
        assertThat(kept.at("/keys/1/dataKeys").asInt()).isZero();
        assertThat(kept.at("/rewraps/0/endedAt").asText()).isNotEmpty();
        DemoPerson eve = Staff.hire("era-eve", "system-admin");
        Tokens.issue(Tokens.console(), eve, true);
        History.eventually("person=" + eve.username(), row -> true);
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_sentence() {
        assertThat(get("audit/retention").path("floorYears").asInt()).isGreaterThanOrEqualTo(6);
        refused("new-epoch", Map.of("reason", "nothing was put back"), "needs no new epoch");
        refused("dispose", Map.of("before", "2015-01"), "nothing that old");
        refused("dispose", Map.of("before", "2999-01"), "younger");
        refused("legal-hold", Map.of("reason", "case 3"), "wholeRealm");
        Supplier<String> elsewhere = Badge.of(TwoHands.console(), TwoHands.admin(0), true);
        for (Map.Entry<String, Map<String, String>> act : Map.of(
                        "dispose", Map.of("before", "2015-01"),
                        "rewrap-keys", Map.of("toEpoch", "2"),
                        "new-epoch", Map.of("reason", "nothing was put back"))
                .entrySet()) {
            HttpResponse<String> answer = ask(
                    elsewhere,
                    TwoHands.REALM,
                    "POST",
                    "approval/proposals",
                    Map.of("kind", act.getKey(), "asked", act.getValue(), "reason", "from another realm"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("the realm that keeps the evidence");
        }
    }

    private static HttpResponse<String> ask(
            Supplier<String> who, String realm, String method, String path, @Nullable Object body) {
        return Http.call(
                method,
                Admin.address(realm + "/keyward/v1/" + path),
                who.get(),
                body == null ? null : Admin.text(body));
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = ask(first, "hospital", "GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private HttpResponse<String> propose(String kind, Map<String, String> asked) {
        return ask(
                first,
                "hospital",
                "POST",
                "approval/proposals",
                Map.of("kind", kind, "asked", asked, "reason", "the court asks for it"));
    }

    private JsonNode proposed(String kind, Map<String, String> asked) {
        HttpResponse<String> answer = propose(kind, asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private void refused(String kind, Map<String, String> asked, String sentence) {
        HttpResponse<String> answer = propose(kind, asked);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Admin.json(answer).path("detail").asText()).contains(sentence);
    }

    private static HttpResponse<String> confirm(Supplier<String> who, JsonNode proposal) {
        return ask(
                who,
                "hospital",
                "POST",
                "approval/proposals/" + proposal.at("/row/id").asText() + "/confirm",
                Map.of("hash", proposal.at("/row/hash").asText()));
    }

    private void done(JsonNode proposal) {
        HttpResponse<String> answer = confirm(second, proposal);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Admin.json(answer).at("/row/state").asText()).isEqualTo("EXECUTED");
    }

    private Optional<JsonNode> holdOn(String person) {
        return stream(get("audit/retention").path("holds"))
                .filter(hold -> hold.path("personId").asText().equals(person))
                .findFirst();
    }

    /** The mark that names the approval, once it is numbered. */
    private JsonNode mark(String type, JsonNode proposal) {
        String approval = proposal.at("/row/id").asText();
        return eventually(() -> stream(get("audit/retention").path("acts"))
                .filter(act -> act.path("type").asText().equals(type)
                        && act.at("/facts/approval").asText().equals(approval))
                .findFirst());
    }

    private static long anywhere(String id, String username) {
        return Database.number(ANYWHERE, id, username, id, username, id, id);
    }

    private static <T> T eventually(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Optional<T> seen = look.get();
        while (seen.isEmpty() && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
            seen = look.get();
        }
        return seen.orElseThrow(() -> new AssertionError("not within a minute"));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
