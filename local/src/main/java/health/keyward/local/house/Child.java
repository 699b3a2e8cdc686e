package health.keyward.local.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process of the house. It has a session of its own, so that Ctrl-C reaches only the starter, which then stops all in order. */
final class Child {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Trace trace;
    private final Path log;

    private Child(String name, Process process, Trace trace, Path log) {
        this.name = name;
        this.process = process;
        this.trace = trace;
        this.log = log;
    }

    /**
     * @param wrappers what prepares the command and then becomes it
     * @param environment added to the starter's own
     * @param log the output is appended to it
     */
    static Child start(
            String name, List<String> wrappers, List<String> command, Map<String, String> environment, Path log) {
        List<String> whole = new ArrayList<>(ownSession());
        whole.addAll(wrappers);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process process = builder.start();
            return new Child(name, process, Trace.of(name, process.toHandle(), String.join(" ", command)), log);
        } catch (IOException failed) {
            throw new CannotStart(name + " cannot be started: " + failed.getMessage(), failed);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Trace trace() {
        return trace;
    }

    Path log() {
        return log;
    }

    /** Asks it to end, and ends it after 20 seconds. */
    void stop() {
        endGently(process.toHandle());
    }

    /** Ends it with a signal of {@code kill}, for example {@code INT}, and waits. */
    void stop(String signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                kill9();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill9() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void endGently(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static List<String> ownSession() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        return onPath("perl") ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die;") : List.of();
    }

    static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
