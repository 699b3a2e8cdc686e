package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import java.util.Set;

/** What proof a situation asks for. The door of the room. */
public interface Assurance {
    /** By the published step-up map of the realm; {@link Need#PASSWORD} where no rule speaks. */
    Need need(Ask ask);

    /** Whether no rule of the realm asks for anything, so that nobody need gather what rules are asked about. */
    default boolean silent(RealmId realm) {
        return false;
    }

    /** Names of the realm roles that rules of the realm speak of. */
    default Set<String> roles(RealmId realm) {
        return Set.of();
    }
}
