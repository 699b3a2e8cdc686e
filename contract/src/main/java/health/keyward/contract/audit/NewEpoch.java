package health.keyward.contract.audit;

import org.jspecify.annotations.Nullable;

/**
 * Lets a log that was rolled back go on.
 *
 * @param reason what happened; it becomes part of the evidence, so it names no patient; 10 to 500 characters
 */
public record NewEpoch(@Nullable String reason) {}
