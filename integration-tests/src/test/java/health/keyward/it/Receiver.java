package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Another system that the shared house feeds with what it records. It takes everything, unless a test lets it die for a while. */
final class Receiver {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final int port;
    private @Nullable HttpServer server;

    /** @param id of what was recorded; empty for an entry that could not be read */
    record Line(long seq, String id) {}

    private Receiver(HttpServer server) {
        this.server = server;
        this.port = server.getAddress().getPort();
        listens(server);
    }

    static Receiver up() {
        return new Receiver(bound(0));
    }

    URI address() {
        return URI.create("http://localhost:" + port + "/keyward");
    }

    /** In the order in which they came. */
    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Nobody answers any more. */
    synchronized void dies() {
        HttpServer alive = server;
        if (alive != null) {
            alive.stop(0);
            server = null;
        }
    }

    /** At the address it had. */
    synchronized void returns() {
        HttpServer again = bound(port);
        server = again;
        listens(again);
    }

    private void listens(HttpServer on) {
        on.setExecutor(threads);
        on.createContext("/keyward", this::take);
        on.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            for (String line : body.lines().toList()) {
                JsonNode entry = Admin.JSON.readTree(line);
                lines.add(new Line(entry.path("seq").asLong(), entry.path("id").asText()));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static HttpServer bound(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
