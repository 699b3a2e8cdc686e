package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One timeline of everything about a person, newest first. */
public record TimelinePage(List<Item> rows, @Nullable String next) {
    /** Either an attempt or a change; exactly one of both is set. */
    public record Item(
            Instant at, @Nullable SignInRow event, @Nullable ChangeRow change) {}
}
