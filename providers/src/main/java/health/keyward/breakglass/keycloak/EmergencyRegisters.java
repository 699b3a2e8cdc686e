package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.kernel.RealmId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderEvent;

/**
 * The register as it stands, read at most once a second for all sign-ins together: who was put on it is held to it at the next sign-in on the node where it
 * was agreed, and a second later on every other.
 */
final class EmergencyRegisters {
    static final Duration TRUSTED = Duration.ofSeconds(1);

    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<RealmId, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong published = new AtomicLong();

    private record Known(EmergencyRegister register, long at) {}

    /** Another register was agreed to, and committed. */
    record Published() implements ProviderEvent {}

    /** @param nanos a time that never goes back */
    EmergencyRegisters(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    EmergencyRegister of(KeycloakSession session, RealmId realm) {
        return of(realm, () -> new EmergencyBook(session, clock).register(realm).list());
    }

    EmergencyRegister of(RealmId realm, Supplier<EmergencyRegister> read) {
        Known present = known.get(realm);
        long now = nanos.getAsLong();
        if (present != null && now - present.at() < TRUSTED.toNanos()) {
            return present.register();
        }
        long before = published.get();
        EmergencyRegister fresh = read.get();
        known.put(realm, new Known(fresh, now));
        if (published.get() != before) {
            known.remove(realm);
        }
        return fresh;
    }

    void forget() {
        published.incrementAndGet();
        known.clear();
    }
}
