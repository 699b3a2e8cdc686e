package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;

/** How usual a sign-in would be for a person. A door of the room; as fresh as the history, within two seconds. */
@FunctionalInterface
public interface Familiarity {
    Seen of(Question question);

    /**
     * @param network in CIDR, without bits beyond its length
     * @param failuresSince from when on failures count
     * @param signInsSince from when on sign-ins count
     * @param enough failures need not be counted further than that
     */
    record Question(
            RealmId realm, UserId person, String network, Instant failuresSince, Instant signInsSince, int enough) {}

    /**
     * @param failures wrong passwords and codes, and attempts while locked out, from wherever they came
     * @param anywhere whether the person has signed in from an address that was recorded, proving who they are; an open session that went on is none
     * @param here whether from that network
     */
    record Seen(int failures, boolean anywhere, boolean here) {}
}
