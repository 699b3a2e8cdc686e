package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One right of one person, as it was frozen, and where its review stands.
 *
 * @param app client id, for a client role
 * @param path from the person to the right
 * @param denial what is changed when it is denied
 * @param origin the other system it comes from, if any
 * @param clinical whether a denial waits for a day
 * @param guarded whether only an administrator may take it away
 * @param added asked beside the reviewer, because it waits (AR-12)
 * @param decision that stands in the present stage
 * @param outcome what the stages came to
 */
public record Item(
        UUID campaign,
        UUID id,
        UserId person,
        ItemKind kind,
        String entitlementId,
        String entitlement,
        @Nullable String app,
        List<String> path,
        Denial denial,
        @Nullable Origin origin,
        Risk risk,
        boolean clinical,
        boolean guarded,
        @Nullable String unit,
        Facts facts,
        int stage,
        ItemState state,
        @Nullable UserId reviewer,
        int hops,
        @Nullable Instant openedAt,
        @Nullable UserId added,
        @Nullable Instant addedOpenedAt,
        long version,
        @Nullable Decision decision,
        @Nullable Decision outcome,
        @Nullable String reduceTo,
        boolean flagged,
        boolean escalated,
        Effect effect,
        @Nullable String effectDetail,
        @Nullable Instant effectAt) {
    public Item {
        path = List.copyOf(path);
    }

    public static final int MOST_HOPS = 2;

    /** Where a right really comes from, and what goes with it. */
    public record Denial(boolean group, String id, String name, int alsoLoses) {}

    /** When this one of those who are asked first looked at it. */
    public @Nullable Instant openedAt(UserId by) {
        return by.equals(added) ? addedOpenedAt : openedAt;
    }

    public Recommendation recommendation() {
        return Recommendation.of(facts);
    }
}
