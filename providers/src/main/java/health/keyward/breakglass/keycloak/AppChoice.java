package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.AskTarget;
import java.util.List;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Which app somebody asks for. An app speaks for itself alone; only a person's own account page may name another, and where its link names none the
 * person chooses of those they may ask for. One is chosen without asking.
 */
final class AppChoice {
    private static final String CHOSEN = "keyward.break-glass.app";

    private final AuthenticationSessionModel signIn;
    private final AskTarget named;
    private final List<ClientModel> offered;
    private final boolean forNobody;

    private AppChoice(
            AuthenticationSessionModel signIn, AskTarget named, List<ClientModel> offered, boolean forNobody) {
        this.signIn = signIn;
        this.named = named;
        this.offered = offered;
        this.forNobody = forNobody;
    }

    static AppChoice of(RequiredActionContext context, Asking asking) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        String client = signIn.getClient().getClientId();
        boolean account = client.equals(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
        AskTarget named = AskTarget.of(signIn.getClientNote(Constants.KC_ACTION_PARAMETER), client, account);
        if (!account || !named.app().equals(client)) {
            return new AppChoice(signIn, named, List.of(), false);
        }
        List<ClientModel> apps = EmergencyApps.of(context.getRealm());
        List<ClientModel> offered = asking.mayAskFor(context.getUser(), apps, named.dataClass());
        return new AppChoice(signIn, named, offered, offered.isEmpty() && !apps.isEmpty());
    }

    /** Whether there are apps to choose of, but this person may ask for none. */
    boolean isForNobody() {
        return forNobody;
    }

    /** What is asked for; of the app that the sign-in is for as long as none is chosen. */
    AskTarget target() {
        if (offered.size() == 1) {
            return named.in(offered.getFirst().getClientId());
        }
        String chosen = signIn.getAuthNote(CHOSEN);
        return chosen != null && isOffered(chosen) ? named.in(chosen) : named;
    }

    /** Of what the person chooses; empty where there is nothing to choose. */
    List<ClientModel> offered() {
        return offered.size() > 1 ? offered : List.of();
    }

    /** Takes what the person typed, where there is something to choose; what was not offered is no choice. */
    void choose(String app) {
        if (offered.size() > 1 && isOffered(app)) {
            signIn.setAuthNote(CHOSEN, app);
        } else {
            signIn.removeAuthNote(CHOSEN);
        }
    }

    /** Whether the person has still to choose. */
    boolean isOpen() {
        return offered.size() > 1 && !isOffered(target().app());
    }

    private boolean isOffered(String app) {
        return offered.stream().anyMatch(client -> client.getClientId().equals(app));
    }
}
