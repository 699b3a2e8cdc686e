package health.keyward.bench.review;

import health.keyward.bench.measure.Cpu;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What some operations took.
 *
 * @param server CPU of Keycloak
 * @param database CPU of the backends that serve it
 */
record Spent(Duration wall, Duration server, Duration database, long operations) {

    /** What a side has spent since it was started. */
    record Meter(Supplier<Duration> server, Supplier<Duration> database) {

        /** @param watcher the backend through which the bench looks, whose work is that of neither side */
        static Meter of(long keycloak, long postgres, String database, long watcher) {
            return new Meter(
                    () -> Cpu.of(keycloak),
                    () -> Cpu.ofBackends(postgres, database).minus(Cpu.of(watcher)));
        }

        Spent by(long operations, Runnable work) {
            Duration serverBefore = server.get();
            Duration databaseBefore = database.get();
            long start = System.nanoTime();
            work.run();
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            return new Spent(
                    wall, server.get().minus(serverBefore), database.get().minus(databaseBefore), operations);
        }
    }

    Spent and(Spent other) {
        return new Spent(
                wall.plus(other.wall),
                server.plus(other.server),
                database.plus(other.database),
                operations + other.operations);
    }

    double seconds() {
        return wall.toNanos() / 1e9;
    }

    double millis() {
        return wall.toNanos() / 1e6 / operations;
    }

    double cpuMillis() {
        return server.plus(database).toNanos() / 1e6 / operations;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%.2f s, %.3f ms each; CPU-ms each: %.3f in Keycloak, %.3f in PostgreSQL",
                seconds(),
                millis(),
                server.toNanos() / 1e6 / operations,
                database.toNanos() / 1e6 / operations);
    }
}
