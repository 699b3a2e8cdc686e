package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.check.ConsoleToken;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two Keycloak nodes on one database: one log, read alike from both, and written on when one of them dies; so are exports (LH-11). */
@TestMethodOrder(OrderAnnotation.class)
class TwoNodesTest {
    private static final int BOTH = 2;
    private static final int WRITERS = 4;
    private static final int ENOUGH = 40;
    private static final String API = "/admin/realms/" + Staff.REALM + "/keyward/v1/history/";
    private static final String WHOLE = "format=fhir&from=";
    private static final String HOLDER =
            "SELECT coalesce(max(a.client_port), 0) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                    + " WHERE l.locktype = 'advisory' AND l.classid = 19287 AND l.objid = 31 AND l.granted";
    /** Those of one minute, that a node is killed amid. */
    private static final String GRANTS = "SELECT count(*) FROM kw_grant WHERE until_at - from_at = interval '1 minute'";

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    /** Enough for an export to take a while. */
    private static final int MADE_UP = 60_000;

    private static House house;
    private static String token = "";
    private static String export = "";
    private static int survivor;
    private static final List<GrantsOfTwo.Nurse> NURSES = new ArrayList<>();
    private static final List<String> RUNNING = new ArrayList<>();
    private static GrantsOfTwo grants;

