package health.keyward.keycloak;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

/**
 * Stands in for a request in a job that speaks in the server's name: Keycloak knows its own address only from requests. Where the server has a fixed hostname,
 * that still wins. There is nothing but the address in it.
 */
public final class ServerAddress implements HttpRequest, UriInfo {
    /** No host is ever called so (RFC 6761). */
    private static final URI NOWHERE = URI.create("https://nowhere.invalid/");

    private final URI base;

    private ServerAddress(URI base) {
        this.base = base;
    }

    /** Of the request that is being answered, ending in a slash. */
    public static String now(KeycloakSession session) {
        String base = session.getContext().getUri().getBaseUri().toString();
        return base.endsWith("/") ? base : base + "/";
    }

    /**
     * What realm and server are called by their own settings, never by a request: the frontend URL of the realm, else the hostname of the server; a hostname alone
     * means https and no path. Empty where neither says anything.
     *
     * @param session at work for the realm that is asked for
     */
    public static Optional<URI> configured(KeycloakSession session) {
        URI known =
                session.getProvider(HostnameProvider.class).getBaseUri(new ServerAddress(NOWHERE), UrlType.FRONTEND);
        return NOWHERE.getHost().equals(known.getHost()) ? Optional.empty() : Optional.of(known);
    }

    /** From here on the session works as if it had been reached there, for this realm. */
    public static void say(KeycloakSession session, RealmModel realm, String base) {
        session.getContext().setHttpRequest(new ServerAddress(URI.create(base)));
        session.getContext().setRealm(realm);
    }

    @Override
    public String getHttpMethod() {
        return "GET";
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        throw new UnsupportedOperationException("a job has no headers");
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return new X509Certificate[0];
    }

    @Override
    public UriInfo getUri() {
        return this;
    }

    @Override
    public boolean isProxyTrusted() {
        return false;
    }

    @Override
    public URI getBaseUri() {
        return base;
    }

    @Override
    public UriBuilder getBaseUriBuilder() {
        return UriBuilder.fromUri(base);
    }

    @Override
    public URI getRequestUri() {
        return base;
    }

    @Override
    public UriBuilder getRequestUriBuilder() {
        return UriBuilder.fromUri(base);
    }

    @Override
    public URI getAbsolutePath() {
        return base;
    }

    @Override
    public UriBuilder getAbsolutePathBuilder() {
        return UriBuilder.fromUri(base);
    }

    @Override
    public String getPath() {
        return "/";
    }

    @Override
    public String getPath(boolean decode) {
        return "/";
    }

    @Override
    public List<PathSegment> getPathSegments() {
        return List.of();
    }

    @Override
    public List<PathSegment> getPathSegments(boolean decode) {
        return List.of();
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, String> getPathParameters(boolean decode) {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters() {
        return new MultivaluedHashMap<>();
    }

    @Override
    public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
        return new MultivaluedHashMap<>();
    }

    @Override
    public List<String> getMatchedURIs() {
        return List.of();
    }

    @Override
    public List<String> getMatchedURIs(boolean decode) {
        return List.of();
    }

    @Override
    public List<Object> getMatchedResources() {
        return List.of();
    }

    @Override
    public URI resolve(URI uri) {
        return base.resolve(uri);
    }

    @Override
    public URI relativize(URI uri) {
        return base.relativize(uri);
    }
}
