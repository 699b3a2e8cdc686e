package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.CoSignature.Hindrance;
import health.keyward.breakglass.core.Reason;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.EmergencySignIn;
import health.keyward.keycloak.PersonAction;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Where a colleague signs for somebody's emergency access, in an own session and with an own second factor (BG-2, BG-5). */
public final class CoSignAction extends PersonAction {
    public static final String ID = "keyward-co-sign";

    private static final String PAGE = "keyward-co-sign.ftl";
    private static final String CODE = "keyward.co-sign.code";
    private static final String WRONG = "keyward.co-sign.wrong";
    private static final int MOST_WRONG = 5;

    public CoSignAction() {
        super(ID, "Keyward signature for a colleague");
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        ask(context, null);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        Asking asking = Doors.open(context.getSession(), Asking.class);
        if (!isOfTheForm(context) || hindered(context, asking) != null) {
            ask(context, null);
            return;
        }
        @Nullable String code = signIn.getAuthNote(CODE);
        if (code == null || typed.containsKey("other")) {
            signIn.removeAuthNote(CODE);
            typed(context, asking, Objects.requireNonNullElse(typed.getFirst("code"), ""));
        } else if (typed.containsKey("sign")) {
            signIn.removeAuthNote(CODE);
            Optional<CoSignature> asked = asking.byCode(code);
            if (asked.isPresent() && asking.sign(asked.get(), context.getUser())) {
                context.getEvent()
                        .detail("break_glass_signature", asked.get().id().toString());
                closeForm(context);
                context.success();
            } else {
                ask(context, "keywardCoSignOver");
            }
        } else {
            ask(context, null);
        }
    }

    private void typed(RequiredActionContext context, Asking asking, String code) {
        String digits = code.replaceAll("\\s", "");
        Optional<CoSignature> asked = digits.matches("\\d{6}") ? asking.byCode(digits) : Optional.empty();
        if (asked.isEmpty()) {
            wrong(context);
            return;
        }
        Optional<Hindrance> hindrance =
                asked.get().hinders(new UserId(context.getUser().getId()), asking.here(), asking.now());
        if (hindrance.isPresent()) {
            ask(
                    context,
                    switch (hindrance.get()) {
                        case OVER -> "keywardCoSignOver";
                        case OWN_REQUEST -> "keywardCoSignOwn";
                        case OWN_SESSION -> "keywardCoSignSession";
                    });
            return;
        }
        context.getAuthenticationSession().setAuthNote(CODE, digits);
        String language = context.getSession()
                .getContext()
                .resolveLocale(context.getUser())
                .getLanguage();
        String why = asking
                .reasons()
                .list()
                .find(asked.get().reason(), asked.get().dataClass())
                .stream()
                .map((Reason reason) -> reason.text(language))
                .findFirst()
                .orElse(asked.get().reason());
        context.challenge(form(context)
                .setAttribute("keywardAsked", shown(asked.get(), why))
                .setAttribute("keywardMaySign", true)
                .createForm(PAGE));
    }

    private static Map<String, Object> shown(CoSignature asked, String why) {
        return Map.of(
                "name", asked.requesterName(),
                "app", asked.app(),
                "patient", asked.patient(),
                "why", why,
                "words", asked.text(),
                "waives", asked.purpose() == CoSignature.Purpose.FACTOR);
    }

    /** Codes are not to be tried one after another. */
    private void wrong(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String before = signIn.getAuthNote(WRONG);
        signIn.setAuthNote(WRONG, Integer.toString(before == null ? 1 : Integer.parseInt(before) + 1));
        context.getEvent().clone().detail(Details.REASON, "no such code").error(Errors.INVALID_CODE);
        ask(context, "keywardCoSignWrong");
    }

    private void ask(RequiredActionContext context, @Nullable String error) {
        context.getAuthenticationSession().removeAuthNote(CODE);
        Asking asking = Doors.open(context.getSession(), Asking.class);
        @Nullable String hindered = hindered(context, asking);
        LoginFormsProvider form = form(context).setAttribute("keywardMaySign", hindered == null);
        @Nullable String wrong = hindered == null ? error : hindered;
        if (wrong != null) {
            form.setError(wrong);
        }
        context.challenge(form.createForm(PAGE));
    }

    /** Why this person may not sign at all, as a key of the texts. */
    private static @Nullable String hindered(RequiredActionContext context, Asking asking) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String wrong = signIn.getAuthNote(WRONG);
        if (wrong != null && Integer.parseInt(wrong) >= MOST_WRONG) {
            return "keywardCoSignTooMany";
        }
        if (!EmergencySignIn.isProvenSince(signIn, asking.now().minus(AskAction.FRESH))) {
            return "keywardBreakGlassNotProven";
        }
        return asking.maySign(context.getUser()) ? null : "keywardCoSignNotEligible";
    }

    private LoginFormsProvider form(RequiredActionContext context) {
        return context.form().setAttribute("keywardForm", freshForm(context));
    }
}
