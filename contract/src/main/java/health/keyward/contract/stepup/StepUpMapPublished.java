package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a map that was handed in. Either it counts now, or it waits for a second person because somebody might be asked for less.
 *
 * @param version number of the new version; null when it waits
 * @param proposal id of the proposal it waits as; null when it counts
 * @param weakened names of rules whose demand the new map does not take over in full
 */
public record StepUpMapPublished(
        @Nullable Long version, @Nullable String proposal, List<String> weakened) {}
