package health.keyward.local.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is written down about a process so that it can be recognised later, when its number may belong to somebody else.
 *
 * @param name what it is, in words
 * @param startedAt milliseconds since the epoch, as the system reports it
 * @param command the command line without the wrappers that only prepare it
 */
record Trace(String name, long pid, long startedAt, String command) {

    /** Where a trace is compared with what runs now. */
    interface Processes {
        Optional<Seen> find(long pid);

        void end(long pid);
    }

    /** A running process as the system reports it. */
    record Seen(long startedAt, String command) {}

    /** Whether the process with this number is still the one that was written down. */
    boolean isStillThere(Processes processes) {
        return processes
                .find(pid)
                .filter(seen -> seen.startedAt() == startedAt)
                .filter(seen -> seen.command().endsWith(command))
                .isPresent();
    }

    static Trace of(String name, ProcessHandle process, String command) {
        return new Trace(name, process.pid(), startOf(process), command);
    }

    static Trace ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return of("starter", self, commandOf(self));
    }

    static Processes running() {
        return new Processes() {
            @Override
            public Optional<Seen> find(long pid) {
                return ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .map(process -> new Seen(startOf(process), commandOf(process)));
            }

            @Override
            public void end(long pid) {
                ProcessHandle.of(pid).ifPresent(Child::endGently);
            }
        };
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Linux gives long command lines whole only under {@code /proc}. */
    private static String commandOf(ProcessHandle process) {
        Path raw = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            if (Files.exists(raw)) {
                return new String(Files.readAllBytes(raw), StandardCharsets.UTF_8)
                        .replace('\0', ' ')
                        .strip();
            }
        } catch (IOException gone) {
            return "";
        }
        return process.info().commandLine().orElse("");
    }
}
