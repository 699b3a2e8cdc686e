package health.keyward.audit;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long evidence is kept and how it ends: six years at least (45 CFR 164.316(b)(2)(i)), erasure of one person, holds, disposal, new keys, a new epoch.
 * Every act is a mark in the log that names the approval it stands on. Nothing is done unless two persons have agreed on exactly that and their
 * {@link Consent} is being carried out in the same session.
 */
public interface Retention {
    /** Says what an act would meet as things stand. Changes nothing. */
    Foresight foresee(Act act);

    /** Does it, in the caller's transaction. A re-wrap is only ordered here: it takes many transactions and may have to be begun anew. */
    Outcome carryOut(Act act);

    /** What can be done to the evidence. Each belongs to the realm whose administrators want it. */
    sealed interface Act {
        RealmId realm();

        /**
         * Destroys a person's data key, so that what names the person in the log can be read by nobody, and takes the person out of the read models. The
         * log itself stays as it is and goes on proving itself.
         *
         * @param legalOrder reference of an order that demands it although records are younger than the floor; null without one
         */
        record Shred(RealmId realm, UserId person, @Nullable String legalOrder) implements Act {}

        /**
         * Nothing of the person, or of the whole realm, may be erased, and nothing at all disposed of, until it is released.
         *
         * @param person null for the whole realm
         * @param reason what demands it, for example the number of a case; it names nobody
         */
        record Hold(RealmId realm, @Nullable UserId person, String reason) implements Act {}

        record Release(RealmId realm, @Nullable UserId person) implements Act {}

        /**
         * Drops months of the log that are older than the floor. Tiles and checkpoints stay.
         *
         * @param before the first month that stays
         */
        record Dispose(RealmId realm, YearMonth before) implements Act {}

        /**
         * Wraps every data key anew. When it is done on every database copy that counts, the old key file is to be destroyed: from then on no backup
         * opens what was erased.
         *
         * @param toEpoch number of a key file that every node has, higher than the one in use
         */
        record Rewrap(RealmId realm, int toEpoch) implements Act {}

        /**
         * Lets a log that refuses to be signed go on in a new epoch.
         *
         * @param reason what happened; it becomes the first entry of the epoch
         */
        record NewEpoch(RealmId realm, String reason) implements Act {}
    }

    /** What an act would meet. */
    sealed interface Foresight {
        /**
         * Nothing stands against it.
         *
         * @param facts what it would do, by name: of a disposal {@code from}, {@code to}, {@code firstMonth}, {@code lastMonth}, {@code entries}; of a
         *     release {@code reason}; of a re-wrap {@code fromEpoch}; of a new epoch {@code epoch}, {@code signed}; always {@code years}, the floor
         */
        record Clear(Map<String, String> facts) implements Foresight {
            public Clear {
                facts = Collections.unmodifiableMap(new TreeMap<>(facts));
            }
        }

        record Against(Why why) implements Foresight {}
    }

    /** How it ended. */
    sealed interface Outcome {
        /** @param count people erased, holds placed or released, entries disposed of, orders given, number of the epoch that was opened */
        record Done(long count) implements Outcome {}

        /** Nothing was changed. */
        record Refused(Why why) implements Outcome {}
    }

    /** Why nothing is or would be changed. */
    enum Why {
        /** Two persons have not agreed on exactly this, or it is not being carried out now. */
        NOT_AGREED,
        /** What concerns entries of all realms is decided in the realm that keeps the evidence. */
        NOT_THIS_REALM,
        NO_SUCH_PERSON,
        NO_SUCH_HOLD,
        HELD_ALREADY,
        ON_HOLD,
        YOUNGER_THAN_THE_FLOOR,
        NOTHING_OLD_ENOUGH,
        NOT_YET_DELIVERED,
        /** The log refuses to be signed, or is still being taken into its tree. */
        NOT_SOUND,
        /** Somebody is reading what would be dropped, such as an export. */
        BEING_READ,
        NO_KEY_FILE,
        NOT_A_LATER_EPOCH,
        /** The log leads on from everything that is remembered of it. */
        NOT_ROLLED_BACK
    }
}
