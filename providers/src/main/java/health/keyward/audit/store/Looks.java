package health.keyward.audit.store;

import health.keyward.audit.Ledger;
import health.keyward.audit.core.Numbered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Writes looks and decisions, which belong to no transaction, on a thread and a connection of their own: whoever asks can go on meanwhile, nobody who waits
 * holds the connection that is needed for it, and rows that come together share one commit.
 */
public final class Looks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 100;

    private final Lane.Source source;
    private final Inbox inbox;
    private final Ending ending;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean open = true;
    private @Nullable Connection connection;

    /** What becomes of a row. */
    public interface Ending {
        void committed();

        /** It is not in the database, or nobody can say whether it is. */
        void refused(Numbered row);
    }

    /** Rows that are written together or not at all. */
    private record Waiting(List<Numbered> rows, CompletableFuture<Boolean> written) {}

    /** @param name of the thread, which says what it writes */
    public Looks(String name, Lane.Source source, Inbox inbox, Ending ending) {
        this.source = source;
        this.inbox = inbox;
        this.ending = ending;
        this.thread = Thread.ofPlatform().name(name).daemon(true).start(this::work);
    }

    /** @return waits for the commit; throws {@link IllegalStateException} when there was none within ten seconds */
    public Ledger.Recording add(Numbered row) {
        return add(List.of(row));
    }

    /** The same for several, in one commit. */
    public Ledger.Recording add(List<Numbered> rows) {
        Waiting waiting = new Waiting(List.copyOf(rows), new CompletableFuture<>());
        queue.add(waiting);
        if (!open) {
            refuseWaiting();
        }
        return () -> await(waiting);
    }

    private static void await(Waiting waiting) {
        try {
            waiting.written().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            waiting.written().completeExceptionally(e);
            throw new IllegalStateException("the database did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("it could not be recorded", e.getCause());
        } catch (InterruptedException e) {
            waiting.written().completeExceptionally(e);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void work() {
        List<Waiting> together = new ArrayList<>();
        try {
            while (open) {
                together.add(queue.take());
                queue.drainTo(together, MOST_AT_ONCE - 1);
                giveUp(together);
                if (!together.isEmpty()) {
                    write(together);
                }
                together.clear();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
            refuseWaiting();
        }
    }

    /** Whoever has stopped waiting was refused; a row that says otherwise must not follow. */
    private void giveUp(List<Waiting> together) {
        together.removeIf(one -> {
            boolean nobodyWaits = one.written().isDone();
            if (nobodyWaits) {
                one.rows().forEach(ending::refused);
            }
            return nobodyWaits;
        });
    }

    /**
     * What spoils a batch must not spoil the rows of others: then each is tried by itself. After a commit nothing is, for it may have been done. The
     * driver has assertions that are no exceptions; one that ended this thread would refuse everybody from then on.
     */
    private void write(List<Waiting> together) {
        try {
            insert(together);
        } catch (SQLException | RuntimeException | AssertionError e) {
            disconnect();
            if (together.size() == 1) {
                refuse(together.getFirst(), e);
            } else {
                for (Waiting one : together) {
                    List<Waiting> alone = new ArrayList<>(List.of(one));
                    giveUp(alone);
                    if (!alone.isEmpty()) {
                        write(alone);
                    }
                }
            }
            return;
        }
        try {
            connected().commit();
        } catch (SQLException e) {
            disconnect();
            together.forEach(one -> refuse(one, e));
            return;
        }
        ending.committed();
        together.forEach(one -> one.written().complete(true));
    }

    /** A kept connection may have died since it was used last. */
    private void insert(List<Waiting> together) throws SQLException {
        boolean kept = connection != null;
        try {
            insert(connected(), together);
        } catch (SQLException | AssertionError e) {
            disconnect();
            if (!kept) {
                throw e;
            }
            insert(connected(), together);
        }
    }

    private void insert(Connection tx, List<Waiting> together) throws SQLException {
        inbox.add(tx, together.stream().flatMap(one -> one.rows().stream()).toList());
    }

    private void refuse(Waiting one, Throwable why) {
        one.rows().forEach(ending::refused);
        one.written().completeExceptionally(why);
    }

    private void refuseWaiting() {
        for (Waiting one = queue.poll(); one != null; one = queue.poll()) {
            refuse(one, new IllegalStateException("the server is going down"));
        }
    }

    private Connection connected() throws SQLException {
        Connection kept = connection;
        if (kept == null) {
            kept = source.open();
            kept.setAutoCommit(false);
            connection = kept;
        }
        return kept;
    }

    private void disconnect() {
        Connection kept = connection;
        connection = null;
        if (kept != null) {
            try (kept) {
                kept.rollback();
            } catch (SQLException alreadyGone) {
                connection = null;
            }
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}
