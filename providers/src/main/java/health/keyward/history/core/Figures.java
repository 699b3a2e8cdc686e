package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The numbers behind one sentence. Counted up to {@link #CAP}; {@code capped} says that at least one of them is more. */
public record Figures(
        long success,
        long failed,
        long denied,
        long signOuts,
        long people,
        long failedBefore,
        @Nullable Instant failuresRoseAt,
        boolean capped) {
    public static final int CAP = 1_000;
}
