package health.keyward.stepup.core;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to list.
 *
 * @param roles ids; who holds one of them
 * @param factors who holds one of these as their best
 * @param unit the start of its name; null for all
 * @param excepted whether excepted now; null for all
 */
public record CoverageQuestion(
        Set<String> roles,
        Set<Held> factors,
        @Nullable String unit,
        @Nullable Boolean excepted) {
    public CoverageQuestion {
        roles = Set.copyOf(roles);
        factors = Set.copyOf(factors);
    }
}
