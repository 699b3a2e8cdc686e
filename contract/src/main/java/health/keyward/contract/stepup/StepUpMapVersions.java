package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published versions, newest first.
 *
 * @param next what to give as {@code below} for older ones; null when there are none
 */
public record StepUpMapVersions(
        List<StepUpMapVersion> rows, @Nullable Long next) {}
