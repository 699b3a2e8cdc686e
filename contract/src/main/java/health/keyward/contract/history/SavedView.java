package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question worth keeping. {@code query} is the query string of the page.
 *
 * @param page {@code sign-ins}, {@code failures} or {@code changes}
 */
public record SavedView(
        String name, String page, String query, @Nullable Instant savedAt) {}