    @BeforeAll
    static void twoNodes() {
        Options first = TheHouse.options();
        house = House.start(
                first.withState(first.state().resolveSibling("two-nodes"))
                        .withPorts(new Ports(first.ports().base() + 20))
                        .withParts(Set.of(Part.REALM))
                        .withNodes(BOTH),
                new Progress(line -> System.err.println("[two nodes] " + line)));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    @Order(1)
    void what_happens_on_one_node_is_read_from_the_other() {
        DemoPerson administrator = house.register().personWith("system-admin");
        token = new ConsoleToken(house.ports(), house.register().clientSecret("keyward-console"), Clock.systemUTC())
                .of(administrator);
        assertThat(signsInOn(1)).isTrue();
        assertThat(signsInOn(BOTH)).isTrue();
        String ofTheAdministrator = "person=" + administrator.username();
        for (int node = 1; node <= BOTH; node++) {
            assertThat(eventually(node, token, ofTheAdministrator, 1)).isNotEmpty();
            assertThat(eventually(node, token, "app=keyward-operator&kind=TOKEN", BOTH))
                    .hasSizeGreaterThanOrEqualTo(BOTH);
        }
        assertThat(page(1, token, ofTheAdministrator)).isEqualTo(page(BOTH, token, ofTheAdministrator));
    }

    @Test
    @Order(2)
    void emergency_access_that_begins_on_one_node_is_seen_counted_and_ended_on_the_other() {
        grants = new GrantsOfTwo(house);
        for (int node = 1; node <= BOTH; node++) {
            NURSES.add(grants.signsIn(node, node));
        }
        GrantsOfTwo.Nurse nurse = grants.signsIn(0, 1);
        long before = grants.counted(BOTH);
        String grant = grants.given(nurse, 1, null);
        assertThat(grants.seen(grant, BOTH).path("state").asText()).isEqualTo("RUNNING");
        assertThat(grants.counted(BOTH)).isEqualTo(before + 1);
        HttpResponse<String> renewed = grants.renews(nurse, BOTH);
        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        String carries = Admin.json(renewed).path("access_token").asText();
        assertThat(Tokens.claims(carries).at("/break_glass/grant_id").asText()).isEqualTo(grant);
        assertThat(grants.lives(carries, 1)).isTrue();

        grants.revoked(grant, BOTH);
        assertThat(grants.seen(grant, 1).path("endReason").asText()).isEqualTo("REVOKED");
        until(() -> !grants.lives(carries, 1));
        assertThat(grants.lives(carries, BOTH)).isFalse();
        assertThat(grants.renews(nurse, 1).statusCode()).isEqualTo(400);
    }

    @Test
    @Order(3)
    void the_log_has_no_gap_and_no_fork_when_a_node_is_killed_and_the_other_goes_on() {
        makesUpRows();
        Queue<Integer> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService writers = Executors.newFixedThreadPool(BOTH * WRITERS)) {
            for (int node = 1; node <= BOTH; node++) {
                for (int i = 0; i < WRITERS; i++) {
                    int on = node;
                    writers.execute(() -> {
                        while (!over.get()) {
                            if (signsInOn(on)) {
                                answered.add(on);
                            }
                        }
                    });
                }
            }
            try {
                until(() -> count(answered, 1) >= ENOUGH && count(answered, BOTH) >= ENOUGH);
                for (int node = 1; node <= BOTH; node++) {
                    RUNNING.add(grants.given(NURSES.get(node - 1), node, 1));
                }
                export = orders(1, WHOLE + Instant.now().minus(Duration.ofDays(40)));
                until(() -> number("SELECT bytes FROM kw_history_export") > 0);
                int victim = worker();
                survivor = 1 + BOTH - victim;
                house.keycloak(victim).kill9();
                assertThat(number(
                                "SELECT count(*) FROM kw_history_export WHERE state = 'RUNNING' AND rows < " + MADE_UP))
                        .as("the export was under way")
                        .isOne();
                assertThat(number(GRANTS + " AND ended_at IS NULL AND until_at > now()"))
                        .as("grants of both nodes run")
                        .isEqualTo(BOTH);
                long atTheKill = count(answered, survivor);
                until(() -> count(answered, survivor) >= atTheKill + ENOUGH);
            } finally {
                over.set(true);
            }
        }
        assertThat(count(answered, 1)).isGreaterThanOrEqualTo(ENOUGH);
        until(() -> number("SELECT count(*) FROM kw_audit_inbox") == 0);
        long size = number("SELECT size FROM kw_audit_head");
        assertThat(number("SELECT count(*) FROM kw_audit_log")).isEqualTo(size);
        assertThat(number("SELECT count(DISTINCT seq) FROM kw_audit_log")).isEqualTo(size);
        assertThat(number("SELECT max(seq) FROM kw_audit_log")).isEqualTo(size);
        assertThat(number("SELECT count(DISTINCT (boot, nseq)) FROM kw_audit_log"))
                .as("no row entered twice")
                .isEqualTo(size);
        assertThat(number("SELECT count(DISTINCT boot) FROM kw_audit_log"))
                .as("both nodes wrote")
                .isGreaterThanOrEqualTo(BOTH);
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE type = 'CLIENT_LOGIN' AND outcome = 'SUCCESS'"))
                .as("every answer has its row")
                .isGreaterThanOrEqualTo(answered.size());
    }

