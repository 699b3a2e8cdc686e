package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person lost a factor: two staff who checked the identity let them enrol a new one, once, within minutes, with the password (SU-7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReEnrolmentTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final Pattern LINK = Pattern.compile("http\\S+/keyward/stepup/enrol\\?code=([0-9A-Z-]+)");

    private DemoPerson one = Ward.keeper();
    private Supplier<String> asks = () -> "";
    private Supplier<String> confirms = () -> "";
    private Tokens.Client app = Tokens.console();

    @BeforeAll
    void two_staff_and_an_app_that_is_content_with_a_password() {
        one = Staff.hire("lost-one", "system-admin");
        asks = Badge.of(Tokens.console(), one, true);
        confirms = Badge.of(Tokens.console(), Staff.hire("lost-two", "system-admin"), true);
        app = Staff.app("lost-app", Map.of());
    }

    @Test
    void two_staff_remove_the_lost_factor_and_the_person_enrols_a_new_one_by_the_mailed_link_once() {
        DemoPerson person = Staff.hire("lost", "nurse");
        String id = Staff.idOf(person.username());
        Tokens.Issued before = Tokens.issue(app, person, false);
        JsonNode proposal = proposed(person, "MAIL");
        assertThat(types(id)).contains("otp");
        confirmed(proposal);

        assertThat(types(id)).containsExactly("password");
        assertThat(Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", before.refresh()))
                        .statusCode())
                .as("sessions from before")
                .isEqualTo(400);
        MailSink.Message mail = mail(person);
        URI link = link(mail);
        assertThat(mail.text()).contains("15 minutes").doesNotContain(person.password());

        DemoPerson renewed;
        try (SignIn atTheLink = new SignIn()) {
            atTheLink.opens(link).types(Map.of("password", "not " + person.password()), "password", "");
            assertThat(atTheLink.page().text()).contains("The password was not right");
            atTheLink.types(Map.of("password", person.password()), "password", "");
            renewed = LostFactor.enrols(atTheLink, person);
            assertThat(atTheLink.page().text()).contains("Your account has been updated");
            atTheLink.opens(Tokens.authorize(app, Tokens.random()));
            assertThat(atTheLink.page().formWith("password"))
                    .as("enrolling signs nobody in")
                    .isPresent();
        }
        assertThat(types(id)).containsExactlyInAnyOrder("password", "otp");
        try (SignIn again = new SignIn()) {
            again.opens(link);
            assertThat(again.page().status()).isEqualTo(410);
            assertThat(again.page().text()).contains("This link was used already");
        }
        try (SignIn next = new SignIn()) {
            Tokens.Client console = Tokens.console();
            next.opens(Tokens.authorize(console, Tokens.random()))
                    .typesPassword(renewed)
                    .typesCode(renewed, console.redirect());
        }
        recorded(proposal, "approval/proposals/", "Confirmed and done", "identity check (list 1): - -> in person");
        recorded(proposal, "stepup/recovery/links/", "Removed 1 credential(s), ended 1 session(s), mailed a link", "");
        recorded(proposal, "stepup/recovery/links/", "The link was opened with the password.", "");
        ChangeDetail used =
                recorded(proposal, "stepup/recovery/links/", "The link was used: one otp was enrolled.", "");
        assertThat(used.row().actorId()).isEqualTo(id);
        History.eventually("person=" + person.username(), row -> row.cause() == Cause.WRONG_PASSWORD);
    }

    @Test
    void until_the_new_factor_is_there_the_password_alone_enrols_nothing() {
        DemoPerson person = Staff.hire("lost-race", "nurse");
        confirmed(proposed(person, "MAIL"));
        try (SignIn thief = new SignIn()) {
            thief.opens(URI.create(Tokens.authorize(app, Tokens.random()) + "&kc_action=CONFIGURE_TOTP"))
                    .types(Map.of("username", person.username(), "password", person.password()), "password", "");
            LostFactor.enrols(thief, person);
            assertThat(thief.page().status()).isGreaterThanOrEqualTo(400);
        }
        assertThat(types(Staff.idOf(person.username()))).containsExactly("password");
    }

    @Test
    void a_link_that_was_not_used_in_time_is_dead_and_said_to_be() {
        DemoPerson person = Staff.hire("lost-late", "nurse");
        JsonNode proposal = proposed(person, "MAIL");
        confirmed(proposal);
        URI link = link(mail(person));
        try (SignIn slow = new SignIn()) {
            slow.opens(link).types(Map.of("password", person.password()), "password", "");
            Database.run("UPDATE kw_enrolment_link SET made_at = made_at - interval '1 hour', expires_at = expires_at"
                    + " - interval '1 hour' WHERE id = '" + id(proposal) + "'");
            LostFactor.enrols(slow, person);
            assertThat(slow.page().status()).as("opened in time, used too late").isGreaterThanOrEqualTo(400);
        }
        try (SignIn late = new SignIn()) {
            late.opens(link);
            assertThat(late.page().status()).isEqualTo(410);
            assertThat(late.page().text()).contains("This link is too old");
        }
        assertThat(types(Staff.idOf(person.username()))).containsExactly("password");
        recorded(proposal, "stepup/recovery/links/", "The link was not used in time and is dead.", "");
    }

    @Test
    void a_printed_code_is_shown_once_to_who_confirmed() {
        DemoPerson person = Staff.hire("lost-printed", "nurse");
        JsonNode proposal = proposed(person, "PRINTED");
        confirmed(proposal);
        String path = "stepup/recovery/links/" + id(proposal);
        assertThat(ask(asks, "POST", path + "/code", null).statusCode()).isEqualTo(409);
        HttpResponse<String> shown = ask(confirms, "POST", path + "/code", null);
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        assertThat(ask(confirms, "POST", path + "/code", null).statusCode()).isEqualTo(409);
        String code = Admin.json(shown).path("code").asText();
        Staff.SECRETS.add(code.replace("-", ""));
        try (SignIn desk = new SignIn()) {
            desk.opens(URI.create(Admin.json(shown).path("page").asText()))
                    .types(
                            Map.of(
                                    "code",
                                    code.toLowerCase(java.util.Locale.ROOT).replace("-", " "),
                                    "password",
                                    person.password()),
                            "code",
                            "");
            LostFactor.enrols(desk, person);
        }
        assertThat(types(Staff.idOf(person.username()))).containsExactlyInAnyOrder("password", "otp");
        assertThat(Admin.json(ask(asks, "GET", path, null)).path("state").asText())
                .isEqualTo("USED");
    }

    @Test
    void nobody_vouches_for_themselves() {
        DemoPerson subject = Staff.hire("lost-subject", "system-admin");
        Supplier<String> themselves = Badge.of(Tokens.console(), subject, true);
        HttpResponse<String> own = propose(themselves, wanted(subject, "MAIL"));
        assertThat(own.statusCode()).as(own.body()).isEqualTo(403);
        HttpResponse<String> proposed = propose(asks, wanted(subject, "MAIL"));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        assertThat(confirm(themselves, Admin.json(proposed)).statusCode()).isEqualTo(403);
        assertThat(confirm(asks, Admin.json(proposed)).statusCode()).isEqualTo(403);
        assertThat(types(Staff.idOf(subject.username()))).contains("otp");
    }

    @Test
    void without_an_identity_check_of_the_list_nothing_is_proposed() {
        DemoPerson person = Staff.hire("lost-unchecked", "nurse");
        for (Map<String, String> vague : List.of(
                Map.of("checked", "TELEPHONE"), Map.of("document", "passport X1234567"), Map.of("document", "NONE"))) {
            ObjectNode asked = wanted(person, "MAIL");
            vague.forEach(asked::put);
            assertThat(propose(asks, asked).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void when_the_mail_cannot_be_sent_nothing_is_changed() {
        DemoPerson person = Staff.hire("lost-mail", "nurse");
        JsonNode proposal = proposed(person, "MAIL");
        Ward.house().mail().goAway();
        try {
            HttpResponse<String> answer = confirm(confirms, proposal);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body()).contains("Have the code printed instead");
        } finally {
            Ward.house().mail().comeBack();
        }
        assertThat(types(Staff.idOf(person.username()))).contains("otp");
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_enrolment_link WHERE person_id = ?", Staff.idOf(person.username())))
                .isZero();
    }

    /**
     * The mail goes last and the transaction ends after it. A node that is killed in between is, for the database, a connection that ends; here the mail
     * server keeps the node waiting at that very place.
     */
    @Test
    void a_node_that_dies_between_the_confirmation_and_the_mail_leaves_everything_as_it_was() throws Exception {
        DemoPerson person = Staff.hire("lost-killed", "nurse");
        String id = Staff.idOf(person.username());
        JsonNode proposal = proposed(person, "MAIL");
        JsonNode smtp = Staff.boss().get("hospital").path("smtpServer");
        try (ServerSocket stalling = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            smtp(((ObjectNode) smtp.deepCopy()).put("port", Integer.toString(stalling.getLocalPort())));
            stalling.setSoTimeout((int) A_MINUTE.toMillis());
            Future<HttpResponse<String>> answer = thread.submit(() -> confirm(confirms, proposal));
            try (Socket node = confirming(stalling)) {
                assertThat(types(id)).as("nothing is committed yet").contains("otp");
                assertThat(Admin.json(ask(asks, "GET", "approval/proposals/" + id(proposal), null))
                                .at("/row/state")
                                .asText())
                        .isEqualTo("OPEN");
                assertThat(Database.number(
                                "SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation ="
                                        + " 'kw_enrolment_link'::regclass AND mode = 'RowExclusiveLock') dead"))
                        .isEqualTo(1);
                node.getOutputStream().write("421 going away\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isGreaterThanOrEqualTo(400);
        } finally {
            smtp((ObjectNode) smtp);
        }
        assertThat(types(id)).contains("otp");
        assertThat(Database.number("SELECT count(*) FROM kw_enrolment_link WHERE person_id = ?", id))
                .isZero();
        assertThat(Ward.house().mail().messages())
                .noneMatch(mail -> mail.to()
                        .contains(String.valueOf(Staff.person(person.username()).get("email"))));
        confirmed(proposed(person, "MAIL"));
        assertThat(types(id)).as("proposed anew").containsExactly("password");
        mail(person);
    }

    /** Notices of other tests are sent in the same minute; they are turned away until the confirmation itself comes, with its row written. */
    private static Socket confirming(ServerSocket mail) throws IOException {
        while (true) {
            Socket node = mail.accept();
            for (int tries = 0; tries < 20; tries++) {
                if (Database.number("SELECT count(*) FROM pg_locks WHERE relation = 'kw_enrolment_link'::regclass"
                                + " AND mode = 'RowExclusiveLock'")
                        > 0) {
                    return node;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            try (node) {
                node.getOutputStream().write("421 not you\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void smtp(ObjectNode server) {
        Staff.boss().put("hospital", Admin.JSON.createObjectNode().set("smtpServer", server));
    }

    private JsonNode proposed(DemoPerson person, String delivery) {
        HttpResponse<String> answer = propose(asks, wanted(person, delivery));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private void confirmed(JsonNode proposal) {
        HttpResponse<String> answer = confirm(confirms, proposal);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private ObjectNode wanted(DemoPerson person, String delivery) {
        String id = Staff.idOf(person.username());
        JsonNode held = Admin.json(ask(asks, "GET", "stepup/recovery/people/" + id, null));
        String lost = stream(held.path("factors"))
                .map(factor -> factor.path("id").asText())
                .collect(Collectors.joining(","));
        return Admin.JSON
                .createObjectNode()
                .put("person", id)
                .put("checked", "IN_PERSON")
                .put("document", "STAFF_BADGE_WITH_PHOTO")
                .put("remove", lost)
                .put("factor", "AUTHENTICATOR_APP")
                .put("delivery", delivery);
    }

    private static HttpResponse<String> propose(Supplier<String> by, ObjectNode asked) {
        return ask(
                by,
                "POST",
                "approval/proposals",
                Map.of("kind", "re-enrolment", "asked", asked, "reason", "lost the telephone on ward 4"));
    }

    private static HttpResponse<String> confirm(Supplier<String> by, JsonNode proposal) {
        return ask(
                by,
                "POST",
                "approval/proposals/" + id(proposal) + "/confirm",
                Map.of("hash", proposal.at("/row/hash").asText()));
    }

    private static HttpResponse<String> ask(
            Supplier<String> by, String method, String path, @org.jspecify.annotations.Nullable Object body) {
        return Http.call(
                method, Admin.address("hospital/keyward/v1/" + path), by.get(), body == null ? null : Admin.text(body));
    }

    private static String id(JsonNode proposal) {
        return proposal.at("/row/id").asText();
    }

    private static List<String> types(String personId) {
        return stream(Staff.boss().get("hospital/users/" + personId + "/credentials"))
                .map(credential -> credential.path("type").asText())
                .toList();
    }

    private static MailSink.Message mail(DemoPerson person) {
        String address = String.valueOf(Staff.person(person.username()).get("email"));
        return eventually(() -> Ward.house().mail().messages().stream()
                .filter(mail ->
                        mail.to().contains(address) && mail.subject().startsWith("Set up your new sign-in factor"))
                .findFirst());
    }

    private static URI link(MailSink.Message mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        Staff.SECRETS.add(link.group(1).replace("-", ""));
        return URI.create(link.group());
    }

    private static ChangeDetail recorded(JsonNode proposal, String target, String begins, String contains) {
        return eventually(() -> History.changes("target=" + target + id(proposal)).stream()
                .map(row -> History.read("history/changes/" + row.id(), ChangeDetail.class))
                .filter(detail -> detail.fields().stream()
                        .map(field -> String.valueOf(field.after()))
                        .anyMatch(words -> words.startsWith(begins) && words.contains(contains)))
                .findFirst());
    }

    private static <T> T eventually(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + A_MINUTE.toNanos();
        Optional<T> seen = look.get();
        while (seen.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000L);
            seen = look.get();
        }
        return seen.orElseThrow(() -> new AssertionError("not within a minute"));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
