package health.keyward.abac;

/** Where a decision is enforced. */
public enum Point {
    /** The browser flow, first sign-in and open session, OpenID Connect and SAML. */
    SIGN_IN,
    /** Code, refresh, direct grant, token exchange. */
    TOKEN,
    /** A policy of Keycloak's Authorization Services. */
    AUTHORIZATION_SERVICES,
    /** An app that asks (AuthZEN). */
    DECISION_POINT,
    /** A claim or attribute of bounded, named answers. */
    CLAIM
}
