package health.keyward.stepup.core;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Optional;
import java.util.UUID;

/** Enrolment links as staff see them. A port: the room's rim stands behind it. */
public interface Enrolments {
    /** @param id of the proposal it came from */
    Optional<EnrolmentLink> find(RealmId realm, UUID id);

    /** The newest of a person, whatever became of it. */
    Optional<EnrolmentLink> newest(RealmId realm, UserId person);

    /** The code of a printed link, for whoever confirmed it and once; empty otherwise. */
    Optional<String> reveal(EnrolmentLink link, Actor by);

    /** Where a code is redeemed. */
    String page();
}
