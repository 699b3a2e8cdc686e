package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Judges a request before more is asked. A door that any room may have: all are asked, and one that is elevated is enough. Asked only where a rule of the
 * step-up map turns on it.
 */
@FunctionalInterface
public interface RiskSignal {
    /**
     * @param address where the request comes from; null when unknown
     * @return {@link Risk#UNKNOWN} when it cannot be said; whoever throws counts as that
     */
    Risk of(RealmId realm, UserId person, @Nullable String address);
}
