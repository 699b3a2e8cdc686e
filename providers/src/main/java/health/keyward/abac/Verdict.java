package health.keyward.abac;

import health.keyward.stepup.Need;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided. */
public sealed interface Verdict {
    Told told();

    /** @param obligations to be carried out; who cannot must refuse */
    record Permit(Told told, List<Obligation> obligations) implements Verdict {
        public Permit {
            obligations = List.copyOf(obligations);
        }
    }

    /** Permitted as soon as that has been shown. */
    record StepUp(Told told, Need need) implements Verdict {}

    /** Refused, and emergency access would change that. */
    record OfferBreakGlass(Told told) implements Verdict {}

    record Deny(Told told) implements Verdict {}

    /**
     * What every answer carries.
     *
     * @param decision id of the decision and of its ledger row, 32 hex digits; null when it could not be recorded
     * @param revision of the policy that answered; null when none did
     * @param engine {@code embedded} or {@code server}
     * @param micros how long the engine took
     */
    record Told(
            @Nullable String decision,
            Instant at,
            @Nullable String revision,
            String engine,
            long micros,
            List<Reason> reasons) {
        private static final String FAILED = "failed.";

        public Told {
            reasons = List.copyOf(reasons);
        }

        /**
         * Whether no engine could be asked, or not as agreed. Emergency access that is offered or used all the same was decided by the last policy that was
         * verified here; a grant that is given on it is a degraded one (BG-19).
         */
        public boolean degraded() {
            return reasons.stream().anyMatch(reason -> reason.code().startsWith(FAILED));
        }
    }
}
