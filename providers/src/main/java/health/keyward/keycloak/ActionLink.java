package health.keyward.keycloak;

import java.net.URI;
import org.keycloak.common.util.Base64Url;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/** A link for people that leads through a sign-in of the account page to one action ({@code kc_action}) and gives nothing by itself. */
public final class ActionLink {
    private static final int VERIFIER_BYTES = 32;

    private ActionLink() {}

    public static URI to(KeycloakSession session, String action) {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("realms")
                .path(session.getContext().getRealm().getName())
                .path("protocol/openid-connect/auth")
                .queryParam("client_id", Constants.ACCOUNT_CONSOLE_CLIENT_ID)
                .queryParam("redirect_uri", account(session))
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("state", random())
                .queryParam("nonce", random())
                .queryParam("code_challenge", random())
                .queryParam("code_challenge_method", "S256")
                .queryParam("kc_action", action)
                .build();
    }

    private static String account(KeycloakSession session) {
        return session.getContext()
                        .getUri()
                        .getBaseUriBuilder()
                        .path("realms")
                        .path(session.getContext().getRealm().getName())
                        .path("account")
                        .build()
                + "/";
    }

    private static String random() {
        return Base64Url.encode(SecretGenerator.getInstance().randomBytes(VERIFIER_BYTES));
    }
}
