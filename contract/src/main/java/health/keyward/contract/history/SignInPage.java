package health.keyward.contract.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page, newest first.
 *
 * @param next cursor of the page after this one; null at the end
 * @param top cursor of the first row, for {@code newer?than=}; null when there is no row
 */
public record SignInPage(
        List<SignInRow> rows,
        @Nullable String next,
        @Nullable String top) {}
