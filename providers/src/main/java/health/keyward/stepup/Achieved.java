package health.keyward.stepup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has proven, in a sign-in or in a session.
 *
 * @param level the highest that is backed by proofs; null when nothing is
 * @param amr RFC 8176 values of all of it
 * @param at when that level was last proven; null with the level
 */
public record Achieved(
        @Nullable Level level, List<String> amr, @Nullable Instant at) {
    public static final Achieved NOTHING = new Achieved(null, List.of(), null);

    public Achieved {
        amr = List.copyOf(amr);
    }
}
