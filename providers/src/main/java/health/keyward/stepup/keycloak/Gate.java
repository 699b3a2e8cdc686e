package health.keyward.stepup.keycloak;

import health.keyward.keycloak.EmergencySignIn;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ShownProofs;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks first and checks last. A level that Keycloak says is reached is believed only with the proofs of it: its own forms give a level to who
 * enrols the factor on the way (SU-3, SP 800-63B-4 4.1). What the policy refuses ends here, in both phases (AB-10).
 */
final class Gate implements Authenticator {
    /** Field of the page that says why not. */
    private static final String SEEK = "keywardEmergency";

    /** Field of the page that says that no second factor is held. */
    private static final String WAIVE = "keywardColleague";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (phaseA(context)) {
            ask(context);
        } else {
            check(context);
        }
    }

    /** Without a setting it checks: the phase that lets nobody through by mistake. */
    private static boolean phaseA(AuthenticationFlowContext context) {
        return context.getAuthenticatorConfig() != null
                && GateFactory.ASK.equals(
                        context.getAuthenticatorConfig().getConfig().get(GateFactory.PHASE));
    }

    private static void ask(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        SignInLevels levels = new SignInLevels(signIn);
        Need need = Demand.of(context, context.getUser());
        Optional<Ruling.Refused> refused = endsHere(signIn);
        if (refused.isPresent()) {
            DenyPage.show(context, refused.get());
            return;
        }
        if (EmergencySignIn.waives(signIn)) {
            levels.ask(need.level().loa());
        } else {
            levels.askForTheHighest(context, context.getUser());
            levels.raise(need.level().loa());
        }
        StepUpRecord.began(signIn, levels, need);
        int asked = levels.asked();
        if (asked > Level.PASSWORD.loa()
                && levels.reached() < asked
                && !passkeyShown(signIn, asked)
                && !SignInLevels.reachable(context, context.getUser(), asked)) {
            HelpPage.nothingHeld(context, asked);
        } else {
            context.success();
        }
    }

    /** Whoever came in with a passkey needs no other factor for two. */
    private static boolean passkeyShown(AuthenticationSessionModel signIn, int asked) {
        return asked == Level.MULTI_FACTOR.loa()
                && SignInProofs.of(signIn)
                        .meetNow(new Need(Level.MULTI_FACTOR, null, false, List.of()), SignInProofs.CLOCK.instant());
    }

    private static void check(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        SignInLevels levels = new SignInLevels(signIn);
        Need need = Demand.again(context, context.getUser());
        Optional<Ruling.Refused> refused = endsHere(signIn);
        if (refused.isPresent()) {
            DenyPage.show(context, refused.get());
            return;
        }
        if (EmergencySignIn.waives(signIn)) {
            levels.ask(need.level().loa());
        }
        int reached = levels.reached();
        int wanted = Math.max(levels.asked(), need.level().loa());
        if (wanted <= Level.PASSWORD.loa() && reached <= Level.PASSWORD.loa() && need.equals(Need.PASSWORD)) {
            Demand.letThrough(signIn);
            context.success();
            return;
        }
        ShownProofs proofs = SignInProofs.of(signIn);
        if (reached < wanted) {
            HelpPage.notReached(context, wanted, "level " + reached + " of " + wanted);
        } else if (!backed(reached, proofs) || !proofs.meet(need, SignInProofs.CLOCK.instant())) {
            HelpPage.notReached(context, wanted, "level " + reached + " without proof");
        } else {
            StepUpRecord.ended(signIn, levels);
            proofs.met(need, SignInProofs.CLOCK.instant()).ifPresent(at -> EmergencySignIn.prove(signIn, at));
            Demand.refused(signIn).ifPresentOrElse(why -> goOnTo(signIn, why), () -> Demand.letThrough(signIn));
            context.success();
        }
    }

    /** What was refused because nobody could be asked is emergency access by the policy at hand (BG-19). */
    private static void goOnTo(AuthenticationSessionModel signIn, Ruling.Refused refused) {
        signIn.addRequiredAction(EmergencySignIn.ACTION);
        if (refused.causes().stream().anyMatch(cause -> cause.code().startsWith("failed."))) {
            EmergencySignIn.degrade(signIn);
        }
    }

    /** What the policy refused ends here, unless the person goes on to emergency access and that would change it. */
    private static Optional<Ruling.Refused> endsHere(AuthenticationSessionModel signIn) {
        return Demand.refused(signIn).filter(refused -> !refused.breakGlass() || !EmergencySignIn.isSought(signIn));
    }

    /** From the page that says why not. The second factor is asked for on the way, unless it was shown just now. */
    private static void seek(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        Need need = Demand.seek(context);
        if (phaseA(context)) {
            SignInLevels levels = new SignInLevels(signIn);
            SignInLevels.unproven(signIn.getAuthNote(Constants.LOA_MAP), SignInProofs.of(signIn), need)
                    .ifPresent(level -> levels.forget(context, level));
            ask(context);
        } else if (SignInProofs.of(signIn).meet(need, SignInProofs.CLOCK.instant())) {
            check(context);
        } else {
            context.resetFlow();
        }
    }

    private static boolean backed(int reached, ShownProofs proofs) {
        return Level.ofLoa(reached)
                .filter(level -> proofs.meet(new Need(level, null, false, List.of()), SignInProofs.CLOCK.instant()))
                .isPresent();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        MultivaluedMap<String, String> answers = context.getHttpRequest().getDecodedFormParameters();
        if (answers.containsKey(SEEK)
                && Demand.refused(signIn).filter(Ruling.Refused::breakGlass).isPresent()) {
            seek(context);
        } else if (answers.containsKey(WAIVE) && EmergencySignIn.isSought(signIn)) {
            ColleagueFactory.waive(context);
        } else {
            authenticate(context);
        }
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
