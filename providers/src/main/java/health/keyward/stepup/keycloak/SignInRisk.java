package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Risk;
import health.keyward.stepup.RiskSignal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The risk of a sign-in: decided by all rooms that have a {@link RiskSignal} when a rule wants to know, and noted for the app, so that what comes later
 * (code, refresh, exchange) goes by the same decision.
 */
final class SignInRisk {
    private static final Logger LOG = Logger.getLogger(SignInRisk.class);
    private static final String NOTE = "keyward.risk";
    private static final String DECIDED = "keyward.risk.decided";
    private static final String NONE = "none";

    private SignInRisk() {}

    /** Asked once per request and person. */
    static Risk of(KeycloakSession session, Ask ask) {
        if (ask.person() == null) {
            return Risk.UNKNOWN;
        }
        Decided present = session.getAttribute(DECIDED, Decided.class);
        if (present != null && present.isAbout(ask)) {
            return present.risk();
        }
        Decided decided = new Decided(ask, decide(session, ask));
        session.setAttribute(DECIDED, decided);
        return decided.risk();
    }

    private record Decided(Ask ask, Risk risk) {
        boolean isAbout(Ask other) {
            return ask.realm().equals(other.realm())
                    && Objects.equals(ask.person(), other.person())
                    && Objects.equals(ask.address(), other.address());
        }
    }

    private static Risk decide(KeycloakSession session, Ask ask) {
        Risk risk = Risk.NONE;
        for (RiskSignal signal : Doors.all(session, RiskSignal.class)) {
            risk = risk.and(one(signal, ask));
        }
        return risk;
    }

    private static Risk one(RiskSignal signal, Ask ask) {
        try {
            return ask.person() == null ? Risk.UNKNOWN : signal.of(ask.realm(), ask.person(), ask.address());
        } catch (RuntimeException e) {
            LOG.warn("The risk of a sign-in could not be judged; it counts as elevated.", e);
            return Risk.UNKNOWN;
        }
    }

    /** Keeps what this request decided, if any rule wanted to know. */
    static void noteDecided(KeycloakSession session, AuthenticationSessionModel signIn) {
        Decided decided = session.getAttribute(DECIDED, Decided.class);
        if (decided != null) {
            signIn.setClientNote(NOTE, text(decided.risk()));
            SignInFacts.say(signIn, SignInFacts.RISK, text(decided.risk()));
        }
    }

    static Risk note(AuthenticatedClientSessionModel app, Risk risk) {
        app.setNote(NOTE, text(risk));
        return risk;
    }

    /** Empty when no rule wanted to know at the sign-in. */
    static Optional<Risk> noted(AuthenticatedClientSessionModel app) {
        @Nullable String note = app.getNote(NOTE);
        if (note == null) {
            return Optional.empty();
        }
        return Optional.of(note.equals(NONE) ? Risk.NONE : new Risk(List.of(note.split(" "))));
    }

    private static String text(Risk risk) {
        return risk.elevated() ? String.join(" ", risk.because()) : NONE;
    }
}
