package health.keyward.it;

import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The realm elsewhere as an identity provider of the hospital. */
final class Broker {
    static final String ALIAS = Staff.fresh("it-broker");

    private static final String INSTANCE = "hospital/identity-provider/instances";

    private Broker() {}

    static void stands() {
        Made.once();
    }

    /** Somebody of the realm elsewhere whom the hospital does not know yet. */
    static DemoPerson guest() {
        stands();
        return Staff.hire(Staff.boss(), Elsewhere.REALM, Staff.fresh("guest"), false);
    }

    /** Makes the broker give this role to everybody who comes through it; answers the mapper's id. */
    static String gives(String role) {
        stands();
        return Staff.boss()
                .make(
                        INSTANCE + "/" + ALIAS + "/mappers",
                        Map.of(
                                "name",
                                Staff.fresh("gives"),
                                "identityProviderAlias",
                                ALIAS,
                                "identityProviderMapper",
                                "oidc-hardcoded-role-idp-mapper",
                                "config",
                                Map.of("syncMode", "FORCE", "role", role)));
    }

    static void takesBack(String mapper) {
        Staff.boss().delete(INSTANCE + "/" + ALIAS + "/mappers/" + mapper);
    }

    /** Signs in at an app of the hospital by way of the other realm, as far as it goes. */
    static void signsIn(SignIn signIn, Tokens.Client app, DemoPerson guest) {
        URI address = URI.create(Tokens.authorize(app, Tokens.random()) + "&kc_idp_hint=" + ALIAS);
        signIn.opens(address)
                .types(Map.of("username", guest.username(), "password", guest.password()), "password", app.redirect());
    }

    private static final class Made {
        static {
            Elsewhere.stands();
            String there =
                    Ward.house().keycloak(1).address() + "/realms/" + Elsewhere.REALM + "/protocol/openid-connect/";
            Tokens.Client client = Staff.app(
                    Staff.boss(),
                    Elsewhere.REALM,
                    "hospital",
                    Map.of("redirectUris", List.of(Ward.house().issuer() + "/broker/" + ALIAS + "/endpoint")));
            Staff.boss()
                    .make(
                            INSTANCE,
                            Map.of(
                                    "alias",
                                    ALIAS,
                                    "providerId",
                                    "oidc",
                                    "enabled",
                                    true,
                                    "trustEmail",
                                    true,
                                    "config",
                                    Map.of(
                                            "clientId",
                                            client.id(),
                                            "clientSecret",
                                            client.secret(),
                                            "authorizationUrl",
                                            there + "auth",
                                            "tokenUrl",
                                            there + "token",
                                            "jwksUrl",
                                            there + "certs",
                                            "useJwksUrl",
                                            "true",
                                            "validateSignature",
                                            "true",
                                            "pkceEnabled",
                                            "true",
                                            "pkceMethod",
                                            "S256",
                                            "clientAuthMethod",
                                            "client_secret_basic")));
        }

        static void once() {}
    }
}
