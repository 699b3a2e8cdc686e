package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.PatientReference;
import health.keyward.breakglass.core.Reasons;
import health.keyward.keycloak.ActionLink;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * {@code /realms/{realm}/keyward/breakglass}: links for people. Each leads through a sign-in of the account page to one action and asks for nothing by itself;
 * {@code ask} serves apps that cannot name an action, as SAML's.
 */
public final class AskPages {
    private final KeycloakSession session;

    AskPages(KeycloakSession session) {
        this.session = session;
    }

    /** @param app client id; what is not a reference, a word or an app is left out and asked for */
    @GET
    @Path("ask")
    public Response ask(
            @QueryParam("app") @Nullable String app,
            @QueryParam("patient") @Nullable String patient,
            @QueryParam("data_class") @Nullable String dataClass) {
        @Nullable ClientModel client = app == null ? null : realm().getClientByClientId(app);
        String whom = Optional.ofNullable(patient)
                .flatMap(PatientReference::of)
                .map(PatientReference::value)
                .orElse("");
        String what = dataClass != null && Reasons.word(dataClass) ? dataClass : "";
        return to(AskAction.ID + ":" + whom + "," + what + "," + (client == null ? "" : client.getClientId()));
    }

    @GET
    @Path("sign")
    public Response sign() {
        return to(CoSignAction.ID);
    }

    @GET
    @Path("own")
    public Response own() {
        return to(OwnAccessAction.ID);
    }

    @GET
    @Path("answer")
    public Response answer() {
        return to(ReviewAnswerAction.ID);
    }

    @GET
    @Path("custodian")
    public Response custodian() {
        return to(CustodianAction.ID);
    }

    /** Where a colleague goes to sign. */
    static URI signAt(KeycloakSession session) {
        return realmUri(session).path("keyward/breakglass/sign").build();
    }

    /** The address of one of these pages, as people reach it. */
    static String at(KeycloakSession session, String page) {
        return Urls.realmBase(session.getContext().getUri(UrlType.FRONTEND).getBaseUri())
                .path("{realm}/keyward/breakglass/" + page)
                .build(session.getContext().getRealm().getName())
                .toString();
    }

    private Response to(String action) {
        return Response.seeOther(ActionLink.to(session, action))
                .header("Cache-Control", "no-store")
                .build();
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    private static UriBuilder realmUri(KeycloakSession session) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms")
                .path(session.getContext().getRealm().getName());
    }
}
