package health.keyward.breakglass.core;

import health.keyward.breakglass.core.EmergencyOpening.Consent;
import health.keyward.breakglass.core.EmergencyOpening.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Another custodian lets a running session of an emergency account read the history of sign-ins for a while (EA-6). Not the one who began: they asked for the
 * account and are the likeliest to sit at it.
 *
 * @param opening whose session it is
 */
public record HistoryConsent(UUID opening, Consent by) {
    public static final Duration LASTS = Duration.ofMinutes(15);

    /** Why a custodian's word does not count. */
    public enum Hindrance {
        NO_CUSTODIAN,
        /** Who began the opening cannot be the second one. */
        SAME_PERSON,
        SAME_SESSION,
        /** Nobody is in now. */
        NOT_IN_USE
    }

    public static Optional<Hindrance> hinders(EmergencyAccount registered, EmergencyOpening opening, Consent giving) {
        if (!registered.id().equals(opening.account()) || !registered.keptBy(giving.person())) {
            return Optional.of(Hindrance.NO_CUSTODIAN);
        }
        if (opening.first().person().equals(giving.person())) {
            return Optional.of(Hindrance.SAME_PERSON);
        }
        if (giving.session().equals(opening.first().session())
                || giving.session().equals(opening.usedSession())) {
            return Optional.of(Hindrance.SAME_SESSION);
        }
        return opening.state(giving.at()) == State.USED ? Optional.empty() : Optional.of(Hindrance.NOT_IN_USE);
    }

    /** Whether this session may read now. */
    public boolean lets(EmergencyOpening of, String session, Instant now) {
        return of.id().equals(opening)
                && of.state(now) == State.USED
                && session.equals(of.usedSession())
                && now.isBefore(by.at().plus(LASTS));
    }
}
