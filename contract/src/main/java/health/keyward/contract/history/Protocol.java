package health.keyward.contract.history;

/** The protocol the app speaks. */
public enum Protocol {
    OIDC,
    SAML,
    OTHER
}
