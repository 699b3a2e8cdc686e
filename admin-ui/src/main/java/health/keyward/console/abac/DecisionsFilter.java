package health.keyward.console.abac;

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
 * What the list of decisions is asked for. The address bar is its only home: {@link #of} and {@link #toQuery} undo each other.
 *
 * @param person user id or user name
 * @param effect one of {@link #EFFECTS}
 * @param reason code
 * @param point one of {@link #POINTS}
 * @param enforced {@code true} or {@code false}
 */
record DecisionsFilter(
        TimeRange time,
        @Nullable String person,
        @Nullable String app,
        @Nullable String effect,
        @Nullable String reason,
        @Nullable String point,
        @Nullable String enforced)
        implements Serializable {
    static final TimeRange STANDARD = TimeRange.Last.DAY;
    static final List<String> EFFECTS = List.of("PERMIT", "STEP_UP", "OFFER_BREAK_GLASS", "DENY");
    static final List<String> POINTS = List.of("SIGN_IN", "TOKEN", "AUTHORIZATION_SERVICES", "DECISION_POINT", "CLAIM");
    static final List<String> HELD = List.of("true", "false");

    static DecisionsFilter everything() {
        return of(QueryParameters.empty());
    }

    static DecisionsFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new DecisionsFilter(
                TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), STANDARD),
                asked.one("person"),
                asked.one("app"),
                word(asked.one("effect"), EFFECTS),
                asked.one("reason"),
                word(asked.one("point"), POINTS),
                word(asked.one("enforced"), HELD));
    }

    private static @Nullable String word(@Nullable String said, List<String> known) {
        return said == null
                ? null
                : known.stream()
                        .filter(one -> one.equalsIgnoreCase(said))
                        .findFirst()
                        .orElse(null);
    }

    QueryParameters toQuery() {
        return new Asked.Builder()
                .time(time, STANDARD)
                .put("person", person)
                .put("app", app)
                .put("effect", lower(effect))
                .put("reason", reason)
                .put("point", lower(point))
                .put("enforced", enforced)
                .build();
    }

    private static @Nullable String lower(@Nullable String word) {
        return word == null ? null : word.toLowerCase(Locale.ROOT);
    }

    /** As the API reads it. */
    Query question(Clock clock) {
        return time.question(clock)
                .with("person", person)
                .with("app", app)
                .with("effect", effect)
                .with("reason", reason)
                .with("point", point)
                .with("enforced", enforced);
    }

    DecisionsFilter time(TimeRange next) {
        return new DecisionsFilter(next, person, app, effect, reason, point, enforced);
    }

    DecisionsFilter person(@Nullable String next) {
        return new DecisionsFilter(time, next, app, effect, reason, point, enforced);
    }

    DecisionsFilter app(@Nullable String next) {
        return new DecisionsFilter(time, person, next, effect, reason, point, enforced);
    }

    DecisionsFilter effect(@Nullable String next) {
        return new DecisionsFilter(time, person, app, next, reason, point, enforced);
    }

    DecisionsFilter reason(@Nullable String next) {
        return new DecisionsFilter(time, person, app, effect, next, point, enforced);
    }

    DecisionsFilter point(@Nullable String next) {
        return new DecisionsFilter(time, person, app, effect, reason, next, enforced);
    }

    DecisionsFilter enforced(@Nullable String next) {
        return new DecisionsFilter(time, person, app, effect, reason, point, next);
    }
}
