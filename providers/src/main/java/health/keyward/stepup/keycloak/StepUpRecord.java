package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import org.keycloak.events.EventBuilder;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the ledger is told of a step-up: from which level to which, at whose demand (SU-10, AU-3). */
final class StepUpRecord {
    private StepUpRecord() {}

    /** What the open session proved before anything was asked. */
    static void held(AuthenticationSessionModel signIn, SignInLevels levels) {
        if (levels.asked() > Level.PASSWORD.loa()) {
            SignInFacts.say(signIn, SignInFacts.LEVEL_BEFORE, name(levels.reached()));
        }
    }

    /** Only where more than a password is in play, so that plain sign-ins carry nothing more than before. */
    static void began(AuthenticationSessionModel signIn, SignInLevels levels, Need need) {
        if (levels.asked() > Level.PASSWORD.loa()) {
            if (!SignInFacts.of(signIn).containsKey(SignInFacts.LEVEL_BEFORE)) {
                SignInFacts.say(signIn, SignInFacts.LEVEL_BEFORE, name(0));
            }
            SignInFacts.say(signIn, SignInFacts.LEVEL_ASKED, name(levels.asked()));
        }
        if (!need.because().isEmpty()) {
            SignInFacts.say(signIn, SignInFacts.RULES, String.join(", ", need.because()));
        }
    }

    static void ended(AuthenticationSessionModel signIn, SignInLevels levels) {
        SignInFacts.say(signIn, SignInFacts.LEVEL_AFTER, name(levels.reached()));
    }

    /** For an event that may become a refusal: everything said so far, and that the level is what it was. */
    static EventBuilder failing(EventBuilder event, AuthenticationSessionModel signIn) {
        SignInFacts.of(signIn).forEach(event::detail);
        return event.detail(SignInFacts.LEVEL_AFTER, name(new SignInLevels(signIn).reached()));
    }

    /** The name apps know the level by; the number of one that has none. */
    static String name(int loa) {
        return Level.ofLoa(loa).map(Level::acr).orElse(loa <= 0 ? "none" : String.valueOf(loa));
    }
}
