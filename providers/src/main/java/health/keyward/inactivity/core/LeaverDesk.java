package health.keyward.inactivity.core;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where leavers are reported and taken back, in the caller's transaction and with its entry in the ledger. A port. */
public interface LeaverDesk {
    /** Whom a user name, or a number the personnel office knows them by, may mean: exactly one, or nobody can be sure. */
    List<UserId> named(RealmId realm, String username);

    List<UserId> numbered(RealmId realm, String externalId);

    /** Empty when there is none of that id. */
    Optional<Person> person(RealmId realm, UserId id);

    /**
     * As a personnel system sees somebody.
     *
     * @param externalId number the personnel office knows them by; empty when there is none
     */
    record Person(UserId id, String username, Optional<String> externalId, boolean enabled) {}

    /** What came of reporting. */
    sealed interface Reported {
        record Taken(Leaver leaver) implements Reported {}

        /** Already waiting; what was said sooner stands. */
        record Known(Leaver leaver) implements Reported {}

        record Refused(String why) implements Reported {}
    }

    /** @param by whoever says so; a person's id, or a client's when there is no person */
    Reported report(RealmId realm, UserId person, Leaver.Source source, Actor by, Instant lastMoment, String reason);

    /** The newest report of somebody that was not taken back. */
    Optional<Leaver> standing(RealmId realm, UserId person);

    /** Takes a report back; an account that is shut stays so. False when it was taken back before. */
    boolean cancel(Leaver leaver, Actor by, String reason);
}
