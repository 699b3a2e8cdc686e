package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.core.ModelStanding;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.messages.Messages;

/** An assertion that is not even looked at, whatever it says, and the record of it. */
final class Refusal {
    private Refusal() {}

    /** @param again shows the page once more with a message */
    static void ofModel(
            AuthenticationFlowContext context,
            HeldKey key,
            BiFunction<AuthenticationFlowContext, String, Response> again) {
        String status = key.standing() instanceof ModelStanding.Refused refused ? refused.status() : "refused";
        refuse(context, key, "model refused: " + status, "keywardModelRefused", again);
    }

    static void ofLevel(
            AuthenticationFlowContext context,
            HeldKey key,
            BiFunction<AuthenticationFlowContext, String, Response> again) {
        refuse(context, key, "model not accepted for this level", "keywardModelTooWeak", again);
    }

    static void ofSameFactor(
            AuthenticationFlowContext context,
            HeldKey key,
            BiFunction<AuthenticationFlowContext, String, Response> again) {
        refuse(context, key, "same factor as at sign-in", "keywardSameFactor", again);
    }

    /** Nothing a browser would send. */
    static void ofGarbled(
            AuthenticationFlowContext context, BiFunction<AuthenticationFlowContext, String, Response> again) {
        spend(context);
        StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                .detail(Details.CREDENTIAL_TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                .detail(Details.REASON, "unreadable assertion")
                .error(Errors.INVALID_USER_CREDENTIALS);
        context.forceChallenge(again.apply(context, Messages.WEBAUTHN_ERROR_AUTH_VERIFICATION));
    }

    /** A challenge counts once, for whatever came of it. */
    static void spend(AuthenticationFlowContext context) {
        context.getAuthenticationSession().removeAuthNote(WebAuthnConstants.AUTH_CHALLENGE_NOTE);
    }

    private static void refuse(
            AuthenticationFlowContext context,
            HeldKey key,
            String reason,
            String message,
            BiFunction<AuthenticationFlowContext, String, Response> again) {
        spend(context);
        EventBuilder event = StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                .detail(SignInFacts.METHOD, key.factor().name())
                .detail(SignInFacts.MODEL, key.model().toString())
                .detail(Details.CREDENTIAL_TYPE, key.type())
                .detail(Details.REASON, reason);
        if (context.getUser() != null) {
            event.user(context.getUser());
        }
        event.error("authenticator_refused");
        context.forceChallenge(again.apply(context, message));
    }
}
