package health.keyward.abac.core.bundle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question a bundle brings along, with the answer it must give before anybody is decided by it.
 *
 * @param want the whole answer; numbers are compared by value, everything else as it stands
 */
public record Case(
        String name,
        String entrypoint,
        Map<String, @Nullable Object> input,
        @Nullable Object want) {}
