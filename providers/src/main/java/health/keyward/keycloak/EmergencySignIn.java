package health.keyward.keycloak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A sign-in that leads to emergency access: because the app asked for it ({@code kc_action}), or because somebody asked for it where the policy had refused
 * them. Noted where it outlives a flow that begins anew.
 */
public final class EmergencySignIn {
    /** Id of the required action in which the person says for whom and why. */
    public static final String ACTION = "keyward-break-glass";

    private static final String SOUGHT = "keyward.emergency";
    private static final String WAIVES = "keyward.emergency.waives";

    /** On the authentication session: when the proof was given that the gate found enough for an action, in seconds since 1970. */
    private static final String PROVEN = "keyward.action.proven";

    private static final String DEGRADED = "keyward.emergency.degraded";

    private EmergencySignIn() {}

    public static boolean isSought(AuthenticationSessionModel signIn) {
        return isSoughtAtTheDoor(signIn) || ACTION.equals(signIn.getClientNote(Constants.KC_ACTION));
    }

    /** Whether the person asked after the policy had refused them. */
    public static boolean isSoughtAtTheDoor(AuthenticationSessionModel signIn) {
        return signIn.getClientNote(SOUGHT) != null;
    }

    public static void seek(AuthenticationSessionModel signIn) {
        signIn.setClientNote(SOUGHT, "true");
    }

    /** Whether a colleague's signature is to stand in for the second factor (BG-5). Nothing is waived by it yet. */
    public static boolean waives(AuthenticationSessionModel signIn) {
        return signIn.getClientNote(WAIVES) != null && isSought(signIn);
    }

    public static void waive(AuthenticationSessionModel signIn) {
        signIn.setClientNote(WAIVES, "true");
    }

    /** The engine that decides could not be asked. */
    public static void degrade(AuthenticationSessionModel signIn) {
        signIn.setAuthNote(DEGRADED, "true");
    }

    public static boolean isDegraded(AuthenticationSessionModel signIn) {
        return signIn.getAuthNote(DEGRADED) != null;
    }

    /** Said by the gate alone, behind its check. Who came by a flow without it has proven nothing for an action. */
    public static void prove(AuthenticationSessionModel signIn, Instant at) {
        signIn.setAuthNote(PROVEN, Long.toString(at.getEpochSecond()));
    }

    /** Whether the gate said so of a proof of that instant or later. */
    public static boolean isProvenSince(AuthenticationSessionModel signIn, Instant since) {
        return provenAt(signIn)
                .filter(at -> !at.isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    /** When the proof was given, to the second; empty when the gate said nothing. */
    public static Optional<Instant> provenAt(AuthenticationSessionModel signIn) {
        return Optional.ofNullable(signIn.getAuthNote(PROVEN)).map(at -> Instant.ofEpochSecond(Long.parseLong(at)));
    }
}
