package health.keyward.history.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are asked for. Looks (who read what) are left out unless {@code operation} is {@code READ}.
 *
 * @param actor a user id, or text that starts a user name
 * @param target a user id, or text that starts a user name or the path of the changed thing
 */
public record ChangeQuestion(
        Window window,
        @Nullable String actor,
        @Nullable String target,
        @Nullable String area,
        @Nullable String operation,
        @Nullable String source) {
    public static ChangeQuestion all(Window window) {
        return new ChangeQuestion(window, null, null, null, null, null);
    }

    /** As {@link Question#pieces}. */
    public List<Window> pieces(@Nullable Cursor place) {
        return actor == null && target == null ? window.newestFirst(place) : List.of(window);
    }
}
