package health.keyward.approval;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Map;

/** A kind of change that needs two persons. Belongs to the room that does it. */
public interface Approvable {
    /** Its name, unique in the house. */
    String kind();

    /** The realm role that proposer and second person both hold. */
    default String role() {
        return "system-admin";
    }

    /**
     * Whether somebody without the role may propose this, because it is theirs to ask for as things stand now. Asked again when it is confirmed; whoever confirms
     * holds the role in any case.
     */
    default boolean isTheirs(RealmId realm, UserId proposer, Map<String, String> asked) {
        return false;
    }

    /** Whether somebody may propose a change that concerns themselves. */
    default boolean mayConcernProposer() {
        return true;
    }

    /** Says what would be done, as things stand now. Changes nothing. */
    Reading read(RealmId realm, Map<String, String> asked);

    /** Does it, in the transaction of the confirmation. What it throws or refuses undoes the whole transaction. */
    Execution execute(Approved approved);

    /** What came of reading. */
    sealed interface Reading {
        record Clear(Change change) implements Reading {}

        /** @param why for the person who asked */
        record Unclear(String why) implements Reading {}
    }

    /** What came of doing. */
    sealed interface Execution {
        record Done() implements Execution {}

        /** @param why in a few words, without names */
        record NotDone(String why) implements Execution {}
    }
}
