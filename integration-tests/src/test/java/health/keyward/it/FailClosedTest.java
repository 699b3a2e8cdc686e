package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.Outcome;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No row, no sign-in, no change, no reading: what cannot be recorded does not happen (LH-14, LH-1). */
@Tag("alone")
@Order(Integer.MAX_VALUE - 1)
class FailClosedTest {
    private static final String R = "hospital/";
    private static final long KEY_FORGOTTEN_NANOS = 120_000_000_000L;
    private static final String REFUSED = "SELECT count(*) FROM kw_history_event WHERE kind = 'REFUSED'";
    private static final String SESSIONS = "SELECT count(*) FROM offline_user_session WHERE user_id = ?";
    private static final String SESSIONS_WITHOUT_ROW =
            "SELECT count(*) FROM offline_user_session s WHERE s.user_id = ? AND NOT EXISTS (SELECT FROM kw_history_event e"
                    + " WHERE e.session_id = s.user_session_id AND e.type = 'LOGIN' AND e.outcome = 'SUCCESS')";
    private static final Map<String, String> FOR_NURSES =
            Map.of("keyward.data_class", "none", "keyward.access_roles", "nurse", "pkce.code.challenge.method", "S256");
    private static final String PERMITS =
            "SELECT count(*) FROM kw_decision WHERE user_id = ? AND client_id = ? AND effect = 'PERMIT'";

