package health.keyward.keycloak;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

/**
 * A job that every node's timer starts and one node at a time does. Keycloak has a single timer thread per node, so that the timer only triggers;
 * the work runs in the {@code keyward} pool, in a transaction of its own, under a PostgreSQL advisory lock that ends with it.
 */
public final class ClusterTask {
    private static final Logger LOG = Logger.getLogger(ClusterTask.class);
    /** First key of every advisory lock of this pack ("KW"). */
    public static final int LOCK_CLASS = 0x4B57;
    /** Then the timer has its turn, and with it another node. */
    private static final int MOST_ROUNDS = 100;

    private final String name;
    private final int lock;
    private final Duration every;
    private final Predicate<KeycloakSession> work;
    private final String pool;
    private final WakeUp wakeUp;
    private final AtomicBoolean running = new AtomicBoolean();

    public ClusterTask(String name, int lock, Duration every, Consumer<KeycloakSession> work) {
        this(name, lock, every, session -> {
            work.accept(session);
            return false;
        });
    }

    /** @param work answers whether there is more to do at once, in a transaction of its own */
    private ClusterTask(String name, int lock, Duration every, Predicate<KeycloakSession> work) {
        this(name, lock, every, work, "keyward", WakeUp.always());
    }

    private ClusterTask(
            String name, int lock, Duration every, Predicate<KeycloakSession> work, String pool, WakeUp wakeUp) {
        this.name = name;
        this.lock = lock;
        this.every = every;
        this.work = work;
        this.pool = pool;
        this.wakeUp = wakeUp;
    }

    /** The same job in threads of its own. A pool of Keycloak has four, so that four jobs that wait for somebody else would hold up all others. */
    public ClusterTask inPool(String ownPool) {
        return new ClusterTask(name, lock, every, work, ownPool, wakeUp);
    }

    /** The same job, but not every time: only when {@code mayHaveWork} says so is a session opened and the lock asked for. */
    public ClusterTask when(WakeUp mayHaveWork) {
        return new ClusterTask(name, lock, every, work, pool, mayHaveWork);
    }

    /** A job that goes on as long as there is work, round after round, and then waits for the timer again. */
    public static ClusterTask untilIdle(String name, int lock, Duration every, Predicate<KeycloakSession> work) {
        return new ClusterTask(name, lock, every, work);
    }

    public void schedule(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(factory, session -> {
            ExecutorService threads =
                    session.getProvider(ExecutorsProvider.class).getExecutor(pool);
            session.getProvider(TimerProvider.class)
                    .schedule(() -> trigger(factory, threads), every.toMillis(), "keyward-" + name);
        });
    }

    private void trigger(KeycloakSessionFactory factory, ExecutorService threads) {
        if (!wakeUp.due() || !running.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    int rounds = 0;
                    while (round(factory) && rounds < MOST_ROUNDS) {
                        rounds++;
                    }
                } finally {
                    running.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            running.set(false);
            LOG.debugf("the server is going down, %s was not started", name);
        }
    }

    /** By JDBC: asked so often that the way through a query of Hibernate was a fifth of what the jobs cost. */
    private boolean lock(Connection tx) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT pg_try_advisory_xact_lock(?, ?)")) {
            ask.setInt(1, LOCK_CLASS);
            ask.setInt(2, lock);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** One round, now, on this thread; answers whether there is more to do. */
    private boolean round(KeycloakSessionFactory factory) {
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
                if (!new Database(session).write(this::lock)) {
                    return false;
                }
                wakeUp.heard();
                return work.test(session);
            });
        } catch (RuntimeException e) {
            wakeUp.call();
            LOG.warnf(e, "%s did not finish its round and will try again", name);
            return false;
        }
    }
}
