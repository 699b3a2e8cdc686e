package health.keyward.console.stub;

import health.keyward.contract.breakglass.BreakGlassGrant;
import health.keyward.contract.breakglass.BreakGlassGrants;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import health.keyward.contract.breakglass.BreakGlassMetrics.Cell;
import health.keyward.contract.breakglass.BreakGlassMetrics.Rate;
import health.keyward.contract.breakglass.BreakGlassMetrics.RepeatUser;
import health.keyward.contract.breakglass.EndBreakGlassGrant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Emergency access: one grant that runs for 41 more minutes, one without a second factor, and one that was extended. */
public final class GrantScene {
    public static final String RUNNING = "a1".repeat(16);
    public static final String WAIVED = "b2".repeat(16);
    public static final String OVER = "c3".repeat(16);

    private final Clock clock;
    private @Nullable String revoked;
    private @Nullable String reason;

    GrantScene(Clock clock) {
        this.clock = clock;
    }

    void reset() {
        revoked = null;
        reason = null;
    }

    /** Why somebody ended a grant last; null when nobody did. */
    public @Nullable String reason() {
        return reason;
    }

    BreakGlassGrants page(Map<String, List<String>> query, boolean none) {
        var state = query.getOrDefault("state", List.of()).stream().findFirst().orElse("");
        return new BreakGlassGrants(
                none
                        ? List.of()
                        : all().stream()
                                .filter(grant ->
                                        state.isEmpty() || grant.state().equals(state))
                                .toList(),
                null);
    }

    Optional<BreakGlassGrant> one(String id) {
        return all().stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    Optional<BreakGlassGrant> end(String id, EndBreakGlassGrant why) {
        revoked = id;
        reason = why.reason();
        return one(id);
    }

    BreakGlassMetrics metrics(boolean none) {
        var now = clock.instant();
        return none
                ? new BreakGlassMetrics(
                        now.minus(Duration.ofDays(30)),
                        now,
                        0,
                        0,
                        0,
                        0,
                        0,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0,
                        null,
                        null,
                        null,
                        null)
                : new BreakGlassMetrics(
                        now.minus(Duration.ofDays(30)),
                        now,
                        12_400,
                        17,
                        2,
                        1,
                        0,
                        1.37,
                        List.of(new Rate("Emergency", 12, 2_000, 6.0), new Rate("", 5, 0, null)),
                        List.of(new Rate("physician", 15, 4_000, 3.75)),
                        List.of(new Rate("EMERGENCY_TREATMENT", 13, 12_400, 1.05), new Rate("OTHER", 4, 12_400, 0.32)),
                        List.of(
                                new Cell("Emergency", "EMERGENCY_TREATMENT", 11),
                                new Cell("", "OTHER", 3),
                                new Cell("", "EMERGENCY_TREATMENT", 2),
                                new Cell("Emergency", "OTHER", 1)),
                        List.of(new RepeatUser("u-2", "james.whitfield", 4, 3)),
                        2,
                        null,
                        null,
                        null,
                        null);
    }

    private List<BreakGlassGrant> all() {
        var now = clock.instant();
        return List.of(
                grant(RUNNING, "james.whitfield", now.minus(Duration.ofMinutes(19)), Duration.ofHours(1), false, null),
                grant(WAIVED, "siobhan.oneill", now.minus(Duration.ofMinutes(5)), Duration.ofMinutes(15), true, null),
                grant(OVER, "p.okafor", now.minus(Duration.ofDays(2)), Duration.ofHours(1), false, "REPLACED"));
    }

    private BreakGlassGrant grant(
            String id, String username, Instant from, Duration life, boolean waived, @Nullable String ended) {
        boolean gone = ended != null || id.equals(revoked);
        return new BreakGlassGrant(
                id,
                "id-of-" + username,
                username,
                "patient-7",
                List.of("ward-board"),
                "clinical",
                "read",
                "ETREAT",
                "EMERGENCY_TREATMENT",
                2,
                from,
                from.plus(life),
                gone ? "OVER" : "RUNNING",
                waived,
                waived ? "id-of-p.okafor" : null,
                false,
                gone ? from.plusSeconds(60) : null,
                gone ? (ended == null ? "REVOKED" : ended) : null,
                gone && ended == null ? StubHouse.MARTA : null);
    }
}
