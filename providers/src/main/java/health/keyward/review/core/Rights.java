package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.Optional;

/** Rights of people in Keycloak, as the caller's transaction sees them. */
public interface Rights {
    /** What came of taking a right away. */
    sealed interface Taken {
        /** @param detail in a few words, without names */
        record Done(String detail) implements Taken {}

        /** Person, role or group is gone, or the right is. */
        record Gone(String detail) implements Taken {}

        /** Only another system can take it away. */
        record Elsewhere() implements Taken {}

        /** @param why in a few words, without names */
        record Refused(String why) implements Taken {}
    }

    /** Takes away what a denial of the item changes; for a reduction, leaves the part that stays. */
    Taken take(Item item);

    /** How the person still has what was denied, by whatever path; empty when they have not. */
    Optional<String> still(Item item);

    /**
     * Ends every session and refuses every token that could carry the old right.
     *
     * @return how many sessions
     */
    int end(UserId person);
}
