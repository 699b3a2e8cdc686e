package health.keyward.bench.decide;

import health.keyward.abac.keycloak.engine.Engines;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.abac.keycloak.engine.OpaServer;
import health.keyward.local.house.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real OPA with the same policy and data, serving on this machine. */
final class OpaProcess implements AutoCloseable {
    private final Path policy;
    private final String program;
    private final Process process;
    private final OpaServer engine;

    private OpaProcess(Path policy, String program, Process process, OpaServer engine) {
        this.policy = policy;
        this.program = program;
        this.process = process;
        this.engine = engine;
    }

    /** @throws CannotStart with what to do if there is no OPA */
    static OpaProcess start(Path root) {
        Path policy = root.resolve("policy");
        try {
            Process find = new ProcessBuilder("sh", policy.resolve("find-opa").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String program = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (find.waitFor() != 0 || program.isEmpty()) {
                throw new CannotStart("no OPA to compare with: set KEYWARD_OPA to the path of one");
            }
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            List<String> command = new ArrayList<>(List.of(
                    program,
                    "run",
                    "--server",
                    "--log-level",
                    "error",
                    "--disable-telemetry",
                    "--ignore",
                    "*_test.rego"));
            command.addAll(List.of("--addr", "127.0.0.1:" + port));
            sources(policy).forEach(command::add);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Map<String, String> options =
                    Map.of("opa-url", "http://127.0.0.1:" + port, "opa-millis", "5000", "opa-connect-millis", "5000");
            OpaProcess opa = new OpaProcess(policy, program, process, Engines.server(options::get));
            opa.awaitHealth();
            return opa;
        } catch (IOException e) {
            throw new CannotStart("OPA does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }

    private static List<String> sources(Path policy) {
        return List.of("keyward", "system", "bench/data.json").stream()
                .map(part -> policy.resolve(part).toString())
                .toList();
    }

    private void awaitHealth() throws InterruptedException {
        for (int i = 0; i < 150 && process.isAlive(); i++) {
            if (engine.isHealthy()) {
                return;
            }
            Thread.sleep(100);
        }
        close();
        throw new CannotStart("OPA does not serve the policy");
    }

    OpaServer engine() {
        return engine;
    }

    long pid() {
        return process.pid();
    }

    /** Median of one evaluation as {@code opa bench} measures it, in this OPA's own process and without a server. */
    Duration benched(Map<String, @Nullable Object> input) {
        try {
            Path file = Files.createTempFile("question", ".json");
            try {
                Files.writeString(file, JsonValues.write(input));
                List<String> command = new ArrayList<>(
                        List.of(program, "bench", "-f", "json", "--ignore", "*_test.rego", "-i", file.toString()));
                sources(policy).forEach(source -> command.addAll(List.of("-d", source)));
                command.add("data." + Corpus.ENTRYPOINT.replace('/', '.'));
                Process bench = new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                byte[] said = bench.getInputStream().readAllBytes();
                if (bench.waitFor() != 0) {
                    throw new IllegalStateException("opa bench failed");
                }
                Object median = JsonValues.asObject(JsonValues.object(said).get("Extra"))
                        .get("histogram_timer_rego_query_eval_ns_median");
                if (!(median instanceof Number nanos)) {
                    throw new IllegalStateException("opa bench says no median");
                }
                return Duration.ofNanos(nanos.longValue());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("opa bench does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        engine.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
