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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
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

/** Two Keycloak nodes on one database: one log, read alike from both, and written on when one of them dies. */
@TestMethodOrder(OrderAnnotation.class)
class TwoNodesTest {
    private static final int BOTH = 2;
    private static final int WRITERS = 4;
    private static final int ENOUGH = 40;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private static House house;

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
        String token = new ConsoleToken(
                        house.ports(), house.register().clientSecret("keyward-console"), Clock.systemUTC())
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
    void the_log_has_no_gap_and_no_fork_when_a_node_is_killed_and_the_other_goes_on() {
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
            until(() -> count(answered, 1) >= ENOUGH && count(answered, BOTH) >= ENOUGH);
            house.keycloak(1).kill9();
            long atTheKill = count(answered, BOTH);
            until(() -> count(answered, BOTH) >= atTheKill + ENOUGH);
            over.set(true);
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

    private static void until(java.util.function.BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            LockSupport.parkNanos(100_000_000L);
        }
    }
}
