package health.keyward.verifier.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The witness over HTTP: {@code POST /add-checkpoint}, and {@code GET /newest/<hex of SHA-256(origin)>} for what it cosigned last, so that a log can ask
 * before it signs. Whoever reaches it may ask; the log's signature is what admits a checkpoint.
 */
final class WitnessServer implements AutoCloseable {
    private static final int LARGEST = 1 << 17;
    private static final String NEWEST = "/newest/";
    private static final String TEXT = "text/plain; charset=utf-8";

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
        String path = exchange.getRequestURI().getPath();
        String method = path.startsWith(NEWEST) ? "GET" : "POST";
        if (!path.equals("/add-checkpoint") && !path.startsWith(NEWEST)) {
            answer(exchange, 404, TEXT, "add-checkpoint and newest are here\n");
        } else if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            answer(exchange, 405, TEXT, method + " it\n");
        } else if (method.equals("GET")) {
            Optional<byte[]> note = witness.newest(path.substring(NEWEST.length()));
            answer(
                    exchange,
                    note.isPresent() ? 200 : 404,
                    TEXT,
                    note.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("nothing was cosigned\n"));
        } else {
            add(exchange);
        }
    }

    private void add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(exchange, 400, TEXT, "too large\n");
            return;
        }
        Answer answer;
        try {
            answer = witness.add(body);
        } catch (IOException e) {
            answer = new Answer.Refused(500, "the witness cannot remember, so it does not sign");
        }
        String type = answer instanceof Answer.Conflict ? "text/x.tlog.size" : TEXT;
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
