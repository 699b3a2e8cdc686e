package health.keyward.verifier.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The witness over HTTP: {@code POST /add-checkpoint}. Whoever reaches it may ask; the log's signature is what admits. */
final class WitnessServer implements AutoCloseable {
    private static final int LARGEST = 1 << 17;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final Witness witness;

    WitnessServer(Witness witness, InetSocketAddress address) throws IOException {
        this.witness = witness;
        this.server = HttpServer.create(address, 16);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(exchange);
            }
        });
    }

    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
            answer(exchange, 404, "text/plain; charset=utf-8", "only add-checkpoint is here\n");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            answer(exchange, 405, "text/plain; charset=utf-8", "POST it\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(exchange, 400, "text/plain; charset=utf-8", "too large\n");
            return;
        }
        Answer answer;
        try {
            answer = witness.add(body);
        } catch (IOException e) {
            answer = new Answer.Refused(500, "the witness cannot remember, so it does not sign");
        }
        String type = answer instanceof Answer.Conflict ? "text/x.tlog.size" : "text/plain; charset=utf-8";
        answer(exchange, answer.status(), type, answer.body());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
