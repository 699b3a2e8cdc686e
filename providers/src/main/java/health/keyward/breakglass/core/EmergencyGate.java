package health.keyward.breakglass.core;

import health.keyward.stepup.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an emergency account may come in (EA-3, EA-5, EA-6). Nothing else is asked: no policy and no mail has to work for it. */
public final class EmergencyGate {
    /** Refused attempts from one address within ten minutes, beyond which nothing is looked at. */
    public static final int MOST_ATTEMPTS = 10;

    private static final Duration LATELY = Duration.ofMinutes(10);

    private EmergencyGate() {}

    /** Where somebody stands. */
    public enum Way {
        /** A person at a page; the only way in. */
        BROWSER,
        /** An app sends a password. */
        PASSWORD,
        /** An app asks for tokens of a session; it calls from its own address. */
        TOKEN
    }

    /**
     * Somebody who says that they are the account.
     *
     * @param session Keycloak's id, the same before and after a sign-in; null when there is none
     * @param attempts refused ones from this address lately
     */
    public record Visit(
            Way way, @Nullable String address, @Nullable String session, int attempts) {}

    /** What is said. */
    public sealed interface Word {
        /** @param need what must be shown */
        record Come(EmergencyOpening opening, Need need) implements Word {}

        /** @param why for the record and the alarm */
        record Refused(Why why) implements Word {}
    }

    /** Why not. */
    public enum Why {
        NOT_OPENED,
        /** It holds something else than what was bound. */
        NOT_SEALED,
        OTHER_NETWORK,
        NO_BROWSER,
        TOO_MANY;

        /** As events and alarms say it. */
        public String code() {
            return "emergency." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** @param newest the newest opening of the account */
    public static Word word(EmergencyAccount account, Optional<EmergencyOpening> newest, Visit visit, Instant now) {
        if (visit.way() == Way.PASSWORD) {
            return new Word.Refused(Why.NO_BROWSER);
        }
        if (visit.way() == Way.BROWSER) {
            if (visit.attempts() >= MOST_ATTEMPTS) {
                return new Word.Refused(Why.TOO_MANY);
            }
            if (!account.allowsFrom(visit.address())) {
                return new Word.Refused(Why.OTHER_NETWORK);
            }
        }
        @Nullable String session = visit.session();
        return newest.filter(opening -> session != null && opening.lets(session, now))
                .filter(opening -> visit.way() == Way.BROWSER || opening.usedSession() != null)
                .<Word>map(opening -> new Word.Come(opening, need(account, visit.way())))
                .orElseGet(() -> new Word.Refused(Why.NOT_OPENED));
    }

    /** From when on refused attempts count: ten minutes, or since two custodians opened the account, so that nobody can shut out what they opened. */
    public static Instant countedSince(Optional<EmergencyOpening> newest, Instant now) {
        Instant lately = now.minus(LATELY);
        return newest.map(EmergencyOpening::second)
                .map(EmergencyOpening.Consent::at)
                .filter(lately::isBefore)
                .orElse(lately);
    }

    /** The account's own authenticator at the door; tokens are asked for what the session has shown. */
    private static Need need(EmergencyAccount account, Way way) {
        return way == Way.BROWSER
                ? new Need(
                        account.authenticator().level(),
                        EmergencyOpening.STAYS,
                        false,
                        List.of("emergency-administrator"))
                : Need.PASSWORD;
    }
}
