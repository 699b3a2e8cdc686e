package health.keyward.stepup.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody and the best factor they hold. See {@code health.keyward.contract.stepup.CoveragePage}. */
public record CoveredPerson(
        String userId,
        String username,
        @Nullable String name,
        @Nullable String unit,
        List<String> roles,
        Held factor,
        boolean elsewhere,
        @Nullable Instant exceptedUntil) {
    public CoveredPerson {
        roles = List.copyOf(roles);
    }

    public Place place() {
        return new Place(username, userId);
    }

    /** Where a list in the order of user names goes on. */
    public record Place(String username, String userId) {}
}
