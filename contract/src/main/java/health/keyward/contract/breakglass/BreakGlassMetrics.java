package health.keyward.contract.breakglass;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often, where and by whom the glass was broken between two moments (BG-18). An extension is not counted beside the grant it prolongs. Shares are from 0
 * to 1. What nobody can know yet is null: what reviews say, and rates where nobody signed in.
 *
 * @param sessions in which people signed in
 * @param grants of emergency access
 * @param extensions of such grants
 * @param waived grants whose second factor a colleague stood in for
 * @param degraded grants given while the engine that decides was down
 * @param rate grants per 1,000 sessions
 * @param byUnit by the unit of the person; an empty name where none is known
 * @param byRole by each realm role the person holds now, so that one grant counts for several
 * @param byReason by code; sessions are those of everybody
 * @param map how many grants each unit and reason have together
 * @param repeatUsers people with more than one grant, the most first, 20 at most
 * @param patientsWithMore how many patients somebody broke the glass for more than once
 * @param minutesToReview median
 * @param overdue share of cases that were not closed in time
 * @param inappropriate share of closed cases
 * @param policyGap share of closed cases where the policy should have let the person in
 */
public record BreakGlassMetrics(
        Instant from,
        Instant to,
        long sessions,
        long grants,
        long extensions,
        long waived,
        long degraded,
        @Nullable Double rate,
        List<Rate> byUnit,
        List<Rate> byRole,
        List<Rate> byReason,
        List<Cell> map,
        List<RepeatUser> repeatUsers,
        long patientsWithMore,
        @Nullable Double minutesToReview,
        @Nullable Double overdue,
        @Nullable Double inappropriate,
        @Nullable Double policyGap) {
    /** @param rate grants per 1,000 sessions; null without sessions */
    public record Rate(
            String name,
            long grants,
            long sessions,
            @Nullable Double rate) {}

    public record Cell(String unit, String reason, long grants) {}

    public record RepeatUser(String personId, String username, long grants, long patients) {}
}
