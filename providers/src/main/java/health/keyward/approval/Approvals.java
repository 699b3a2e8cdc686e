package health.keyward.approval;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes that wait for a second person. The door of the room. */
public interface Approvals {
    /**
     * Proposes a change, in the caller's transaction.
     *
     * @param kind of the room that would do it, for example {@code ledger-settings}
     * @param asked what is wanted, by name
     * @param reason why, in the proposer's words
     */
    Outcome propose(Signatory by, String kind, Map<String, String> asked, String reason);

    /**
     * Confirms a change and does it, in one transaction of its own that is committed before this returns.
     *
     * @param hash of what the person was shown, 64 hex digits
     */
    Outcome confirm(Signatory by, UUID id, String hash);

    /** Declines a change of somebody else, in the caller's transaction. */
    Outcome decline(Signatory by, UUID id, String reason);

    /** Takes the own proposal back, in the caller's transaction. */
    Outcome withdraw(Signatory by, UUID id);

    /** The confirmed change that this very session is doing. Whoever guards something may let this pass, and only this. */
    Optional<Approved> executing();
}
