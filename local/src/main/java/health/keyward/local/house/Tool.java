package health.keyward.local.house;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a program that ends by itself, its output going to a log. */
final class Tool {
    private Tool() {}

    static void run(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (waitFor(process) != 0) {
                throw new CannotStart(name + " failed (exit " + process.exitValue() + "); its log: " + log);
            }
        } catch (IOException failed) {
            throw new CannotStart(name + " cannot be run: " + failed.getMessage(), failed);
        }
    }

    /** A starter that is stopped takes the program with it. */
    private static int waitFor(Process process) {
        Thread atExit = new Thread(() -> end(process), "keyward-stop-tool");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            end(process);
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", interrupted);
        } finally {
            forget(atExit);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            throw new CannotStart("the starter is being stopped", ending);
        }
    }
}
