package health.keyward.contract.abac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bundles that were handed in, newest first.
 *
 * @param next what to give as {@code below} for older ones; null when there are none
 */
public record PolicyVersions(
        List<PolicyVersion> rows, @Nullable Long next) {}
