package health.keyward.abac.keycloak.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a server that has failed several times in a row. After a while one call may try; its outcome closes the circuit or opens it again.
 * Thread-safe.
 */
final class Circuit {
    private final int failures;
    private final long openNanos;
    private final LongSupplier nanoTime;

    private int inARow;
    private boolean open;
    private boolean probing;
    private long since;

    /** @param failures in a row after which it opens */
    Circuit(int failures, Duration openFor, LongSupplier nanoTime) {
        this.failures = failures;
        this.openNanos = openFor.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made. Who gets true says how it went. */
    synchronized boolean admits() {
        if (!open) {
            return true;
        }
        if (probing || nanoTime.getAsLong() - since < openNanos) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void succeeded() {
        inARow = 0;
        open = false;
        probing = false;
    }

    synchronized void failed() {
        inARow++;
        if (probing || inARow >= failures) {
            open = true;
            probing = false;
            since = nanoTime.getAsLong();
        }
    }

    synchronized boolean isOpen() {
        return open;
    }
}
