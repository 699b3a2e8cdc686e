package health.keyward.stepup.keycloak;

import health.keyward.stepup.AccessRuling.Cause;
import health.keyward.stepup.AccessRuling.Ruling.Refused;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;

/** Tells a person why the policy does not let them in, what to do about it, and by which number somebody else can look it up (AB-5). */
final class DenyPage {
    /** Detail of the event: the decision, as the console knows it. */
    static final String DECISION = "keyward_decision";

    private DenyPage() {}

    static void show(AuthenticationFlowContext context, Refused refused) {
        StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                .user(context.getUser())
                .detail(Details.REASON, refused.codes())
                .detail(DECISION, refused.decision())
                .error(Errors.ACCESS_DENIED);
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        List<String> reasons = refused.causes().stream()
                .map(cause -> words(cause, locale.getLanguage()))
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
        Response page = context.form()
                .setAttribute("keywardReasons", reasons)
                .setAttribute("keywardFailed", failed(refused))
                .setAttribute("keywardEmergency", refused.breakGlass())
                .setAttribute("keywardDecision", refused.decision() == null ? "" : refused.decision())
                .createForm("keyward-denied.ftl");
        context.failure(
                AuthenticationFlowError.ACCESS_DENIED,
                Response.fromResponse(page).status(Response.Status.FORBIDDEN).build());
    }

    /** In the reader's language, in English where the policy has no words in it. */
    private static String words(Cause cause, String language) {
        @Nullable String words = cause.texts().get(language);
        return words == null ? cause.texts().getOrDefault("en", "") : words;
    }

    /** Nobody said no: it could not be decided. */
    private static boolean failed(Refused refused) {
        return refused.causes().stream().allMatch(cause -> cause.code().startsWith("failed."));
    }
}
