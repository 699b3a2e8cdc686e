package health.keyward.breakglass.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two custodians open an emergency account for one sign-in (EA-3, EA-4). One begins, another one joins within ten minutes; then the account may sign in once
 * within ten minutes and stay for an hour at most (EA-6).
 *
 * @param account Keycloak's id
 * @param drill whether the first custodian said that it is an exercise
 * @param why in the first custodian's words, 3 to 300 characters
 * @param first who began
 * @param second who joined; null while one is missing
 * @param usedSession the session that was let in; null while nobody was
 * @param overAt when the house saw that the session was over
 * @param path how the normal path stood when it was opened; null while it was not, and when nobody could tell
 */
public record EmergencyOpening(
        UUID id,
        String account,
        String accountName,
        boolean drill,
        String why,
        Consent first,
        @Nullable Consent second,
        @Nullable String usedSession,
        @Nullable Instant usedAt,
        @Nullable Instant overAt,
        @Nullable NormalPath path) {
    public static final Duration WAITS = Duration.ofMinutes(10);
    public static final Duration STAYS = Duration.ofMinutes(60);

    /** Who agreed, in which session, and when. */
    public record Consent(String person, String name, String session, Instant at) {}

    /** Where it stands. */
    public enum State {
        /** For the second custodian. */
        WAITING,
        /** The account may sign in. */
        OPEN,
        /** It did, and may still be there. */
        USED,
        /** Its time has passed, used or not. */
        OVER
    }

    /** Why a custodian's word does not count. */
    public enum Hindrance {
        /** Nobody keeps their own account, and only custodians open. */
        NO_CUSTODIAN,
        /** The same person agreed before. */
        SAME_PERSON,
        SAME_SESSION,
        /** It is open already, or its time has passed. */
        NOT_WAITING,
        /** It holds something else than two administrators bound after its last use. */
        NOT_SEALED
    }

    public State state(Instant now) {
        if (usedAt != null) {
            return overAt == null && now.isBefore(usedAt.plus(STAYS)) ? State.USED : State.OVER;
        }
        if (second != null) {
            return now.isBefore(second.at().plus(WAITS)) ? State.OPEN : State.OVER;
        }
        return now.isBefore(first.at().plus(WAITS)) ? State.WAITING : State.OVER;
    }

    /** Whether the house has not yet seen to the end of its use. */
    public boolean isUnfinished() {
        return usedAt != null && overAt == null;
    }

    /** Whether this custodian had a part in it. */
    public boolean openedBy(String person) {
        return first.person().equals(person)
                || second != null && second.person().equals(person);
    }

    /** Until when its present state lasts at most. */
    public Instant until() {
        if (usedAt != null) {
            return usedAt.plus(STAYS);
        }
        return (second == null ? first : second).at().plus(WAITS);
    }

    /** What keeps somebody from joining. */
    public Optional<Hindrance> hinders(EmergencyAccount registered, Consent joining) {
        if (!registered.id().equals(account) || !registered.keptBy(joining.person())) {
            return Optional.of(Hindrance.NO_CUSTODIAN);
        }
        if (first.person().equals(joining.person())) {
            return Optional.of(Hindrance.SAME_PERSON);
        }
        if (first.session().equals(joining.session())) {
            return Optional.of(Hindrance.SAME_SESSION);
        }
        return state(joining.at()) == State.WAITING ? Optional.empty() : Optional.of(Hindrance.NOT_WAITING);
    }

    /** Whether a session of the account may go on or come in now. */
    public boolean lets(String session, Instant now) {
        return switch (state(now)) {
            case OPEN -> true;
            case USED -> session.equals(usedSession);
            case WAITING, OVER -> false;
        };
    }
}
