package health.keyward.console.breakglass;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.TimeRange;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which grants are listed, and which time is counted. The address bar is its only home: {@link #of} and {@link #put} undo each other.
 *
 * @param state one of {@link #STATES}
 * @param person user id or user name
 * @param reason code
 * @param app client id
 */
record GrantsFilter(
        TimeRange time,
        @Nullable String state,
        @Nullable String person,
        @Nullable String reason,
        @Nullable String app) implements Serializable {
    static final TimeRange STANDARD = TimeRange.Last.MONTH;
    static final List<String> STATES = List.of("RUNNING", "OVER");
    static final GrantsFilter ALL = new GrantsFilter(STANDARD, null, null, null, null);

    static GrantsFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new GrantsFilter(
                TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), STANDARD),
                word(asked.one("state")),
                asked.one("person"),
                asked.one("reason"),
                asked.one("app"));
    }

    private static @Nullable String word(@Nullable String said) {
        return said == null
                ? null
                : STATES.stream()
                        .filter(one -> one.equalsIgnoreCase(said))
                        .findFirst()
                        .orElse(null);
    }

    Asked.Builder put(Asked.Builder address) {
        return address.time(time, STANDARD)
                .put("state", state == null ? null : state.toLowerCase(Locale.ROOT))
                .put("person", person)
                .put("reason", reason)
                .put("app", app);
    }

    /** As the API reads it. */
    Query question(Clock clock) {
        return time.question(clock)
                .with("state", state)
                .with("person", person)
                .with("reason", reason)
                .with("app", app);
    }

    /** The time alone, which is all that counts are asked for. */
    GrantsFilter counted() {
        return new GrantsFilter(time, null, null, null, null);
    }

    GrantsFilter time(TimeRange next) {
        return new GrantsFilter(next, state, person, reason, app);
    }

    GrantsFilter state(@Nullable String next) {
        return new GrantsFilter(time, next, person, reason, app);
    }

    GrantsFilter person(@Nullable String next) {
        return new GrantsFilter(time, state, next, reason, app);
    }

    GrantsFilter reason(@Nullable String next) {
        return new GrantsFilter(time, state, person, next, app);
    }

    GrantsFilter app(@Nullable String next) {
        return new GrantsFilter(time, state, person, reason, next);
    }
}
