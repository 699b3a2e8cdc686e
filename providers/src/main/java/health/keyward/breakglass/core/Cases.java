package health.keyward.breakglass.core;

import health.keyward.breakglass.core.CaseReviewers.Hindrance;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Optional;
import java.util.Set;

/** Reviews emergency access, each act in the caller's transaction and with its entry in the ledger (BG-12 to BG-15). */
public interface Cases {
    int LONGEST_WORDS = 1_000;

    /** Keeps what the requester said beside the reason's code; in the transaction that gives the grant. */
    void said(RealmId realm, String id, String words, Set<TextQuality.Remark> remarks);

    Optional<ReviewCase> find(RealmId realm, String id);

    /** Gives it to somebody else who may review it. */
    Outcome assign(RealmId realm, String id, String reviewer, Actor by);

    /** Asks the requester; the case waits for the answer and stays due. */
    Outcome ask(RealmId realm, String id, String question, Actor by);

    /** By the requester, and nobody else. */
    Outcome answer(RealmId realm, String id, String answer, UserId person, Actor by);

    Outcome judge(RealmId realm, String id, CaseVerdict verdict, Actor by);

    /** What came of it. */
    sealed interface Outcome {
        record Done(ReviewCase reviewed) implements Outcome {}

        /** There is no such case, or none of the caller's. */
        record Unknown() implements Outcome {}

        /** The caller, or whoever it was to be given to, may not review it. */
        record Hindered(Hindrance why) implements Outcome {}

        record NoReviewer() implements Outcome {}

        /** Not in this state of the case. */
        record OutOfTurn(CaseState state) implements Outcome {}

        record Refused(CaseVerdict.Refusal why) implements Outcome {}
    }
}
