package health.keyward.breakglass.core;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Begins and ends emergency access, each in the caller's transaction and with its entry in the ledger. */
public interface Grants {
    /** A grant for the same patient in the same session ends by it: an extension is a new grant with a reason of its own (BG-7). */
    Outcome start(GrantRequest asked, Actor by);

    /** False when it was over already, or is none of the realm's. */
    boolean end(RealmId realm, String id, EndReason why, Actor by);

    Optional<Grant> find(RealmId realm, String id);

    /** Those of a person that run now, the newest first. */
    List<Grant> running(RealmId realm, UserId person);

    /** What came of asking. */
    sealed interface Outcome {
        record Started(Grant grant) implements Outcome {}

        record Refused(GrantRules.Refusal why) implements Outcome {}
    }
}
