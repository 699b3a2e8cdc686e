package health.keyward.console.coverage;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.contract.stepup.FactorHeld;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which people are listed; lives in the address bar.
 *
 * @param factor the best they hold; null for all that can be phished
 * @param excepted YES or NO; null for both
 */
record CoverageFilter(
        @Nullable String role,
        @Nullable String unit,
        @Nullable FactorHeld factor,
        @Nullable String excepted) implements Serializable {
    static final CoverageFilter ALL = new CoverageFilter(null, null, null, null);

    static CoverageFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new CoverageFilter(
                asked.one("role"), asked.one("unit"), held(asked.one("factor")), answer(asked.one("excepted")));
    }

    Asked.Builder put(Asked.Builder into) {
        return into.put("role", role)
                .put("unit", unit)
                .put("factor", factor == null ? null : factor.name().toLowerCase(Locale.ROOT))
                .put("excepted", excepted == null ? null : excepted.toLowerCase(Locale.ROOT));
    }

    Query question() {
        return Query.none()
                .with("role", role)
                .with("unit", unit)
                .with("factor", factor == null ? null : factor.name())
                .with("excepted", excepted);
    }

    CoverageFilter role(@Nullable String next) {
        return new CoverageFilter(next, unit, factor, excepted);
    }

    CoverageFilter unit(@Nullable String next) {
        return new CoverageFilter(role, next, factor, excepted);
    }

    CoverageFilter factor(@Nullable String next) {
        return new CoverageFilter(role, unit, held(next), excepted);
    }

    CoverageFilter excepted(@Nullable String next) {
        return new CoverageFilter(role, unit, factor, answer(next));
    }

    private static @Nullable FactorHeld held(@Nullable String text) {
        return Arrays.stream(FactorHeld.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String answer(@Nullable String text) {
        return "yes".equalsIgnoreCase(text) ? "YES" : "no".equalsIgnoreCase(text) ? "NO" : null;
    }
}
