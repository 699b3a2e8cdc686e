package health.keyward.breakglass.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two system administrators agreed that an emergency account has been enrolled anew, and with which credentials it lies in the safe (EA-8).
 *
 * @param credentials Keycloak's ids of all it held then
 * @param proposal where the two agreed
 */
public record EmergencySeal(Set<String> credentials, UUID proposal, String proposedBy, String confirmedBy, Instant at) {
    public EmergencySeal {
        credentials = Set.copyOf(credentials);
    }

    /**
     * Whether the account may be opened: it was never used, or was sealed since; and what was sealed is what it holds.
     *
     * @param lastUse when it was last used, or that use was over; null when it never was
     * @param held ids of the credentials it holds now
     */
    public static boolean stands(Optional<EmergencySeal> newest, @Nullable Instant lastUse, Set<String> held) {
        if (newest.isEmpty()) {
            return lastUse == null;
        }
        return (lastUse == null || newest.get().at().isAfter(lastUse))
                && newest.get().credentials().equals(held);
    }
}
