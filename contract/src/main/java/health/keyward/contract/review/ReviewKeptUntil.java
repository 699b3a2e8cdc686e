package health.keyward.contract.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a right that was kept for a time.
 *
 * @param at from when on it is taken
 * @param effect what became of it; {@code WAITING} before, {@code UNDONE} where a later review decided anew
 * @param detail what was seen, or why it failed
 */
public record ReviewKeptUntil(
        Instant at, ReviewEffect effect, @Nullable String detail) {}
