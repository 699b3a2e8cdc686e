package health.keyward.abac.keycloak.engine;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a real OPA over its data API. Connections are kept; what takes too long is given up; a server that keeps failing is left alone for a while. An answer
 * without {@code result} is undefined and so {@link Failure#NO_ANSWER}. Which rules took part OPA does not say.
 */
public final class OpaServer implements Engine, AutoCloseable {
    public static final String NAME = "server";

    private final OpaServerOptions options;
    private final HttpClient client;
    private final Circuit circuit;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable String> revision = new AtomicReference<>();

    public OpaServer(OpaServerOptions options) {
        this(options, System::nanoTime);
    }

    /** @param nanoTime for the pause of the circuit and for deadlines */
    OpaServer(OpaServerOptions options, LongSupplier nanoTime) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.circuit = new Circuit(options.failures(), options.pause(), nanoTime);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connect());
        if (options.tls() != null) {
            builder.sslContext(options.tls());
        }
        this.client = builder.build();
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Revisions of the bundles that the last answer came from; empty when none did or OPA has none. */
    public Optional<String> revision() {
        return Optional.ofNullable(revision.get());
    }

    /** Whether OPA is there and has all of its bundles; also says so to the circuit when it is. */
    public boolean isHealthy() {
        HttpRequest request =
                builder("/health?bundles=true", options.answer()).GET().build();
        try {
            boolean healthy =
                    exchange(request, options.answer(), new AtomicBoolean()).statusCode() == 200;
            if (healthy) {
                circuit.succeeded();
            }
            return healthy;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Has a connection ready before the first person waits for an answer; an OPA that is not there is of no concern yet. */
    public void warmUp() {
        isHealthy();
    }

    @Override
    public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
        if (!entrypoint.matches("[A-Za-z0-9_]+(/[A-Za-z0-9_]+)*")) {
            return new Outcome.Failed(Failure.NO_ANSWER, "no entrypoint");
        }
        Duration within = deadline.compareTo(options.answer()) < 0 ? deadline : options.answer();
        if (within.isNegative() || within.isZero()) {
            return new Outcome.Failed(Failure.DEADLINE, "out of time");
        }
        String body;
        try {
            body = JsonValues.write(Map.of("input", input));
        } catch (IllegalArgumentException | StackOverflowError e) {
            return new Outcome.Failed(Failure.ENGINE_ERROR, "the question cannot be written");
        }
        if (!circuit.admits()) {
            return new Outcome.Failed(Failure.CIRCUIT_OPEN, "OPA failed " + options.failures() + " times in a row");
        }
        Outcome outcome = ask(entrypoint, body, within);
        if (outcome instanceof Outcome.Failed failed && isTheServers(failed)) {
            circuit.failed();
        } else {
            circuit.succeeded();
        }
        return outcome;
    }

    /** A policy that says nothing or something odd is no reason to leave the server alone. */
    private static boolean isTheServers(Outcome.Failed failed) {
        return failed.failure() == Failure.DEADLINE
                || failed.failure() == Failure.ENGINE_ERROR
                || failed.detail().equals(CUT_OFF);
    }

    private static final String CUT_OFF = "the answer was cut off";

    private Outcome ask(String entrypoint, String body, Duration within) {
        HttpRequest request = builder("/v1/data/" + entrypoint + "?provenance=true", within)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        AtomicBoolean answered = new AtomicBoolean();
        long end = nanoTime.getAsLong() + within.toNanos();
        try {
            HttpResponse<byte[]> response = exchange(request, within, answered);
            if (nanoTime.getAsLong() - end >= 0) {
                return new Outcome.Failed(Failure.DEADLINE, "out of time");
            }
            return response.statusCode() == 200
                    ? answer(response.body())
                    : new Outcome.Failed(Failure.ENGINE_ERROR, "OPA answered with status " + response.statusCode());
        } catch (TimeoutException e) {
            return new Outcome.Failed(Failure.DEADLINE, "no answer within " + within.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(e.getCause(), answered.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(Failure.ENGINE_ERROR, "interrupted");
        } catch (RuntimeException e) {
            return new Outcome.Failed(Failure.ENGINE_ERROR, e.getClass().getSimpleName());
        }
    }

    private static Outcome failed(@Nullable Throwable cause, boolean answered) {
        if (cause instanceof AnswerBody.TooLarge) {
            return new Outcome.Failed(Failure.WRONG_ANSWER, "the answer is too large");
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return new Outcome.Failed(Failure.DEADLINE, "no connection in time");
        }
        if (answered && cause instanceof IOException) {
            return new Outcome.Failed(Failure.NO_ANSWER, CUT_OFF);
        }
        String kind = cause == null ? "unknown" : cause.getClass().getSimpleName();
        return new Outcome.Failed(Failure.ENGINE_ERROR, "no connection to OPA: " + kind);
    }

    private HttpRequest.Builder builder(String path, Duration within) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(options.url() + path)).timeout(within);
        if (options.bearer() != null) {
            builder.header("Authorization", "Bearer " + options.bearer());
        }
        return builder;
    }

    /** The client's own timeout ends when the headers are there; a body that drips must end too. */
    private HttpResponse<byte[]> exchange(HttpRequest request, Duration within, AtomicBoolean answered)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, head -> {
            answered.set(true);
            return new AnswerBody(options.largest());
        });
        try {
            return asked.get(within.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            asked.cancel(true);
        }
    }

    private Outcome answer(byte[] body) {
        Map<String, @Nullable Object> answer;
        try {
            Object read = JsonValues.read(body);
            if (!(read instanceof Map<?, ?>)) {
                return new Outcome.Failed(Failure.WRONG_ANSWER, "the answer is no object");
            }
            answer = JsonValues.asObject(read);
        } catch (IllegalArgumentException e) {
            return new Outcome.Failed(Failure.NO_ANSWER, CUT_OFF);
        }
        if (!answer.containsKey("result")) {
            return new Outcome.Failed(Failure.NO_ANSWER, "undefined");
        }
        Object result = answer.get("result");
        if (result == null) {
            return new Outcome.Failed(Failure.WRONG_ANSWER, "null");
        }
        revision.set(revision(answer.get("provenance")));
        return new Outcome.Answered(result, List.of());
    }

    private static @Nullable String revision(@Nullable Object provenance) {
        if (provenance instanceof Map<?, ?> map && map.get("bundles") instanceof Map<?, ?> bundles) {
            String all = bundles.values().stream()
                    .filter(Map.class::isInstance)
                    .map(bundle -> ((Map<?, ?>) bundle).get("revision"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .sorted()
                    .collect(Collectors.joining(","));
            return all.isEmpty() ? null : all;
        }
        return null;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
