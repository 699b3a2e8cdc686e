package health.keyward.stepup.keycloak;

import health.keyward.keycloak.EmergencySignIn;
import health.keyward.stepup.Level;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.events.Details;

/** Tells a person why they cannot go on and what to do about it. */
final class HelpPage {
    /** History knows it as a level that was not reached. */
    private static final String ERROR = "level_not_reached";

    private HelpPage() {}

    /** The person holds no authenticator that gives the level, or none that is still accepted. */
    static void nothingHeld(AuthenticationFlowContext context, int level) {
        refuse(
                context,
                level,
                "no authenticator for " + StepUpRecord.name(level),
                level <= Level.MULTI_FACTOR.loa() ? "keywardHelpNoSecondFactor" : "keywardHelpNothingHeld");
    }

    /** The only authenticator at hand is the one the person signed in with, and another one is wanted. */
    static void sameFactor(AuthenticationFlowContext context, int level) {
        refuse(context, level, "another factor than that of the sign-in is wanted", "keywardHelpSameFactor");
    }

    static void notReached(AuthenticationFlowContext context, int level, String reason) {
        refuse(context, level, reason, "keywardHelpNotReached");
    }

    private static void refuse(AuthenticationFlowContext context, int level, String reason, String message) {
        StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                .user(context.getUser())
                .detail(Details.REASON, reason)
                .error(ERROR);
        Response page = context.form()
                .setAttribute("keywardHelp", message)
                .setAttribute("keywardHardware", level >= Level.HARDWARE_BOUND.loa())
                .setAttribute("keywardColleague", EmergencySignIn.isSought(context.getAuthenticationSession()))
                .createForm("keyward-help.ftl");
        context.failure(
                AuthenticationFlowError.ACCESS_DENIED,
                Response.fromResponse(page).status(Response.Status.FORBIDDEN).build());
    }
}
