package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One timeline of everything about a person, newest first. */
public record TimelinePage(List<Item> rows, @Nullable String next) {
    /** An attempt, a change or a decision; exactly one of the three is set. */
    public record Item(
            Instant at,
            @Nullable SignInRow event,
            @Nullable ChangeRow change,
            @Nullable Decision decision) {}

    /**
     * A decision by policy about the person.
     *
     * @param id 32 hex digits
     * @param effect PERMIT, STEP_UP, OFFER_BREAK_GLASS or DENY
     * @param app client id
     * @param resourceType app, record, or a type of an app's own
     * @param reasons codes
     * @param enforced whether the person was held to it
     */
    public record Decision(
            String id,
            String effect,
            @Nullable String app,
            String action,
            String resourceType,
            List<String> reasons,
            boolean enforced) {
        public Decision {
            reasons = List.copyOf(reasons);
        }
    }
}
