package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Failure;
import health.keyward.abac.core.bundle.Bundle;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the bundle of the installation stands on this node.
 *
 * @param source {@code DELIVERED}, {@code FILE} or {@code URL}
 * @param bundle null when there is none
 * @param since when this node began to decide by it
 * @param confirmed when the source last said that this is it
 * @param tried when the source was last asked
 * @param stale how long it is believed without being confirmed; null when that does not matter
 * @param trouble how the last try failed; empty when it did not
 * @param failure why nobody is decided by it; null while it counts
 */
public record HouseState(
        String source,
        @Nullable Bundle bundle,
        @Nullable Instant since,
        @Nullable Instant confirmed,
        @Nullable Instant tried,
        @Nullable Duration stale,
        String trouble,
        @Nullable Failure failure) {}
