package health.keyward.audit;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long evidence is kept and how it ends: six years at least (45 CFR 164.316(b)(2)(i)), erasure of one person, holds, disposal, new keys. Every act
 * is a mark in the log and names the approval it stands on; that two persons gave it is for the caller to have made sure.
 */
public interface Retention {
    /**
     * Destroys a person's data key, so that what names the person in the log can be read by nobody, and takes the person out of the read models. The
     * log itself stays as it is and goes on proving itself.
     *
     * @param legalOrder reference of an order that demands it although records are younger than the floor; null without one
     */
    Outcome shred(RealmId realm, UserId person, @Nullable String legalOrder, String approvalId);

    /**
     * Nothing of the person, or of the whole realm, may be erased, and nothing at all disposed of, until it is released.
     *
     * @param reason what demands it, for example the name of a case
     */
    Outcome hold(RealmId realm, Optional<UserId> person, String reason, String approvalId);

    Outcome release(RealmId realm, Optional<UserId> person, String approvalId);

    /** Drops the months of the log that are older than the floor. Tiles and checkpoints stay. */
    Outcome dispose(String approvalId);

    /**
     * Wraps every data key anew. When it is done on every database copy that counts, the old key file is to be destroyed: from then on no backup opens
     * what was erased.
     *
     * @param toEpoch number of a key file that every node has, higher than the one in use
     */
    Outcome rewrap(int toEpoch, String approvalId);

    /** How it ended. */
    sealed interface Outcome {
        /** @param count people erased, holds placed or released, entries disposed of, keys wrapped */
        record Done(long count) implements Outcome {}

        /** Nothing was changed. */
        record Refused(Why why) implements Outcome {}
    }

    /** Why nothing was changed. */
    enum Why {
        NO_SUCH_PERSON,
        NO_SUCH_HOLD,
        ON_HOLD,
        YOUNGER_THAN_THE_FLOOR,
        NOTHING_OLD_ENOUGH,
        NOT_YET_DELIVERED,
        NO_KEY_FILE,
        NOT_A_LATER_EPOCH
    }
}
