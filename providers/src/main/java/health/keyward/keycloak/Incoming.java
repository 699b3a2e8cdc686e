package health.keyward.keycloak;

import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/** The connection that a request came by. */
public final class Incoming {
    private Incoming() {}

    /**
     * Whether it came by HTTPS to Keycloak, or to the proxy that Keycloak was told to believe. The address that Keycloak was given for itself ({@code
     * hostname}) says nothing of it, and that is what {@code KeycloakContext.getUri()} answers.
     */
    public static boolean byHttps(KeycloakSession session) {
        @Nullable HttpRequest request = session.getContext().getHttpRequest();
        @Nullable UriInfo asked = request == null ? null : request.getUri();
        return asked != null && "https".equals(asked.getBaseUri().getScheme());
    }
}
