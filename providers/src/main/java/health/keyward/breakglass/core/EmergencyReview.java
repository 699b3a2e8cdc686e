package health.keyward.breakglass.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody found who looked at the use of an emergency account afterwards (EA-8).
 *
 * @param words why, 3 to 1,000 characters
 * @param reviewer Keycloak's id
 * @param reviewerName user name at that time
 */
public record EmergencyReview(Disposition disposition, String words, String reviewer, String reviewerName, Instant at) {
    /** What it was. */
    public enum Disposition {
        DRILL,
        REAL,
        MISUSE
    }

    /** Why somebody may not review. */
    public enum Hindrance {
        /** It was not used, or is not over. */
        NOT_OVER,
        /** Who keeps the account, opened it or is it does not judge its use. */
        CONCERNED
    }

    /** @param registered the account as it stands in the register; empty when it was taken out */
    public static Optional<Hindrance> hinders(
            EmergencyOpening opening, Optional<EmergencyAccount> registered, String reviewer, Instant now) {
        if (opening.usedAt() == null || opening.state(now) != EmergencyOpening.State.OVER) {
            return Optional.of(Hindrance.NOT_OVER);
        }
        boolean concerned = opening.openedBy(reviewer)
                || opening.account().equals(reviewer)
                || registered.filter(account -> account.keptBy(reviewer)).isPresent();
        return concerned ? Optional.of(Hindrance.CONCERNED) : Optional.empty();
    }
}
