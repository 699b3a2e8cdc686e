package health.keyward.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ground a house stands on: its state folder held by one starter, no process of an earlier run left, all ports free. */
final class Site {
    private static final List<String> KEPT = List.of("server-", "postgres-", "lock", "build");

    private final FileChannel channel;
    private final RunFile run;

    private Site(FileChannel channel, RunFile run) {
        this.channel = channel;
        this.run = run;
    }

    static Site take(Options options, Progress progress) {
        PrivateFiles.folder(options.state());
        PrivateFiles.folder(options.cache());
        Path runFile = options.state().resolve("run.json");
        FileChannel channel = lock(options.state(), runFile);
        try {
            clear(runFile, progress);
            if (options.fresh()) {
                wipe(options.state());
            }
            options.ports().firstBusy(options.nodes()).ifPresent(use -> {
                throw new CannotStart("port " + use.port() + " is taken, and " + use.purpose()
                        + " needs it; end that program or choose another --port-base");
            });
            return new Site(channel, RunFile.create(runFile, options.ports().base(), options.nodes()));
        } catch (RuntimeException failed) {
            release(channel);
            throw failed;
        }
    }

    RunFile run() {
        return run;
    }

    void close() {
        run.remove();
        release(channel);
    }

    /** Ends what a killed starter left behind, exactly those processes, and says so. */
    private static void clear(Path runFile, Progress progress) {
        RunFile.read(runFile).ifPresent(run -> {
            Trace.Processes processes = Trace.running();
            List<Trace> left = RunFile.leftovers(run, processes);
            if (!left.isEmpty()) {
                progress.say("  an earlier run was killed and left "
                        + String.join(
                                ", ",
                                left.stream()
                                        .map(trace -> trace.name() + " (" + trace.pid() + ")")
                                        .toList())
                        + "; ending these");
                left.forEach(trace -> processes.end(trace.pid()));
            }
        });
    }

    /** Everything but built servers, unpacked programs and the lock in hand. */
    private static void wipe(Path state) {
        try (Stream<Path> all = Files.list(state)) {
            all.filter(path -> KEPT.stream()
                            .noneMatch(prefix -> path.getFileName().toString().startsWith(prefix)))
                    .forEach(PrivateFiles::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot clear " + state, failed);
        }
    }

    private static FileChannel lock(Path state, Path runFile) {
        try {
            FileChannel channel =
                    FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStart("the house in " + state + " is already running"
                        + RunFile.read(runFile)
                                .map(run -> " (process " + run.starter().pid() + ", port base " + run.portBase() + ")")
                                .orElse(""));
            }
            return channel;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot lock " + state, failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
