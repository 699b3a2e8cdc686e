package health.keyward.inactivity.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** People on their way back, and what they had, in the caller's transaction. A port. */
public interface PeopleBack {
    /** An account and how it may be opened again. */
    record Judged(Account account, ComingBack way) {}

    /** Empty when the realm has no such account. */
    Optional<Judged> judged(RealmId realm, UserId person);

    /** Whose accounts are shut and for whom this manager may ask; how each may come back is for {@link #judged} to say. */
    List<UserId> shutPeopleOf(RealmId realm, UserId manager);

    /** The day of the training with which somebody came back last. */
    Optional<LocalDate> retrained(RealmId realm, UserId person);

    /** What was taken from somebody, by kind and name. */
    List<KeptRight> kept(RealmId realm, UserId person);

    /**
     * Gives one thing back and takes it off the list.
     *
     * @return why it could not be done
     */
    Optional<String> give(RealmId realm, UserId person, KeptRight right);

    /** Takes one thing off the list. */
    void drop(RealmId realm, UserId person, KeptRight right);
}
