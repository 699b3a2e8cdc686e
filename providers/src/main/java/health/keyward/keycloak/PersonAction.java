package health.keyward.keycloak;

import java.util.HexFormat;
import org.keycloak.Config;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** What people open by {@code kc_action} alone, never because something demands it. */
public abstract class PersonAction implements RequiredActionProvider, RequiredActionFactory {
    private static final int LONG_AGO_SECONDS = 60 * 60 * 24 * 30;

    private final String id;
    private final String text;
    /** Of the page that is open, so that no other page can send the form (CSRF) and no page twice. */
    private final String form;

    /** @param text for the admin console of Keycloak */
    protected PersonAction(String id, String text) {
        this.id = id;
        this.text = text;
        this.form = id + ".form";
    }

    /** The secret that the next page has to send back. */
    protected final String freshForm(RequiredActionContext context) {
        String fresh = HexFormat.of().formatHex(SecretGenerator.getInstance().randomBytes(16));
        context.getAuthenticationSession().setAuthNote(form, fresh);
        return fresh;
    }

    protected final boolean isOfTheForm(RequiredActionContext context) {
        String open = context.getAuthenticationSession().getAuthNote(form);
        return open != null
                && open.equals(
                        context.getHttpRequest().getDecodedFormParameters().getFirst("form"));
    }

    protected final void closeForm(RequiredActionContext context) {
        context.getAuthenticationSession().removeAuthNote(form);
    }

    @Override
    public final void evaluateTriggers(RequiredActionContext context) {}

    /** The gate asks for a proof that is fresh enough; the password need not be as fresh as that. */
    @Override
    public final int getMaxAuthAge(KeycloakSession session) {
        return LONG_AGO_SECONDS;
    }

    @Override
    public final InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public final boolean isOneTimeAction() {
        return true;
    }

    @Override
    public final String getDisplayText() {
        return text;
    }

    @Override
    public final RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final void init(Config.Scope config) {}

    @Override
    public final void postInit(KeycloakSessionFactory factory) {}

    @Override
    public final void close() {}
}
