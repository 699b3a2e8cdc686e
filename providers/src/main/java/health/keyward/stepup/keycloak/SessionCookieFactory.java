package health.keyward.stepup.keycloak;

import health.keyward.keycloak.EmergencySignIn;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.util.OptionalInt;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * An open session, used as far as it proves what is needed now. Decides before Keycloak's own code runs, so that this asks for what is missing,
 * expired levels included, and renews the time of authentication.
 */
public final class SessionCookieFactory extends CookieAuthenticatorFactory {
    public static final String ID = "keyward-cookie";

    private static final Authenticator COOKIE = new Cookie();

    @Override
    public Authenticator create(KeycloakSession session) {
        return COOKIE;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward cookie";
    }

    @Override
    public String getHelpText() {
        return "Uses the open session as far as it proves what the app and the step-up map ask for.";
    }

    private static final class Cookie extends CookieAuthenticator {
        /** Higher than any level, so that Keycloak goes on asking. */
        private static final int MORE_THAN_THERE_IS = 1_000;

        @Override
        public void authenticate(AuthenticationFlowContext context) {
            AuthenticationManager.AuthResult open =
                    AuthenticationManager.authenticateIdentityCookie(context.getSession(), context.getRealm(), true);
            if (open == null) {
                context.attempted();
                return;
            }
            UserSessionModel session = open.session();
            SignInProofs.hold(context.getAuthenticationSession(), session);
            SignInLevels levels = new SignInLevels(context.getAuthenticationSession());
            Need need = Demand.of(context, open.user());
            if (EmergencySignIn.waives(context.getAuthenticationSession())) {
                levels.ask(need.level().loa());
            } else {
                levels.askForTheHighest(context, open.user());
                levels.raise(atLeast(need, session));
            }
            OptionalInt unproven = SignInLevels.unproven(
                    session.getNote(Constants.LOA_MAP), SignInProofs.of(context.getAuthenticationSession()), need);
            int asked = levels.asked();
            boolean again = unproven.isPresent() && unproven.getAsInt() <= asked;
            if (again) {
                levels.ask(MORE_THAN_THERE_IS);
            }
            super.authenticate(context);
            if (again) {
                levels.ask(asked);
            }
            unproven.ifPresent(level -> levels.forget(context, level));
            StepUpRecord.held(context.getAuthenticationSession(), levels);
        }

        /** Who came through another identity provider has no password to give. */
        private static int atLeast(Need need, UserSessionModel session) {
            boolean brokered = session.getNote(Details.IDENTITY_PROVIDER) != null;
            return brokered && need.level() == Level.PASSWORD
                    ? Constants.NO_LOA
                    : need.level().loa();
        }
    }
}
