package health.keyward.breakglass.core;

import java.util.Optional;

/**
 * What a system administrator needs to get to work the normal way (EA-11).
 *
 * @param admins enabled people who hold {@code system-admin} and have a second factor that stays
 * @param secondFactorAsked whether the realm's browser flow has an enabled step that asks for a second factor
 * @param console whether the console's client is there and enabled
 */
public record EmergencyPaths(int admins, boolean secondFactorAsked, boolean console) {
    /**
     * Compares the state a change leaves with the one it found. Where the path was not whole before, nothing is refused: a realm that is being set up, or
     * that Keyward is taken out of, has no path to lose.
     *
     * @return why the change must not be made; empty when nothing that was there is lost
     */
    public Optional<String> loses(EmergencyPaths before) {
        if (!before.whole()) {
            return Optional.empty();
        }
        if (admins == 0) {
            return Optional.of(
                    "After this change no enabled system administrator with a second factor would be left. Give"
                            + " another person the role and a second factor first.");
        }
        if (!secondFactorAsked) {
            return Optional.of(
                    "After this change the browser flow would ask nobody for a second factor, and no administrator"
                            + " could reach the console. Keep one such step enabled.");
        }
        return console
                ? Optional.empty()
                : Optional.of("After this change the client of the console would be gone or disabled.");
    }

    /** Whether nothing is missing, so that only losing something needs a comparison. */
    public boolean whole() {
        return admins > 0 && secondFactorAsked && console;
    }
}
