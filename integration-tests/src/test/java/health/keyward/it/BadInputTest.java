package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.history.SavedViews;
import health.keyward.contract.history.Sessions;
import health.keyward.contract.history.SignInPage;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be understood gets a clear problem, never an error of the server, and nothing of the inside shows. */
class BadInputTest {
    private static final String SOMEBODY = "history/people/00000000-0000-4000-8000-000000000000";
    private static final List<String> INSIDE = List.of(
            "Exception",
            "org.postgresql",
            "org.keycloak",
            "health.keyward.",
            "java.lang",
            "jakarta.",
            "PSQL",
            "SELECT ",
            "kw_history",
            "kw_audit",
            "stackTrace",
            "\tat ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history/sign-ins?nonsense=1",
                "history/sign-ins?OUTCOME=FAILED",
                "history/sign-ins?outcome=MAYBE",
                "history/sign-ins?outcome=%27%20OR%20%271%27%3D%271",
                "history/sign-ins?cause=FAILED",
                "history/sign-ins?method=PASSWORD,OTP",
                "history/sign-ins?from=yesterday",
                "history/sign-ins?from=2026-13-01T00:00:00Z",
                "history/sign-ins?from=-999999999-01-01T00:00:00Z",
                "history/sign-ins?to=%2B999999999-01-01T00:00:00Z",
                "history/sign-ins?from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z",
                "history/sign-ins?limit=0",
                "history/sign-ins?limit=-1",
                "history/sign-ins?limit=201",
                "history/sign-ins?limit=1e2",
                "history/sign-ins?limit=99999999999999999999",
                "history/sign-ins?cursor=x",
                "history/sign-ins?cursor=AQAAAAAAAAAAAAAAAAAAAAA%3D%3D",
                "history/sign-ins?address=300.1.1.1",
                "history/sign-ins?address=10.0.0.0/33",
                "history/sign-ins?address=10.0.0.0/8/8",
                "history/sign-ins?address=10.0.0.0/-1",
                "history/sign-ins?address=::1/129",
                "history/sign-ins?address=localhost",
                "history/sign-ins?address=%27%3B%20DROP%20TABLE%20realm%3B--",
                "history/sign-ins?person=a&person=b",
                "history/sign-ins?person=a%0Ab",
                "history/sign-ins/newer",
                "history/sign-ins/newer?than=abc",
                "history/sign-ins/histogram?buckets=0",
                "history/sign-ins/histogram?buckets=201",
                "history/sign-ins/export",
                "history/sign-ins/export?format=xml",
                "history/sign-ins/export?format=csv&format=json",
                "history/sign-ins/export?format=csv&limit=1",
                "history/sign-ins/xyz",
                "history/sign-ins/0123456789ABCDEF0123456789ABCDEF",
                "history/sign-ins/0123456789abcdef0123456789abcdef0",
                "history/failures/top",
                "history/failures/top?by=password",
                "history/people",
                "history/people?search=",
                SOMEBODY + "/timeline?kind=EVERYTHING",
                SOMEBODY + "/timeline?outcome=FAILED",
                "history/changes?operation=DROP",
                "history/changes?source=ME",
                "history/changes?limit=1000000",
                "history/changes/export?format=html",
                "history/changes/1",
                "history/overview?from=now",
                "history/overview?limit=1",
                "history/views?all=true",
                "audit/health?verbose=1",
                "audit/report",
                "audit/report?year=1999",
                "audit/report?year=9999",
                "audit/report?year=soon",
                "me?as=victor"
            })
    void a_question_that_makes_no_sense_is_answered_400(String question) {
        problem(History.ask(question), 400);
    }

    /** Keycloak itself refuses these before our code is asked, in its own words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "history/sign-ins?kind=%00",
                "history/sign-ins?cursor=%00",
                "history/sign-ins?person=a%00b",
                "history/people?search=a%00"
            })
    void a_zero_byte_is_answered_400(String question) {
        HttpResponse<String> answer = History.ask(question);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(INSIDE).as(answer.body()).noneMatch(answer.body()::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history/sign-ins/00000000000000000000000000000000",
                "history/changes/00000000000000000000000000000000",
                "nothing",
                "nothing/at/all",
                "%27%20OR%201%3D1"
            })
    void what_is_not_there_is_answered_404(String question) {
        problem(History.ask(question), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "'; DROP TABLE kw_history_event; --",
                "\\",
                "%",
                "_",
                "%%%%%%",
                "$1",
                "?",
                ":name",
                "{fn now()}",
                "((((((((((((((((((((((((((((((((((((((((((((((",
                "(a+)+$",
                "[",
                ".*",
                "\u202Eadmin",
                "\u200B",
                "e\u0301\u0301\u0301",
                "\uD83D\uDC69\u200D\u2695\uFE0F",
                "\uFFFD",
                "<script>alert(1)</script>",
                "=cmd|' /C calc'!A0",
                "${jndi:ldap://x}",
                "../../../etc/passwd"
            })
    void a_hostile_search_finds_nothing_and_breaks_nothing(String hostile) {
        String text = URLEncoder.encode(hostile, StandardCharsets.UTF_8);
        for (String question : List.of(
                "history/sign-ins?person=" + text,
                "history/sign-ins?app=" + text,
                "history/sign-ins?session=" + text,
                "history/sign-ins?correlation=" + text,
                "history/people?search=" + text,
                "history/changes?actor=" + text,
                "history/changes?target=" + text,
                "history/changes?area=" + text)) {
            HttpResponse<String> answer = History.ask(question);
            assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(200);
            assertThat(Admin.json(answer).path("rows")).as(question).isEmpty();
        }
        assertThat(History.signIns("")).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> what_is_too_long_is_answered_400() {
        String long201 = "a".repeat(201);
        return Stream.of(
                        "history/sign-ins?person=" + long201,
                        "history/sign-ins?app=" + "a".repeat(4_000),
                        "history/sign-ins?cursor=" + "A".repeat(3_000),
                        "history/people?search=" + long201,
                        "history/changes?target=" + long201,
                        "history/sign-ins?" + "app=a&".repeat(51) + "limit=1",
                        "history/people/" + "a".repeat(256))
                .map(question ->
                        DynamicTest.dynamicTest(question.substring(0, 30), () -> problem(History.ask(question), 400)));
    }

    @Test
    void cursors_that_are_broken_in_any_way_are_refused() {
        String good = History.read("history/sign-ins?limit=1", SignInPage.class).top();
        assertThat(good).isNotNull();
        byte[] bytes = Base64.getUrlDecoder().decode(good);
        Random random = new Random(20261121);
        for (int length = 0; length < bytes.length; length++) {
            if (length > 0) {
                problem(History.ask("history/sign-ins?cursor=" + encoded(Arrays.copyOf(bytes, length))), 400);
            }
        }
        for (int i = 0; i < 20; i++) {
            byte[] noise = new byte[random.nextInt(1, 64)];
            random.nextBytes(noise);
            noise[0] = 9;
            problem(History.ask("history/sign-ins?cursor=" + encoded(noise)), 400);
        }
        problem(History.ask("history/sign-ins?cursor=" + encoded(cursor(-1, -1))), 400);
        problem(History.ask("history/sign-ins?cursor=" + encoded(cursor(Long.MAX_VALUE, 1))), 400);
    }

    /** A cursor holds a time and a number only, so one of another realm shows the hospital's own rows and no others. */
    @Test
    void a_cursor_of_another_realm_shows_nothing_of_it() {
        History.read("history/sign-ins", SignInPage.class);
        Elsewhere.stands();
        DemoPerson stranger = Staff.hire(Staff.boss(), Elsewhere.REALM, Staff.fresh("stranger"), false);
        Tokens.issue(Staff.app(Staff.boss(), Elsewhere.REALM, Staff.fresh("app"), Map.of()), stranger, false);
        Database.eventually(
                "SELECT count(*) FROM kw_history_event WHERE username = ?", n -> n > 0, stranger.username());
        String theirs = Database.column(
                        "SELECT (extract(epoch FROM max(at)) * 1000000)::bigint || ' ' || max(seq) + 1 FROM kw_history_event"
                                + " WHERE username = ?",
                        stranger.username())
                .getFirst();
        assertThat(theirs).isNotNull();
        long[] place =
                Arrays.stream(theirs.split(" ")).mapToLong(Long::parseLong).toArray();
        SignInPage page = History.read(
                "history/sign-ins?limit=200&cursor=" + encoded(cursor(place[0], place[1])), SignInPage.class);
        assertThat(page.rows()).isNotEmpty().noneMatch(r -> stranger.username().equals(r.person()));
    }

    @Test
    void bodies_that_make_no_sense_keep_no_view() {
        List<?> before = History.read("history/views", SavedViews.class).rows();
        for (String body : List.of(
                "",
                "null",
                "{",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"page\":\"sign-ins\"}",
                "{\"page\":\"nothing\",\"query\":\"\"}",
                "{\"page\":\"sign-ins\",\"query\":{}}",
                "{\"page\":\"sign-ins\",\"query\":\"a\\nb\"}",
                "{\"page\":\"sign-ins\",\"query\":\"" + "a".repeat(3_000) + "\"}",
                "{\"name\":\"other\",\"page\":\"sign-ins\",\"query\":\"\"}",
                "{\"page\":\"sign-ins\",\"query\":\"\",\"@class\":\"java.lang.Runtime\"}",
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000))) {
            problem(Http.call("PUT", History.api("history/views/bad"), Tokens.keeper(), body), 400);
        }
        for (String name : List.of("a".repeat(65), "%2e%2e%2fx", "-x", "a%0A", "%3Cb%3E")) {
            HttpResponse<String> answer = Http.call(
                    "PUT",
                    History.api("history/views/" + name),
                    Tokens.keeper(),
                    "{\"page\":\"sign-ins\",\"query\":\"\"}");
            assertThat(answer.statusCode()).as(name).isIn(400, 404);
            assertThat(INSIDE).as(answer.body()).noneMatch(answer.body()::contains);
        }
        assertThat(History.read("history/views", SavedViews.class).rows()).isEqualTo(before);
    }

    @Test
    void a_session_is_not_ended_without_a_reason() {
        DemoPerson person = Staff.hire("bad-session");
        String id = Staff.idOf(person.username());
        Tokens.issue(Staff.app("bad-app", Map.of()), person, false);
        String path = "history/people/" + id + "/sessions";
        String session = History.read(path, Sessions.class).rows().getFirst().sessionId();
        for (String ending : List.of(
                "", "?reason=", "?reason=x", "?reason=%0A%0A%0A%0A%0A%0A%0A%0A", "?reason=" + "a".repeat(501))) {
            problem(Http.call("DELETE", History.api(path + "/" + session + ending), Tokens.keeper(), null), 400);
        }
        problem(
                Http.call(
                        "DELETE",
                        History.api("history/people/" + Staff.idOf(Ward.keeper().username()) + "/sessions/" + session
                                + "?reason=the+wrong+person"),
                        Tokens.keeper(),
                        null),
                404);
        assertThat(History.read(path, Sessions.class).rows()).hasSize(1);
    }

    @Test
    void nothing_in_an_export_is_a_formula() {
        String marker = Staff.fresh("bad");
        for (String start : List.of("=1+1", "+1", "-1", "@SUM(A1)")) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Tokens.endpoint("token").toString()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("User-Agent", start + "|' /C calc'!A0")
                    .POST(HttpRequest.BodyPublishers.ofString(Tokens.form(Map.of(
                            "grant_type", "client_credentials", "client_id", start + marker, "client_secret", "x"))))
                    .build();
            assertThat(Http.send(request).statusCode()).isGreaterThanOrEqualTo(400);
        }
        String id = Staff.boss().make("hospital/users", Staff.person("+" + marker));
        Staff.boss().delete("hospital/users/" + id);
        History.eventuallyChange("target=" + id, r -> r.operation().equals("DELETE"));
        Database.eventually("SELECT count(*) FROM kw_history_event WHERE client_id LIKE ?", n -> n >= 4, "%" + marker);
        String events = History.ask("history/sign-ins/export?format=csv").body();
        String changes =
                History.ask("history/changes/export?format=csv&target=" + id).body();
        assertThat(events).contains("'=1+1" + marker, "'@SUM(A1)" + marker);
        assertThat(changes).contains("'+" + marker);
        for (String line : (events + changes).split("\r\n")) {
            assertThat(line).startsWith("\"").endsWith("\"");
            for (String cell : line.substring(1, line.length() - 1).split("\",\"", -1)) {
                assertThat(cell.stripLeading())
                        .as(line)
                        .doesNotStartWith("=")
                        .doesNotStartWith("+")
                        .doesNotStartWith("@");
                assertThat(cell.matches("^\\s*-.*")).as(cell).isFalse();
            }
        }
    }

    private static void problem(HttpResponse<String> answer, Integer... statuses) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isIn((Object[]) statuses);
        assertThat(INSIDE).as(answer.body()).noneMatch(answer.body()::contains);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Admin.json(answer);
        assertThat(problem.path("type").asText()).startsWith("urn:keyward:problem:");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    }

    private static byte[] cursor(long micros, long seq) {
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(micros)
                .putLong(seq)
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
