package health.keyward.keycloak;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operation wants the session of its caller to have shown.
 *
 * @param acr name of the level
 * @param loa its number, where the realm does not give the name another one
 * @param maxAge how long ago at most; null when it may be as old as the way in allows
 * @param differentFactor whether it must have been shown by another credential than the one the person signed in with
 */
public record Demand(String acr, int loa, @Nullable Duration maxAge, boolean differentFactor) {
    /** What the admin API wants of everybody. */
    public static final Demand ENTRY = new Demand(AdminGate.SECOND_FACTOR, 2, null);
    /** For what cannot be undone, or weakens what guards others. */
    public static final Demand FRESH = new Demand(AdminGate.SECOND_FACTOR, 2, Duration.ofMinutes(5));

    public Demand {
        if (maxAge != null && maxAge.isNegative()) {
            throw new IllegalArgumentException("an age is not negative");
        }
    }

    /** By whatever credential. */
    public Demand(String acr, int loa, @Nullable Duration maxAge) {
        this(acr, loa, maxAge, false);
    }

    /** What meets both. */
    public Demand and(Demand other) {
        Demand higher = other.loa > loa ? other : this;
        return new Demand(
                higher.acr, higher.loa, shorter(maxAge, other.maxAge), differentFactor || other.differentFactor);
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