    @Test
    @Order(4)
    void an_export_that_the_killed_node_was_making_is_finished_by_the_other() throws Exception {
        URI job = on(survivor, API + "exports/" + export);
        until(() -> !Admin.json(Http.get(job, token)).path("endedAt").isNull());
        JsonNode ended = Admin.json(Http.get(job, token));
        assertThat(ended.path("phase").asText()).isEqualTo("DONE");
        assertThat(ended.path("rows").asLong()).isGreaterThan(MADE_UP);
        byte[] file = Http.bytes(URI.create(job + "/file"), token).body();
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(Admin.json(Http.get(URI.create(job + "/manifest"), token))
                        .path("manifest")
                        .path("sha256")
                        .asText())
                .isEqualTo(sha256);
        Set<String> events = new HashSet<>();
        int lines = 0;
        for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
            JsonNode event = Admin.JSON.readTree(line);
            events.add(event.path("recorded").asText() + event.path("meta").path("tag"));
            lines++;
        }
        assertThat(lines).isEqualTo(ended.path("rows").asInt());
        assertThat(events).as("no row twice").hasSize(lines);
    }

    @Test
    @Order(5)
    void an_export_that_is_cancelled_half_way_stops_and_makes_room_for_the_next() {
        String unwanted = orders(survivor, WHOLE + Instant.now().minus(Duration.ofDays(40)));
        URI job = on(survivor, API + "exports/" + unwanted);
        until(() -> Admin.json(Http.get(job, token)).path("bytes").asLong() > 0);
        assertThat(Http.call("DELETE", job, token, null).statusCode()).isEqualTo(204);
        URI next = on(survivor, API + "exports/" + orders(survivor, "format=csv&outcome=DENIED"));
        until(() -> Admin.json(Http.get(next, token)).path("phase").asText().equals("DONE"));
        JsonNode cancelled = Admin.json(Http.get(job, token));
        assertThat(cancelled.path("phase").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("rows").asLong()).as("not to its end").isLessThan(MADE_UP);
        assertThat(Http.get(URI.create(job + "/file"), token).statusCode()).isEqualTo(409);
    }

    @Test
    @Order(6)
    void emergency_access_of_the_killed_node_is_over_when_its_time_is_and_its_stop_is_written_by_the_other() {
        until(() -> number(GRANTS + " AND end_reason = 'EXPIRED' AND ended_at = until_at") == BOTH);
        for (String grant : RUNNING) {
            until(() ->
                    number("SELECT count(*) FROM kw_history_change WHERE target = 'GRANT_ENDED/" + grant + "'") == 1);
        }
    }

    private static String orders(int node, String question) {
        HttpResponse<String> answer = Http.call("POST", on(node, API + "sign-ins/exports?" + question), token, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Admin.json(answer).path("id").asText();
    }

    private static void makesUpRows() {
        run("""
                INSERT INTO kw_history_event (at, seq, nseq, event_id, synthetic, realm_id, kind, type, outcome, cause, method, protocol, boot)
                SELECT date_trunc('month', now()) + g * interval '1 millisecond', 1, g, gen_random_uuid(), true,
                  (SELECT id FROM realm WHERE name = 'hospital'), 'SIGN_IN', 'LOGIN', 'SUCCESS', 'NONE', 'PASSWORD', 'OIDC', 'made-up'
                FROM generate_series(1, %d) g""".formatted(MADE_UP));
    }

    /** The node that makes exports now: whose connection holds the lock of that job (31). */
    private static int worker() {
        until(() -> number(HOLDER) > 0);
        long port = number(HOLDER);
        for (int node = 1; node <= BOTH; node++) {
            if (Sockets.of(house.keycloak(node).pid()).contains(port)) {
                return node;
            }
        }
        throw new AssertionError("nobody has port " + port);
    }

    /** The service account of the realm gets a token from this node. */
    private static boolean signsInOn(int node) {
        String secret = house.register().clientSecret("keyward-operator");
        HttpRequest request = HttpRequest.newBuilder(
                        on(node, "/realms/" + Staff.REALM + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("keyward-operator:" + secret).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try {
            return Http.send(request).statusCode() == 200;
        } catch (RuntimeException noAnswer) {
            return false;
        }
    }

    private static JsonNode eventually(int node, String token, String query, int rows) {
        until(() -> page(node, token, query).size() >= rows);
        return page(node, token, query);
    }

    private static JsonNode page(int node, String token, String query) {
        HttpResponse<String> answer = Http.get(
                on(node, "/admin/realms/" + Staff.REALM + "/keyward/v1/history/sign-ins?limit=50&" + query), token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer).path("rows");
    }

    private static URI on(int node, String path) {
        return URI.create("http://localhost:" + house.ports().http(node) + path);
    }

    private static long count(Queue<Integer> answered, int node) {
        return answered.stream().filter(on -> on == node).count();
    }

    private static long number(String sql) {
        try (Connection connection = house.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void run(String sql) {
        try (Connection connection = house.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void until(java.util.function.BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(100_000_000L);
        }
    }
}
