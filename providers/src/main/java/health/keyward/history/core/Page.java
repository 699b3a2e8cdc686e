package health.keyward.history.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows, newest first.
 *
 * @param next where the page after this one starts; null at the end
 * @param top the first row; null when there is none
 */
public record Page<T>(
        List<T> rows, @Nullable Cursor next, @Nullable Cursor top) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** Makes a page of up to {@code limit} rows of a list that was asked for one more. */
    public static <T> Page<T> cut(List<T> found, int limit, Function<T, Cursor> place) {
        List<T> rows = found.size() > limit ? new ArrayList<>(found.subList(0, limit)) : found;
        Cursor next = found.size() > limit ? place.apply(rows.get(limit - 1)) : null;
        Cursor top = rows.isEmpty() ? null : place.apply(rows.get(0));
        return new Page<>(rows, next, top);
    }
}
