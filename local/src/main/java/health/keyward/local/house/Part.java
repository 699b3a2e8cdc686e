package health.keyward.local.house;

/** What a house has beside PostgreSQL and Keycloak. {@code REALM} is the blueprint with its people; the apps need it. */
public enum Part {
    REALM,
    MAIL,
    CONSOLE,
    OIDC_APP,
    SAML_APP
}
