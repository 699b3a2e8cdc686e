package health.keyward.keycloak;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a job the looks that would find nothing: it looks at once after somebody on this node has called, and otherwise only now and then, for what other
 * nodes have left behind. A call that comes while the job is looking counts for the next look.
 */
public final class WakeUp {
    private final long otherwise;
    private final LongSupplier nanos;
    private volatile boolean called = true;
    private volatile long heardAt;

    /** @param otherwise longest time between two looks when nobody calls */
    public WakeUp(Duration otherwise) {
        this(otherwise, System::nanoTime);
    }

    WakeUp(Duration otherwise, LongSupplier nanos) {
        this.otherwise = otherwise.toNanos();
        this.nanos = nanos;
        this.heardAt = nanos.getAsLong();
    }

    /** A job that looks every time. */
    static WakeUp always() {
        return new WakeUp(Duration.ZERO);
    }

    public void call() {
        called = true;
    }

    boolean due() {
        return called || nanos.getAsLong() - heardAt >= otherwise;
    }

    /** The job begins to look; only what comes from now on calls it again. */
    void heard() {
        called = false;
        heardAt = nanos.getAsLong();
    }
}
