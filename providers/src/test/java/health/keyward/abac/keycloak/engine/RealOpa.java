package health.keyward.abac.keycloak.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The pinned OPA, serving the policy of this repository on this machine. */
final class RealOpa implements AutoCloseable {
    private final Process process;
    private final int port;

    private RealOpa(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("policy/find-opa"))) {
            at = at.getParent();
        }
        return at;
    }

    /** @throws AssertionError with what to do when there is no OPA to be had */
    static String program() throws IOException, InterruptedException {
        Process find = new ProcessBuilder(
                        "sh", root().resolve("policy/find-opa").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String path = new String(find.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (find.waitFor() != 0 || path.isEmpty()) {
            throw new AssertionError(
                    "no OPA to compare with: set KEYWARD_OPA to the path of OPA 1.19.0 (policy/find-opa says more)");
        }
        return path;
    }

    static RealOpa start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path policy = root().resolve("policy");
        List<String> command =
                new ArrayList<>(List.of(program(), "run", "--server", "--log-level", "error", "--disable-telemetry"));
        command.addAll(List.of("--addr", "127.0.0.1:" + port, "--ignore", "*_test.rego"));
        for (String part : List.of("keyward", "system", "compiled/data.json")) {
            command.add(policy.resolve(part).toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealOpa opa = new RealOpa(process, port);
        try (OpaServer server = opa.engine(5000)) {
            for (int i = 0; i < 150 && process.isAlive(); i++) {
                if (server.isHealthy()) {
                    return opa;
                }
                Thread.sleep(100);
            }
        }
        opa.close();
        throw new AssertionError("OPA does not serve the policy");
    }

    OpaServer engine(int millis) {
        return Engines.server(Map.of(
                "opa-url",
                "http://127.0.0.1:" + port,
                "opa-millis",
                Integer.toString(millis),
                "opa-connect-millis",
                Integer.toString(millis),
                "opa-failures",
                "1000",
                "opa-answer-kib",
                "4096")::get);
    }

    @Override
    public void close() {
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
