package health.keyward.stepup;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must have been proven.
 *
 * @param maxAge how long ago at most; null when any age will do that the realm allows
 * @param differentFactor whether the proof must come from another credential than the one the person signed in with
 * @param because names of the rules that ask for it, for the record and the page; empty when nothing special is asked
 */
public record Need(Level level, @Nullable Duration maxAge, boolean differentFactor, List<String> because) {
    public static final Need PASSWORD = new Need(Level.PASSWORD, null, false, List.of());

    public Need {
        because = List.copyOf(because);
        if (maxAge != null && maxAge.isNegative()) {
            throw new IllegalArgumentException("an age is not negative");
        }
    }

    /** What meets both. */
    public Need and(Need other) {
        Set<String> names = new LinkedHashSet<>(because);
        names.addAll(other.because);
        return new Need(
                Level.higher(level, other.level),
                shorter(maxAge, other.maxAge),
                differentFactor || other.differentFactor,
                List.copyOf(names));
    }

    private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
