package health.keyward.contract.stepup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and why a version of the step-up map was published.
 *
 * @param sha256 of its text, 64 hex digits
 * @param by user name at that time
 * @param proposal id of the proposal a second person confirmed; null when one person could publish it
 * @param changes what differs from the version before
 */
public record StepUpMapVersion(
        long number,
        String sha256,
        String by,
        String byId,
        @Nullable String proposal,
        Instant at,
        String reason,
        List<Change> changes) {
    /**
     * One rule that differs, in words.
     *
     * @param before null for a rule that is new
     * @param after null for a rule that went
     */
    public record Change(
            String rule, @Nullable String before, @Nullable String after) {}
}
