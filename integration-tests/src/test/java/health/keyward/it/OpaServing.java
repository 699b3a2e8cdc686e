package health.keyward.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The pinned OPA as a process that serves one bundle, that can be stopped, and that can be made to hang with its socket open. */
public final class OpaServing implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final String program;
    private final Path bundle;
    private final int port;
    private @Nullable Process process;

    private OpaServing(String program, Path bundle, int port) {
        this.program = program;
        this.bundle = bundle;
        this.port = port;
    }

    static OpaServing of(Path bundle, int port) {
        return new OpaServing(PolicyBundles.opa(), bundle, port);
    }

    /** The policy the jar carries, in its revision, at a port nobody listens at. */
    static OpaServing ofTheShippedPolicy() {
        Path bundle = TheHouse.lane().resolve("shipped-policy.tar.gz");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PolicyBundles.shipped(
                    bundle,
                    Admin.JSON
                            .readTree(TheHouse.root()
                                    .resolve("policy/compiled/.manifest")
                                    .toFile())
                            .path("revision")
                            .asText());
            return of(bundle, free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a Keycloak that is decided by it. */
    List<String> options() {
        return List.of(
                "--spi-keyward-room--abac--engine=server",
                "--spi-keyward-room--abac--opa-url=" + url(),
                "--spi-keyward-room--abac--opa-pause-millis=500");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Until it says that it has its bundle. */
    public void starts() {
        try {
            Process started = new ProcessBuilder(
                            program,
                            "run",
                            "--server",
                            "--log-level",
                            "error",
                            "--disable-telemetry",
                            "--addr",
                            "127.0.0.1:" + port,
                            "--bundle",
                            bundle.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process = started;
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!healthy()) {
                if (!started.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new AssertionError("OPA does not serve the policy");
                }
                LockSupport.parkNanos(100_000_000L);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stops() {
        close();
    }

    /** It takes connections and answers nobody, for as long as this runs. */
    public void hangsWhile(Runnable meanwhile) {
        signals("-STOP");
        try {
            meanwhile.run();
        } finally {
            signals("-CONT");
        }
    }

    private void signals(String signal) {
        Process running = process;
        if (running == null) {
            throw new AssertionError("OPA does not run");
        }
        PolicyBundles.runs(TheHouse.root(), "kill", signal, Long.toString(running.pid()));
    }

    private boolean healthy() {
        try {
            return Http.get(URI.create(url() + "/health?bundles=true"), "").statusCode() == 200;
        } catch (RuntimeException | AssertionError notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        running.destroy();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
