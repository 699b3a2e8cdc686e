package health.keyward.review.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a right that was kept for a time (AR-6).
 *
 * @param at from when on it is taken
 * @param effect {@code WAITING} before; {@code UNDONE} where a later review decided anew
 */
public record KeptUntil(Instant at, Effect effect, @Nullable String detail) {}
