package health.keyward.local.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One synthetic change; words as {@code kw_history_change} keeps them. */
record SyntheticChange(
        Instant at,
        String operation,
        String area,
        String target,
        Staff actor,
        @Nullable Staff about,
        String thing,
        String field,
        @Nullable String before,
        @Nullable String after) {}
