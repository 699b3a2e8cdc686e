package health.keyward.stepup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has proven, in a sign-in or in a session.
 *
 * @param level the highest that is backed by proofs; a password where somebody else vouches for the person
 * @param amr RFC 8176 values of all of it
 * @param at when that level was last proven; null when nobody can say
 * @param differentFactor whether it was proven by another credential than the one the person signed in with
 */
public record Achieved(
        Level level, List<String> amr, @Nullable Instant at, boolean differentFactor) {
    public Achieved {
        amr = List.copyOf(amr);
    }
}
