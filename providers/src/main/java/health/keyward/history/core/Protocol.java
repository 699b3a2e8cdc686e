package health.keyward.history.core;

import org.jspecify.annotations.Nullable;

/** The protocol the app speaks. */
public enum Protocol {
    OIDC,
    SAML,
    OTHER;

    /** @param name Keycloak's login protocol */
    public static Protocol of(@Nullable String name) {
        if (name == null) {
            return OTHER;
        }
        return switch (name) {
            case "openid-connect", "docker-v2", "oid4vc" -> OIDC;
            case "saml" -> SAML;
            default -> OTHER;
        };
    }
}
