package health.keyward.console.changes;

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
 * What the list of changes is asked for; lives in the address bar.
 *
 * @param actor user id or text
 * @param target user id or text
 * @param area Keycloak's resource type, in capitals
 */
record ChangeFilter(
        TimeRange time,
        @Nullable String actor,
        @Nullable String target,
        @Nullable String area,
        @Nullable String operation,
        @Nullable String source)
        implements Serializable {
    static final TimeRange STANDARD = TimeRange.Last.WEEK;
    static final List<String> OPERATIONS = List.of("CREATE", "UPDATE", "DELETE", "ACTION", "READ");
    static final List<String> SOURCES = List.of("ADMIN_EVENT", "MODEL", "REQUEST", "SELF");

    static ChangeFilter everything() {
        return of(QueryParameters.empty());
    }

    static ChangeFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new ChangeFilter(
                TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), STANDARD),
                asked.one("actor"),
                asked.one("target"),
                areaWord(asked.one("area")),
                known(asked.one("operation"), OPERATIONS),
                known(asked.one("source"), SOURCES));
    }

    QueryParameters toQuery() {
        return new Asked.Builder()
                .time(time, STANDARD)
                .put("actor", actor)
                .put("target", target)
                .put("area", area)
                .put("operation", operation)
                .put("source", source)
                .build();
    }

    Query question(Clock clock) {
        return time.question(clock)
                .with("actor", actor)
                .with("target", target)
                .with("area", area)
                .with("operation", operation)
                .with("source", source);
    }

    ChangeFilter time(TimeRange next) {
        return new ChangeFilter(next, actor, target, area, operation, source);
    }

    ChangeFilter actor(@Nullable String next) {
        return new ChangeFilter(time, next, target, area, operation, source);
    }

    ChangeFilter target(@Nullable String next) {
        return new ChangeFilter(time, actor, next, area, operation, source);
    }

    ChangeFilter area(@Nullable String next) {
        return new ChangeFilter(time, actor, target, areaWord(next), operation, source);
    }

    ChangeFilter operation(@Nullable String next) {
        return new ChangeFilter(time, actor, target, area, next, source);
    }

    ChangeFilter source(@Nullable String next) {
        return new ChangeFilter(time, actor, target, area, operation, next);
    }

    private static @Nullable String areaWord(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var word = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return word.matches("[A-Z_]{2,64}") ? word : null;
    }

    private static @Nullable String known(@Nullable String text, List<String> words) {
        return text != null && words.contains(text.toUpperCase(Locale.ROOT)) ? text.toUpperCase(Locale.ROOT) : null;
    }
}
