package health.keyward.history.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are asked for. Within one filter any value matches, across filters all must. Without {@code kinds} everything is meant but tokens
 * that were simply issued, which follow every sign-in and would bury it.
 *
 * @param person a user id, the first 16 hex digits of an unknown name, or text that starts a user name
 * @param device text that starts a browser and its system in words, in upper or lower case
 */
public record Question(
        Window window,
        @Nullable String person,
        List<String> apps,
        List<Outcome> outcomes,
        List<Cause> causes,
        List<Kind> kinds,
        List<Method> methods,
        @Nullable Address address,
        @Nullable String session,
        @Nullable String correlation,
        @Nullable String device) {
    public Question {
        apps = List.copyOf(apps);
        outcomes = List.copyOf(outcomes);
        causes = List.copyOf(causes);
        kinds = List.copyOf(kinds);
        methods = List.copyOf(methods);
    }

    /** From any device. */
    public Question(
            Window window,
            @Nullable String person,
            List<String> apps,
            List<Outcome> outcomes,
            List<Cause> causes,
            List<Kind> kinds,
            List<Method> methods,
            @Nullable Address address,
            @Nullable String session,
            @Nullable String correlation) {
        this(window, person, apps, outcomes, causes, kinds, methods, address, session, correlation, null);
    }

    public static Question all(Window window) {
        return new Question(window, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null);
    }

    public Question in(Window other) {
        return new Question(
                other, person, apps, outcomes, causes, kinds, methods, address, session, correlation, device);
    }

    /**
     * The window in pieces, newest first, to be asked for one after the other until a page is full. Who asks for one person or place asks for the whole at
     * once: such rows are few and far between, and over a short piece the database would rather read all of it than look them up.
     *
     * @param place nothing above it is asked for; null for the start
     */
    public List<Window> pieces(@Nullable Cursor place) {
        boolean rare = person != null || address != null || session != null || correlation != null || device != null;
        return rare ? List.of(window) : window.newestFirst(place);
    }
}