    @Test
    void without_a_row_nobody_signs_in() {
        DemoPerson person = Staff.hire("fail-sign-in");
        String id = Staff.idOf(person.username());
        Tokens.Client app = Staff.app("fail-app", Map.of());
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random()));
            try (Refusal refusal = Refusal.ofEveryRow()) {
                refusal.stands();
                types(signIn, person, person.password(), app);
                assertThat(signIn.page().status()).isEqualTo(500);
                assertThat(signIn.page().address().toString()).doesNotStartWith(app.redirect());
                assertThat(Database.number(SESSIONS, id)).isZero();
            }
            signIn.opensUntil(Tokens.authorize(app, Tokens.random()), app.redirect());
            assertThat(signIn.page().formWith("password"))
                    .as("the same browser is asked again")
                    .isPresent();
            types(signIn, person, person.password(), app);
            assertThat(Tokens.code(signIn.page().address())).isNotBlank();
        }
        History.eventually("person=" + id, r -> r.type().equals("LOGIN") && r.outcome() == Outcome.SUCCESS);
    }

    @Test
    void a_wrong_password_that_the_database_takes_no_row_of_is_refused_as_always_and_kept_on_the_disk_until_it_does() {
        DemoPerson person = Staff.hire("fail-wrong");
        Tokens.Client app = Staff.app("fail-app", Map.of());
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random()));
            try (Refusal refusal = Refusal.ofEveryRow()) {
                refusal.stands();
                types(signIn, person, "wrong", app);
                assertThat(signIn.page().status()).isEqualTo(200);
                assertThat(signIn.page().formWith("password"))
                        .as("asked again, not let in")
                        .isPresent();
                assertThat(spooled()).isPositive();
            }
        }
        assertThat(History.eventually("person=" + person.username(), r -> r.outcome() == Outcome.FAILED)
                        .cause())
                .isEqualTo(Cause.WRONG_PASSWORD);
        assertThat(History.signIns("person=" + person.username())).hasSize(1);
    }

    /**
     * What waits cannot be taken over while somebody holds the sequencer's lock, as a sequencer that hangs does: sign-ins need neither of them and go on,
     * and administrators have to wait (AL-11).
     */
    @Test
    void past_the_size_of_the_spool_nothing_may_be_changed_while_sign_ins_go_on_until_it_is_drained()
            throws SQLException {
        DemoPerson person = Staff.hire("fail-spool");
        Tokens.Client app = Staff.app("fail-app", Map.of());
        long before = Database.number(REFUSED);
        long refused = 0;
        try (Connection sequencer = Ward.house().postgres().connect();
                Statement lock = sequencer.createStatement()) {
            lock.execute("SELECT pg_advisory_lock(" + 0x4B57 + ", 1)");
            try (Refusal refusal = Refusal.ofEveryRow()) {
                refusal.stands();
                while (spooled() < TheHouse.SPOOL_MOST_BYTES) {
                    assertThat(Http.call("PUT", Admin.address(R + "users/" + "x".repeat(400)), "", "{}")
                                    .statusCode())
                            .isEqualTo(401);
                    refused++;
                }
            }
            HttpResponse<String> change = Staff.boss().ask("POST", R + "users", Staff.person(Staff.fresh("fail-made")));
            assertThat(change.statusCode()).as(change.body()).isEqualTo(503);
            assertThat(Admin.json(change).path("type").asText()).endsWith(":spool-full");
            assertThat(Tokens.issue(app, person, false).access()).isNotBlank();
            LedgerHealth health = History.read("audit/health", LedgerHealth.class);
            assertThat(health.reasons()).extracting(LedgerHealth.Reason::code).contains("spool-full");
            assertThat(health.spool().bytes()).isGreaterThanOrEqualTo(TheHouse.SPOOL_MOST_BYTES);
            assertThat(health.spool().mostBytes()).isEqualTo(TheHouse.SPOOL_MOST_BYTES);
            assertThat(health.spool().files()).isPositive();
            assertThat(health.spool().oldestAt()).isNotNull();
        }
        long all = before + refused;
        assertThat(Database.eventually(REFUSED, count -> count >= all, Duration.ofNanos(KEY_FORGOTTEN_NANOS)))
                .as("each of the %d that waited is in the record", refused)
                .isGreaterThanOrEqualTo(all);
        long end = System.nanoTime() + KEY_FORGOTTEN_NANOS;
        while (spooled() > 0 && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
        }
        assertThat(Staff.boss().make(R + "users", Staff.person(Staff.fresh("fail-made"))))
                .isNotBlank();
        assertThat(History.read("audit/health", LedgerHealth.class).reasons())
                .extracting(LedgerHealth.Reason::code)
                .doesNotContain("spool-full", "spool-waiting");
    }

    @Test
    void without_a_key_to_seal_with_nobody_signs_in() {
        DemoPerson person = Staff.hire("fail-key");
        Tokens.Client app = Staff.app("fail-app", Map.of());
        Database.run("ALTER TABLE kw_audit_subject RENAME TO it_hidden");
        try {
            Database.run("UPDATE kw_audit_generation SET n = n + 1");
            long end = System.nanoTime() + KEY_FORGOTTEN_NANOS;
            int status = attempt(person, app);
            while (status != 500 && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(500_000_000L);
                status = attempt(person, app);
            }
            assertThat(status).isEqualTo(500);
        } finally {
            Database.run("ALTER TABLE it_hidden RENAME TO kw_audit_subject");
        }
        assertThat(Tokens.issue(app, person, false).access()).isNotBlank();
    }

    private static int attempt(DemoPerson person, Tokens.Client app) {
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random()));
            types(signIn, person, person.password(), app);
            return signIn.page().status();
        }
    }

    /** Bytes that wait on the node's disk. */
    private static long spooled() {
        Path spool = Ward.house().options().state().resolve("node1/data/keyward-spool");
        try (Stream<Path> files = Files.list(spool)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void without_a_row_the_token_endpoint_gives_nothing() {
        DemoPerson person = Staff.hire("fail-token");
        Tokens.Client app = Staff.app("fail-app", Map.of());
        String verifier = Tokens.random();
        String code;
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, verifier));
            types(signIn, person, person.password(), app);
            code = Tokens.code(signIn.page().address());
        }
        Tokens.Issued held = Tokens.issue(app, person, false);
        try (Refusal refusal = Refusal.ofEveryRow()) {
            refusal.stands();
            nothing(Tokens.post(
                    app,
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code,
                            "redirect_uri",
                            app.redirect(),
                            "code_verifier",
                            verifier)));
            nothing(Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", held.refresh())));
            HttpResponse<String> garbage =
                    Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", "garbage"));
            assertThat(garbage.statusCode()).as(garbage.body()).isEqualTo(400);
            assertThat(garbage.body()).doesNotContain("token\":", "it_refuses");
        }
        assertThat(Tokens.renew(app, held).access()).isNotBlank();
    }

    @Test
    void without_a_row_no_emergency_access_is_given() {
        Emergency.App app = new Emergency.App("fail-glass");
        try (Emergency nurse = new Emergency(app, Eligible.clinician("clinician"))) {
            nurse.asks("p-51").signsIn();
            try (Refusal refusal = Refusal.ofEveryRow()) {
                refusal.stands();
                nurse.says(Emergency.TREATING, "");
                assertThat(nurse.browser().page().status()).isEqualTo(500);
                assertThat(Database.number("SELECT count(*) FROM kw_grant WHERE person = ?", nurse.id()))
                        .isZero();
            }
            nurse.breaksGlassFor("p-51");
            assertThat(nurse.mayRead("p-51")).isTrue();
        }
    }

    @Test
    void without_a_row_nothing_is_changed() {
        DemoPerson person = Staff.hire("fail-change");
        String id = Staff.idOf(person.username());
        JsonNode before = Staff.boss().get(R + "users/" + id);
        String made = Staff.fresh("fail-made");
        String policies = Staff.boss().get(R + "client-policies/policies").toString();
        try (Refusal refusal = Refusal.ofEveryRow()) {
            refusal.stands();
            refused("PUT", "users/" + id, ((ObjectNode) before.deepCopy()).put("firstName", "Changed"));
            refused("POST", "users", Staff.person(made));
            refused("DELETE", "users/" + id, null);
            refused("PUT", "client-policies/policies", Map.of("policies", java.util.List.of()));
            refused("POST", "users/" + id + "/logout", null);
        }
        assertThat(Staff.boss().get(R + "users/" + id)).isEqualTo(before);
        assertThat(Staff.find(made)).isEmpty();
        assertThat(Staff.boss().get(R + "client-policies/policies").toString()).isEqualTo(policies);
    }

    @Test
    void without_a_row_nothing_is_shown() {
        String token = Tokens.keeper();
        try (Refusal refusal = Refusal.ofEveryRow()) {
            refusal.stands();
            for (String question :
                    java.util.List.of("history/sign-ins", "history/changes", "history/sign-ins/export?format=csv")) {
                HttpResponse<String> answer = Http.get(History.api(question), token);
                assertThat(answer.statusCode()).as(question).isGreaterThanOrEqualTo(500);
                assertThat(answer.body()).doesNotContain("LOGIN", "kw_", "it_refuses");
            }
        }
        assertThat(History.ask("history/sign-ins").statusCode()).isEqualTo(200);
    }

    /** A listener of somebody else fails while the event is heard: either all of it happened and has its row, or none of it did. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw-at-login",
                "rollback-at-login",
                "query-at-login",
                "throw-at-code-to-token",
                "rollback-at-code-to-token",
                "query-at-code-to-token"
            })
    void a_faulty_listener_never_makes_a_session_without_a_row(String fault) {
        DemoPerson person = Eligible.clinician("fail-listener");
        String id = Staff.idOf(person.username());
        Tokens.Client app = Staff.app(Staff.boss(), Staff.REALM, "fault-" + fault, Map.of("attributes", FOR_NURSES));
        String verifier = Tokens.random();
        boolean token = false;
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, verifier));
            types(signIn, person, person.password(), app);
            boolean signedIn = signIn.page().address().toString().startsWith(app.redirect());
            assertThat(signedIn).isEqualTo(fault.startsWith("throw") || fault.endsWith("token"));
            if (signedIn) {
                HttpResponse<String> answer = Tokens.post(
                        app,
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                Tokens.code(signIn.page().address()),
                                "redirect_uri",
                                app.redirect(),
                                "code_verifier",
                                verifier));
                token = answer.statusCode() == 200;
                assertThat(token).as(answer.body()).isEqualTo(fault.startsWith("throw"));
            } else {
                assertThat(signIn.page().status()).isEqualTo(500);
                assertThat(Database.number(SESSIONS, id)).isZero();
                assertThat(Database.eventually(PERMITS, n -> n > 0, id, app.id()))
                        .as("the decision was made, whatever became of the sign-in")
                        .isPositive();
            }
        } finally {
            Staff.boss().delete(R + "clients/" + Staff.clientUuid(Staff.boss(), app.id()));
        }
        assertThat(Database.eventually(SESSIONS_WITHOUT_ROW, n -> n == 0, id)).isZero();
        if (token) {
            History.eventually("kind=TOKEN&person=" + id, r -> r.type().equals("CODE_TO_TOKEN"));
        }
    }

    private static void types(SignIn signIn, DemoPerson person, String password, Tokens.Client app) {
        signIn.types(Map.of("username", person.username(), "password", password), "password", app.redirect());
    }

    private static void nothing(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("token\":", "it_refuses");
    }

    private static void refused(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        HttpResponse<String> answer = Staff.boss().ask(method, R + path, body);
        assertThat(answer.statusCode()).as(method + " " + path).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).doesNotContain("it_refuses");
    }

    /** The database refuses every new row of the inbox, as it would when its disk is full. */
    private record Refusal() implements AutoCloseable {
        static Refusal ofEveryRow() {
            Database.run("CREATE OR REPLACE FUNCTION it_refuses() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'it_refuses: no space left'; END $$");
            Database.run(
                    "CREATE TRIGGER it_refuses BEFORE INSERT ON kw_audit_inbox FOR EACH ROW EXECUTE FUNCTION it_refuses()");
            return new Refusal();
        }

        void stands() {
            assertThat(Database.number("SELECT count(*) FROM pg_trigger WHERE tgname = 'it_refuses'"))
                    .isEqualTo(1);
        }

        @Override
        public void close() {
            Database.run("DROP TRIGGER it_refuses ON kw_audit_inbox");
        }
    }
}
