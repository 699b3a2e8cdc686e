package health.keyward.contract.breakglass;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of one grant of emergency access.
 *
 * @param id that of the grant
 * @param reason code
 * @param running whether the grant still runs; it is judged when it is over
 * @param state {@code OPEN}, {@code ASKED}, {@code ANSWERED}, {@code CONTESTED} or {@code CLOSED}
 * @param rank the higher, the sooner somebody should look
 * @param flags what speaks against it, for example {@code VIP}
 * @param corroborated what speaks for it, for example {@code ON_SHIFT}
 * @param step {@code REMINDED}, {@code REMINDED_AGAIN}, {@code ESCALATED} or {@code LATE}; null before
 * @param used how many decisions and app events carry the grant's id; zero is blank usage
 * @param disposition null until it is closed
 */
public record BreakGlassCase(
        String id,
        String personId,
        String username,
        String reason,
        String dataClass,
        boolean mfaWaived,
        boolean degraded,
        boolean running,
        Instant openedAt,
        Instant dueAt,
        boolean overdue,
        String state,
        int rank,
        List<String> flags,
        List<String> corroborated,
        @Nullable String reviewerId,
        @Nullable String reviewer,
        @Nullable String step,
        long used,
        @Nullable String disposition,
        @Nullable Instant closedAt) {}
