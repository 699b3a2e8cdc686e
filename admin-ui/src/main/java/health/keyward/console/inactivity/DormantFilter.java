package health.keyward.console.inactivity;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.contract.inactivity.InactivityCause;
import health.keyward.contract.inactivity.InactivityStep;
import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are listed; lives in the address bar. Without any filter it is those on the way out of use.
 *
 * @param everybody wherever they stand
 * @param search beginning of a user name
 * @param unit beginning of a department
 * @param exempt YES or NO, leave included; null for both
 */
record DormantFilter(
        boolean everybody,
        @Nullable InactivityStep step,
        @Nullable InactivityCause cause,
        @Nullable String search,
        @Nullable String unit,
        @Nullable String exempt)
        implements Serializable {
    static final DormantFilter CHAIN = new DormantFilter(false, null, null, null, null, null);

    private static final String EVERYBODY = "all";

    static DormantFilter of(QueryParameters query) {
        var asked = new Asked(query);
        var exempt = asked.one("exempt");
        return new DormantFilter(
                EVERYBODY.equalsIgnoreCase(asked.one("step")),
                first(asked, "step", InactivityStep.class),
                first(asked, "cause", InactivityCause.class),
                asked.one("search"),
                asked.one("unit"),
                "yes".equalsIgnoreCase(exempt) ? "YES" : "no".equalsIgnoreCase(exempt) ? "NO" : null);
    }

    private static <E extends Enum<E>> @Nullable E first(Asked asked, String name, Class<E> type) {
        return asked.words(name, type).stream().findFirst().orElse(null);
    }

    Asked.Builder put(Asked.Builder into) {
        return into.put("step", everybody ? EVERYBODY : small(step))
                .put("cause", small(cause))
                .put("search", search)
                .put("unit", unit)
                .put("exempt", exempt == null ? null : exempt.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String small(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    Query question() {
        return Query.none()
                .with("step", step == null ? null : step.name())
                .with("chain", chain() ? "YES" : null)
                .with("cause", cause == null ? null : cause.name())
                .with("search", search)
                .with("unit", unit)
                .with("exempt", exempt);
    }

    /** Whether only those are listed who stand on a step of it. */
    boolean chain() {
        return equals(CHAIN);
    }

    DormantFilter all() {
        return new DormantFilter(true, null, cause, search, unit, exempt);
    }

    DormantFilter step(@Nullable InactivityStep next) {
        return new DormantFilter(false, next, cause, search, unit, exempt);
    }

    DormantFilter cause(@Nullable InactivityCause next) {
        return new DormantFilter(everybody, step, next, search, unit, exempt);
    }

    DormantFilter search(@Nullable String next) {
        return new DormantFilter(everybody, step, cause, next, unit, exempt);
    }

    DormantFilter unit(@Nullable String next) {
        return new DormantFilter(everybody, step, cause, search, next, exempt);
    }

    DormantFilter exempt(@Nullable String next) {
        return new DormantFilter(everybody, step, cause, search, unit, next);
    }
}
