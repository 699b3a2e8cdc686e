package health.keyward.console.history;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Cidr;
import health.keyward.console.base.TimeRange;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of attempts is asked for. The address bar is its only home: {@link #of} and {@link #toQuery} undo each other.
 *
 * @param person user id, text that starts the user name, or the hash of a name that belongs to nobody
 * @param kinds empty means all but tokens that were simply issued
 * @param address address or CIDR
 * @param device start of the browser and its system in words
 */
public record SignInFilter(
        TimeRange time,
        @Nullable String person,
        List<String> apps,
        Set<Outcome> outcomes,
        Set<Cause> causes,
        Set<EventKind> kinds,
        Set<Method> methods,
        @Nullable String address,
        @Nullable String session,
        @Nullable String correlation,
        @Nullable String device)
        implements Serializable {
    public static final TimeRange STANDARD = TimeRange.Last.DAY;

    public SignInFilter {
        apps = List.copyOf(apps);
        outcomes = Set.copyOf(outcomes);
        causes = Set.copyOf(causes);
        kinds = Set.copyOf(kinds);
        methods = Set.copyOf(methods);
    }

    public static SignInFilter everything() {
        return of(QueryParameters.empty());
    }

    public static SignInFilter of(QueryParameters query) {
        var asked = new Asked(query);
        return new SignInFilter(
                TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), STANDARD),
                asked.one("person"),
                asked.many("app"),
                asked.words("outcome", Outcome.class),
                asked.words("cause", Cause.class),
                asked.words("kind", EventKind.class),
                asked.words("method", Method.class),
                Cidr.valid(asked.one("address")),
                asked.one("session"),
                asked.one("correlation"),
                asked.one("device"));
    }

    public QueryParameters toQuery() {
        return new Asked.Builder()
                .time(time, STANDARD)
                .put("person", person)
                .put("app", apps)
                .words("outcome", outcomes)
                .words("cause", causes)
                .words("kind", kinds)
                .words("method", methods)
                .put("address", address)
                .put("session", session)
                .put("correlation", correlation)
                .put("device", device)
                .build();
    }

    /** As the API reads it. */
    public Query question(Clock clock) {
        return time.question(clock)
                .with("person", person)
                .with("app", apps)
                .with("outcome", outcomes)
                .with("cause", causes)
                .with("kind", kinds)
                .with("method", methods)
                .with("address", address)
                .with("session", session)
                .with("correlation", correlation)
                .with("device", device);
    }

    public SignInFilter time(TimeRange next) {
        return new SignInFilter(
                next, person, apps, outcomes, causes, kinds, methods, address, session, correlation, device);
    }

    public SignInFilter person(@Nullable String next) {
        return new SignInFilter(
                time, next, apps, outcomes, causes, kinds, methods, address, session, correlation, device);
    }

    public SignInFilter apps(List<String> next) {
        return new SignInFilter(
                time, person, next, outcomes, causes, kinds, methods, address, session, correlation, device);
    }

    public SignInFilter outcomes(Set<Outcome> next) {
        return new SignInFilter(
                time, person, apps, next, causes, kinds, methods, address, session, correlation, device);
    }

    public SignInFilter causes(Set<Cause> next) {
        return new SignInFilter(
                time, person, apps, outcomes, next, kinds, methods, address, session, correlation, device);
    }

    public SignInFilter kinds(Set<EventKind> next) {
        return new SignInFilter(
                time, person, apps, outcomes, causes, next, methods, address, session, correlation, device);
    }

    public SignInFilter methods(Set<Method> next) {
        return new SignInFilter(
                time, person, apps, outcomes, causes, kinds, next, address, session, correlation, device);
    }

    public SignInFilter address(@Nullable String next) {
        return new SignInFilter(
                time, person, apps, outcomes, causes, kinds, methods, next, session, correlation, device);
    }

    public SignInFilter session(@Nullable String next) {
        return new SignInFilter(
                time, person, apps, outcomes, causes, kinds, methods, address, next, correlation, device);
    }

    public SignInFilter correlation(@Nullable String next) {
        return new SignInFilter(time, person, apps, outcomes, causes, kinds, methods, address, session, next, device);
    }

    public SignInFilter device(@Nullable String next) {
        return new SignInFilter(
                time, person, apps, outcomes, causes, kinds, methods, address, session, correlation, next);
    }
}
