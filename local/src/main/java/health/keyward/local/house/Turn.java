package health.keyward.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One starter at a time fetches what several houses share; who comes second finds it there. */
public final class Turn {
    private static final ReentrantLock OF_THIS_PROCESS = new ReentrantLock();

    private Turn() {}

    /** Waits until no other thread or process works in the folder, then does it. */
    public static <T> T in(Path cache, Supplier<T> work) {
        OF_THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("lock-cache"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            return work.get();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot lock " + cache, failed);
        } finally {
            OF_THIS_PROCESS.unlock();
        }
    }
}
