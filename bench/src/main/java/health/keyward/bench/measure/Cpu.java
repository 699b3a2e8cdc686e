package health.keyward.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** CPU time as the kernel counts it, from {@code /proc}; Linux only. A process that is gone counts as zero. */
public final class Cpu {
    /** The kernel shows times to programs in hundredths of a second on every Linux. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int WAITED_USER = 13;
    private static final int WAITED_SYSTEM = 14;
    private static final Path PROC = Path.of("/proc");

    private Cpu() {}

    public static boolean isReadable() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** User and system time of a process with all its threads. */
    public static Duration of(long pid) {
        return sum(pid, USER, SYSTEM);
    }

    /** @param names how the names of the threads begin; the kernel keeps 15 characters of a name */
    public static Duration ofThreads(long pid, String... names) {
        Path threads = PROC.resolve(pid + "/task");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            Duration sum = Duration.ZERO;
            for (Path thread : all) {
                String name = read(thread.resolve("comm"));
                if (Arrays.stream(names).anyMatch(name::startsWith)) {
                    String stat = read(thread.resolve("schedstat"));
                    sum = stat.isEmpty() ? sum : sum.plus(nanos(stat));
                }
            }
            return sum;
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    /** PostgreSQL's work for one database alone: the backends that serve it now. */
    public static Duration ofBackends(long postmaster, String database) {
        return children(postmaster).stream()
                .filter(child -> isBackendOf(title(child), database))
                .map(Cpu::exact)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** PostgreSQL's work for all databases: its helpers, and what backends that ended have left with the postmaster. */
    public static Duration ofPostgresHelpers(long postmaster) {
        return children(postmaster).stream()
                .filter(child -> !isBackend(title(child)))
                .map(Cpu::exact)
                .reduce(sum(postmaster, USER, SYSTEM, WAITED_USER, WAITED_SYSTEM), Duration::plus);
    }

    /** Every CPU second this machine has spent, by whomever, without idling. */
    public static Duration ofTheMachine() {
        String[] fields =
                read(PROC.resolve("stat")).lines().findFirst().orElse("cpu").split("\\s+");
        long ticks = 0;
        for (int i = 1; i < Math.min(fields.length, 9); i++) {
            boolean idle = i == 4 || i == 5;
            ticks += idle ? 0 : Long.parseLong(fields[i]);
        }
        return TICK.multipliedBy(ticks);
    }

    /** A process with everything it has started, whether that still runs or has ended. */
    public static Duration ofTree(long pid) {
        Duration all = sum(pid, USER, SYSTEM, WAITED_USER, WAITED_SYSTEM);
        for (long child : children(pid)) {
            all = all.plus(ofTree(child));
        }
        return all;
    }

    /** What the children of a process have spent that have ended and were waited for. */
    public static Duration ofEndedChildren(long pid) {
        return sum(pid, WAITED_USER, WAITED_SYSTEM);
    }

    /** {@code postgres: keycloak stock 127.0.0.1(4711) idle}. */
    static boolean isBackend(String title) {
        return title.matches("postgres: \\S+ \\S+ \\S+\\(\\d+\\).*");
    }

    static boolean isBackendOf(String title, String database) {
        return isBackend(title) && title.split(" ")[2].equals(database);
    }

    private static Duration sum(long pid, int... fields) {
        String stat = read(PROC.resolve(Long.toString(pid)).resolve("stat"));
        if (stat.isEmpty()) {
            return Duration.ZERO;
        }
        String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks =
                Arrays.stream(fields).mapToLong(f -> Long.parseLong(values[f])).sum();
        return TICK.multipliedBy(ticks);
    }

    /** Nanoseconds where the kernel offers them; good for processes of one thread. */
    private static Duration exact(long pid) {
        String stat = read(PROC.resolve(Long.toString(pid)).resolve("schedstat"));
        return stat.isEmpty() ? of(pid) : nanos(stat);
    }

    private static Duration nanos(String schedstat) {
        return Duration.ofNanos(Long.parseLong(schedstat.substring(0, schedstat.indexOf(' '))));
    }

    private static List<Long> children(long pid) {
        String list = read(PROC.resolve(pid + "/task/" + pid + "/children"));
        if (!list.isEmpty()) {
            return Arrays.stream(list.strip().split(" ")).map(Long::valueOf).toList();
        }
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String title(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("cmdline"))
                .replace('\0', ' ')
                .strip();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
