package health.keyward.bench.login;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** People who sign in while something else goes on, two a second, what that takes the threads that answer them, and backends that wait for a lock meanwhile. */
final class Traffic implements AutoCloseable {
    private static final long PAUSE_NANOS = 500_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> costs = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread people;
    private final Thread locks;
    private volatile long waits;
    private volatile String fault = "";

    /**
     * @param cpu of the threads that answer
     * @param database looked at for locks; this closes it
     */
    Traffic(Function<String, Duration> signIn, Supplier<Duration> cpu, Connection database) {
        people = Thread.ofPlatform().start(() -> {
            for (int next = 0; !over.get(); next++) {
                try {
                    Duration before = cpu.get();
                    times.add(signIn.apply(BenchRealm.person(next)));
                    costs.add(cpu.get().minus(before));
                } catch (RuntimeException failed) {
                    fault = String.valueOf(failed.getMessage());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        locks = Thread.ofPlatform().start(() -> {
            try (database;
                    Statement ask = database.createStatement()) {
                while (!over.get()) {
                    try (ResultSet row = ask.executeQuery(WAITING)) {
                        row.next();
                        waits += row.getLong(1);
                    }
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            } catch (SQLException failed) {
                fault = String.valueOf(failed.getMessage());
            }
        });
    }

    int signIns() {
        return times.size();
    }

    /** CPU milliseconds of each sign-in, in their order. */
    List<Double> millis() {
        synchronized (costs) {
            return costs.stream().map(cost -> cost.toNanos() / 1e6).toList();
        }
    }

    /** How often a backend was seen waiting for a lock. */
    long lockWaits() {
        return waits;
    }

    String words() {
        List<Duration> sorted;
        synchronized (times) {
            sorted = new ArrayList<>(times);
        }
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "no sign-in"
                : String.format(
                        Locale.ROOT,
                        "%d sign-ins, p50 %.0f ms, p95 %.0f ms; %d times a backend was seen waiting for a lock",
                        sorted.size(),
                        sorted.get(sorted.size() / 2).toNanos() / 1e6,
                        sorted.get(sorted.size() * 95 / 100).toNanos() / 1e6,
                        waits);
    }

    /** @throws IllegalStateException when a sign-in failed meanwhile */
    @Override
    public void close() {
        over.set(true);
        try {
            people.join();
            locks.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!fault.isEmpty()) {
            throw new IllegalStateException("while people signed in: " + fault);
        }
    }
}
