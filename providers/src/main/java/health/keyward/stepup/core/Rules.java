package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;
import java.util.Set;

/** The published step-up map of a realm. A port: versions of it are kept in the store. */
@FunctionalInterface
public interface Rules {
    /** {@link Need#PASSWORD} where no rule speaks. */
    Need need(Ask ask);

    /** Whether no rule of the realm asks for anything; answered from memory, for every sign-in wants to know. */
    default boolean silent(RealmId realm) {
        return false;
    }

    /** Names of the realm roles that rules of the realm speak of. */
    default Set<String> roles(RealmId realm) {
        return Set.of();
    }
}
