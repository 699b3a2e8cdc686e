package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.PersonAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.authentication.RequiredActionContext;

/** Shows people the emergency access they have, how long it lasts, and lets them end it (BG-7, BG-10). */
public final class OwnAccessAction extends PersonAction {
    public static final String ID = "keyward-own-access";

    private static final String PAGE = "keyward-own-access.ftl";

    public OwnAccessAction() {
        super(ID, "Keyward own emergency access");
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Asking asking = Doors.open(context.getSession(), Asking.class);
        List<Map<String, String>> grants = asking.running(context.getUser()).stream()
                .map(OwnAccessAction::shown)
                .toList();
        context.challenge(context.form()
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute("keywardGrants", grants)
                .setAttribute("keywardPages", AskPages.at(context.getSession(), ""))
                .createForm(PAGE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        var typed = context.getHttpRequest().getDecodedFormParameters();
        if (!isOfTheForm(context)) {
            requiredActionChallenge(context);
        } else if (typed.containsKey("done")) {
            context.success();
        } else {
            Asking asking = Doors.open(context.getSession(), Asking.class);
            String wanted = Objects.requireNonNullElse(typed.getFirst("end"), "");
            asking.running(context.getUser()).stream()
                    .filter(grant -> grant.id().equals(wanted))
                    .forEach(grant -> asking.end(grant, EndReason.ENDED, context.getUser()));
            requiredActionChallenge(context);
        }
    }

    private static Map<String, String> shown(Grant grant) {
        return Map.of(
                "id", grant.id(),
                "patient", grant.patient(),
                "apps", String.join(", ", grant.apps()),
                "until", grant.until().toString());
    }
}
