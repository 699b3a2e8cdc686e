package health.keyward.it;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * For as long as this is open, one operation of the admin API asks for a second factor that was shown after this was opened: what is asked of everybody
 * five minutes after a sign-in. See {@link health.keyward.it.fault.AskingRoomFactory}.
 */
public final class Asks implements AutoCloseable {
    private final String role;

    private Asks(String role) {
        this.role = role;
    }

    /** Comes back when a sign-in that begins now counts. */
    public static Asks anew(String operation) {
        Asks asks = new Asks("it-asks-" + operation);
        Instant since =
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Staff.boss().make("hospital/roles", Map.of("name", asks.role, "description", since.toString()));
        while (Clock.systemUTC().instant().isBefore(since)) {
            LockSupport.parkNanos(50_000_000L);
        }
        return asks;
    }

    @Override
    public void close() {
        Staff.boss().delete("hospital/roles/" + role);
    }
}
