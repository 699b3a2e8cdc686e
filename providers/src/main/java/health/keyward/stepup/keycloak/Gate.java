package health.keyward.stepup.keycloak;

import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ShownProofs;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks first and checks last. A level that Keycloak says is reached is believed only with the proofs of it: its own forms give a level to who
 * enrols the factor on the way (SU-3, SP 800-63B-4 4.1). What the policy refuses ends here, in both phases (AB-10).
 */
final class Gate implements Authenticator {
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
        Optional<Ruling.Refused> refused = Demand.refused(signIn);
        if (refused.isPresent()) {
            DenyPage.show(context, refused.get());
            return;
        }
        levels.askForTheHighest(context, context.getUser());
        levels.raise(need.level().loa());
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
        Optional<Ruling.Refused> refused = Demand.refused(signIn);
        if (refused.isPresent()) {
            DenyPage.show(context, refused.get());
            return;
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
            Demand.letThrough(signIn);
            context.success();
        }
    }

    private static boolean backed(int reached, ShownProofs proofs) {
        return Level.ofLoa(reached)
                .filter(level -> proofs.meet(new Need(level, null, false, List.of()), SignInProofs.CLOCK.instant()))
                .isPresent();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
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
