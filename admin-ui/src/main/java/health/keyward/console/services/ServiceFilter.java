package health.keyward.console.services;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.contract.inactivity.InactivityServiceState;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which clients are listed; lives in the address bar.
 *
 * @param search what the name begins with
 * @param owned YES or NO; null for both
 */
record ServiceFilter(
        @Nullable String search,
        @Nullable String owned,
        @Nullable InactivityServiceState state) implements Serializable {
    static final ServiceFilter ALL = new ServiceFilter(null, null, null);

    static ServiceFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new ServiceFilter(asked.one("search"), answer(asked.one("owned")), stateOf(asked.one("state")));
    }

    Asked.Builder put(Asked.Builder into) {
        return into.put("search", search)
                .put("owned", owned == null ? null : owned.toLowerCase(Locale.ROOT))
                .put("state", state == null ? null : state.name().toLowerCase(Locale.ROOT));
    }

    Query question() {
        return Query.none()
                .with("search", search)
                .with("owned", owned)
                .with("state", state == null ? null : state.name());
    }

    ServiceFilter search(@Nullable String next) {
        return new ServiceFilter(next, owned, state);
    }

    ServiceFilter owned(@Nullable String next) {
        return new ServiceFilter(search, answer(next), state);
    }

    ServiceFilter state(@Nullable InactivityServiceState next) {
        return new ServiceFilter(search, owned, next);
    }

    static @Nullable InactivityServiceState stateOf(@Nullable String text) {
        return Arrays.stream(InactivityServiceState.values())
                .filter(one -> one.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String answer(@Nullable String text) {
        return "yes".equalsIgnoreCase(text) ? "YES" : "no".equalsIgnoreCase(text) ? "NO" : null;
    }
}
