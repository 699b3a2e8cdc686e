package health.keyward.breakglass.core;

import health.keyward.breakglass.core.CaseSchedule.Step;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The review of one grant of emergency access (BG-13). There is one for each, from the moment it is given, and it is never deleted.
 *
 * @param id that of the grant
 * @param over when the grant ended or will end
 * @param rank the higher, the sooner somebody should look ({@link CaseTriage#rank})
 * @param words what the requester gave as a reason beside its code; may be empty
 * @param remarks on those words, as {@link TextQuality#written} says them
 * @param reviewer null as long as nobody is
 * @param step the last step of the schedule; null for none
 * @param used how many decisions and app events carry the grant's id
 * @param found what somebody knows to be so, for it and against it
 * @param disposition null until it is closed
 */
public record ReviewCase(
        String id,
        RealmId realm,
        UserId requester,
        String requesterName,
        @Nullable UserId coSigner,
        String reason,
        String dataClass,
        boolean waived,
        boolean degraded,
        Instant over,
        Instant opened,
        Instant due,
        CaseState state,
        int rank,
        String words,
        String remarks,
        @Nullable Reviewer reviewer,
        @Nullable Step step,
        long used,
        Set<CaseTriage.Fact> found,
        @Nullable Disposition disposition,
        @Nullable Instant closed) {
    public ReviewCase {
        found = Set.copyOf(found);
    }

    /** Who has it in hand. */
    public record Reviewer(UserId id, String name, Instant since) {}

    public CaseReviewers.Involved involved() {
        return new CaseReviewers.Involved(requester, coSigner);
    }

    public boolean overdueAt(Instant now) {
        return state != CaseState.CLOSED && !now.isBefore(due);
    }

    /** @param number counts within the case, from 1 */
    public record Word(int number, Kind kind, UserId by, String name, Instant at, String words) {
        /** One and the other half of a round trip. */
        public enum Kind {
            QUESTION,
            ANSWER
        }
    }

    /** @param used how many decisions and app events the reviewer could see */
    public record Given(int number, CaseVerdict verdict, long used, UserId by, String name, Instant at) {}

    /**
     * An entry of the log that carries the grant's id (BG-12).
     *
     * @param seq its number in the log
     * @param event its id, 32 hex digits
     * @param what the action that was asked about, or the codes of the app's event
     * @param outcome the decision's effect, or what the app says
     */
    public record Use(
            long seq,
            Instant at,
            Kind kind,
            String event,
            @Nullable String client,
            String what,
            String outcome) {
        /** Who says it. */
        public enum Kind {
            DECISION,
            APP
        }
    }
}
