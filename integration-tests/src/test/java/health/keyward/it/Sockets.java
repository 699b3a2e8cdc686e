package health.keyward.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Which connections a process holds, as Linux tells it: the only way to say which node another program is talking to. */
final class Sockets {
    private static final int LOCAL = 1;
    private static final int INODE = 9;

    private Sockets() {}

    /** Local ports of the process and of those it started. */
    static Set<Long> of(long pid) {
        Set<String> inodes = new HashSet<>();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        Stream.concat(Stream.of(process), process.descendants()).forEach(one -> inodes(one.pid(), inodes));
        Set<Long> ports = new HashSet<>();
        try {
            for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] cells = line.strip().split("\\s+");
                    if (cells.length > INODE && inodes.contains("socket:[" + cells[INODE] + "]")) {
                        ports.add(Long.parseLong(cells[LOCAL].substring(cells[LOCAL].indexOf(':') + 1), 16));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    private static void inodes(long pid, Set<String> into) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            open.forEach(one -> {
                try {
                    into.add(Files.readSymbolicLink(one).toString());
                } catch (IOException closedMeanwhile) {
                    // Then it is no connection that anybody works on.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
