package health.keyward.breakglass.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A colleague is asked to stand by somebody's emergency access: in place of a second factor that is not at hand (BG-5), or as the second person that a role
 * outside of care needs (BG-2).
 *
 * @param code six digits that the requester reads to the colleague
 * @param purpose which of the two
 * @param session of the requester
 * @param app client id
 * @param patient opaque
 * @param signed null until somebody has
 */
public record CoSignature(
        UUID id,
        RealmId realm,
        String code,
        Purpose purpose,
        UserId requester,
        String requesterName,
        String session,
        String app,
        String patient,
        String dataClass,
        String reason,
        int reasonsVersion,
        String text,
        Instant asked,
        State state,
        @Nullable Signed signed) {
    /** How long a colleague has. */
    public static final Duration OPEN = Duration.ofMinutes(10);

    /** What a grant without a second factor lasts at most (BG-5). */
    public static final Duration LIFE_OF_A_WAIVED_GRANT = Duration.ofMinutes(15);

    /** What the signature is for. */
    public enum Purpose {
        FACTOR,
        SECOND_PERSON
    }

    /** A signature is used once. */
    public enum State {
        WAITING,
        SIGNED,
        USED
    }

    /** Why somebody may not sign. */
    public enum Hindrance {
        OVER,
        OWN_REQUEST,
        OWN_SESSION
    }

    public record Signed(UserId by, String name, String session, Instant at) {}

    public boolean openAt(Instant now) {
        return state != State.USED && now.isBefore(asked.plus(OPEN));
    }

    /** Requester and colleague differ in person and in session. */
    public Optional<Hindrance> hinders(UserId colleague, String theirSession, Instant now) {
        if (state != State.WAITING || !openAt(now)) {
            return Optional.of(Hindrance.OVER);
        }
        if (requester.equals(colleague)) {
            return Optional.of(Hindrance.OWN_REQUEST);
        }
        return session.equals(theirSession) ? Optional.of(Hindrance.OWN_SESSION) : Optional.empty();
    }

    /** Whether the requester may go on with it, now and for exactly what was signed. */
    public boolean carries(UserId person, String theirSession, Instant now) {
        return state == State.SIGNED && openAt(now) && requester.equals(person) && session.equals(theirSession);
    }
}
