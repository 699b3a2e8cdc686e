package health.keyward.breakglass.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an open case reminds of itself (BG-15). Nothing here closes a case or holds up anybody's access. */
public final class CaseSchedule {
    public static final Duration DUE = Duration.ofHours(72);

    private CaseSchedule() {}

    /** What happens while a case stays open, in order. */
    public enum Step {
        REMINDED(Duration.ofHours(24)),
        REMINDED_AGAIN(Duration.ofHours(48)),
        /** Privacy officers are told. */
        ESCALATED(DUE),
        /** Stays marked as late, for whoever reports risks. */
        LATE(Duration.ofDays(7));

        private final Duration after;

        Step(Duration after) {
            this.after = after;
        }
    }

    public static Instant due(Instant opened) {
        return opened.plus(DUE);
    }

    /**
     * The step that is to be taken now. Steps that were missed while no node ran are not made up for: the latest one speaks for them.
     *
     * @param done the last one taken; null for none
     */
    public static Optional<Step> next(Instant opened, @Nullable Step done, Instant now) {
        Step reached = null;
        for (Step step : Step.values()) {
            if (!now.isBefore(opened.plus(step.after))) {
                reached = step;
            }
        }
        return reached == null || (done != null && done.compareTo(reached) >= 0)
                ? Optional.empty()
                : Optional.of(reached);
    }
}
