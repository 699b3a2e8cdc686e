package health.keyward.notice.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letters;
import health.keyward.notice.core.Seal;
import health.keyward.notice.core.SyslogLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhook and syslog against real sockets of this machine. */
class OutsideTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:07Z"), ZoneOffset.UTC);
    private static final Seal SEAL = new Seal("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @Test
    void a_webhook_gets_the_same_members_always_signed_with_the_id_in_a_header() throws Exception {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
        HttpServer server = server(204, seen);
        try {
            assertThat(webhook(server).send(Letters.with(Map.of("until", "2026", "kind", "x"))))
                    .isEqualTo(new Delivery.Sent());
            String body = seen.get().get("body");
            assertThat(body)
                    .isEqualTo("{\"id\":\"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d\",\"topic\":\"approval-proposed\","
                            + "\"realm\":\"hospital\",\"at\":\"2026-11-21T12:00:00.123456Z\","
                            + "\"facts\":{\"kind\":\"x\",\"until\":\"2026\"}}");
            assertThat(seen.get().get("notice")).isEqualTo("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d");
            assertThat(seen.get().get("timestamp")).isEqualTo("1795262407");
            assertThat(seen.get().get("signature")).isEqualTo(SEAL.over(CLOCK.instant(), String.valueOf(body)));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500, 503})
    void what_is_not_taken_is_not_delivered(int status) throws Exception {
        HttpServer server = server(status, new AtomicReference<>(Map.of()));
        try {
            assertThat(webhook(server).send(Letters.with(Map.of())))
                    .isEqualTo(new Delivery.NotSent("webhook: HTTP " + status));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_there_is_not_delivered() throws Exception {
        int port = freePort();
        assertThat(new Webhook(URI.create("http://127.0.0.1:" + port + "/"), SEAL, CLOCK).send(Letters.with(Map.of())))
                .isInstanceOf(Delivery.NotSent.class);
        assertThat(new Syslog(URI.create("tcp://127.0.0.1:" + port), new SyslogLine("h")).send(Letters.with(Map.of())))
                .isInstanceOf(Delivery.NotSent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.example.org/", "ftp://localhost/", "https"})
    void a_webhook_in_the_open_is_refused_at_the_start(String address) {
        assertThatThrownBy(() -> new Webhook(URI.create(address), SEAL, CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp://localhost:514", "tls://localhost", "localhost:6514"})
    void a_syslog_receiver_has_a_known_way_a_host_and_a_port(String address) {
        assertThatThrownBy(() -> new Syslog(URI.create(address), new SyslogLine("h")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_syslog_receiver_gets_one_counted_frame() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> got = receiving(server);
            SyslogLine line = new SyslogLine("node1");
            assertThat(new Syslog(URI.create("tcp://127.0.0.1:" + server.getLocalPort()), line)
                            .send(Letters.with(Map.of())))
                    .isEqualTo(new Delivery.Sent());
            String wanted = line.of(Letters.with(Map.of()));
            assertThat(got.get(20, TimeUnit.SECONDS)).isEqualTo(wanted.length() + " " + wanted);
        }
    }

    @Test
    void a_receiver_that_speaks_no_tls_gets_nothing_when_tls_is_wanted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> hangsUp = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("no TLS here\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(new Syslog(URI.create("tls://127.0.0.1:" + server.getLocalPort()), new SyslogLine("h"))
                            .send(Letters.with(Map.of())))
                    .isInstanceOf(Delivery.NotSent.class);
            hangsUp.get(20, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<String> receiving(ServerSocket server) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket socket = server.accept()) {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Webhook webhook(HttpServer server) {
        return new Webhook(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), SEAL, CLOCK);
    }

    private static HttpServer server(int status, AtomicReference<Map<String, String>> seen) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.set(Map.of(
                    "body", body,
                    "notice", exchange.getRequestHeaders().getFirst("Keyward-Notice"),
                    "timestamp", exchange.getRequestHeaders().getFirst("Keyward-Timestamp"),
                    "signature", exchange.getRequestHeaders().getFirst("Keyward-Signature")));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
