package health.keyward.verifier.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All bundles of a log in their order; read and hashed ahead on all processors, a bounded number at a time. */
public final class Bundles implements AutoCloseable {
    private final ExportFiles files;
    private final long size;
    private final long minimumIndex;
    private final int ahead;
    private final ExecutorService workers;
    private final Deque<Future<Bundle>> pending = new ArrayDeque<>();
    private long next;

    /**
     * Begins to read at once.
     *
     * @param firstBundle where to begin
     */
    public Bundles(ExportFiles files, long size, long minimumIndex, long firstBundle) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.files = files;
        this.size = size;
        this.minimumIndex = minimumIndex;
        this.next = firstBundle;
        this.ahead = processors * 16;
        this.workers = Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().daemon().name("hash-", 0).factory());
        readAhead();
    }

    /** How many bundles a log of this size has. */
    public static long count(long size) {
        return (size + Paths.WIDTH - 1) / Paths.WIDTH;
    }

    public boolean hasNext() {
        return !pending.isEmpty() || next < count(size);
    }

    private void readAhead() {
        while (pending.size() < ahead && next < count(size)) {
            long number = next++;
            pending.add(workers.submit(() -> Bundle.read(files, number, size, minimumIndex)));
        }
    }

    public Bundle next() throws IOException {
        readAhead();
        try {
            return pending.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IOException("an entry bundle cannot be read", e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
