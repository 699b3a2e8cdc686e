package health.keyward.notice.keycloak;

import health.keyward.keycloak.ServerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.util.ResolveRelative;

/**
 * The one link of a mail: the console, or for whoever is warned for not signing in, an app to sign in to. Both are the address of a client, read at delivery, and hold
 * nothing about the person.
 *
 * @param consoleClient name of the client of the console
 * @param signInClient name of the client a warning leads to
 */
record MailLinks(String consoleClient, String signInClient) {
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"<>]+");

    /**
     * One of the two is empty, or both.
     *
     * @param console address of the console
     * @param signIn address of an app to sign in to
     */
    record Link(String console, String signIn) {
        static final Link NONE = new Link("", "");
    }

    Link of(KeycloakSession session, RealmModel realm, String topic) {
        return topic.startsWith("inactivity-warned")
                ? new Link("", address(session, realm).orElse(""))
                : new Link(console(realm), "");
    }

    private String console(RealmModel realm) {
        @Nullable ClientModel client = realm.getClientByClientId(consoleClient);
        return client == null || client.getBaseUrl() == null ? "" : client.getBaseUrl();
    }

    private Optional<String> address(KeycloakSession session, RealmModel realm) {
        @Nullable ClientModel client = realm.getClientByClientId(signInClient);
        if (client == null || !client.isEnabled()) {
            return Optional.empty();
        }
        String server = ServerAddress.configured(session).map(URI::toString).orElse("");
        return Optional.ofNullable(home(server, client.getRootUrl(), client.getBaseUrl()));
    }

    /** Null where there is none, or where it needs a server whose address nobody knows. */
    static @Nullable String home(String server, @Nullable String root, @Nullable String base) {
        @Nullable
        String home = base == null || base.isBlank()
                ? ResolveRelative.resolveRootUrl(server, server, root)
                : ResolveRelative.resolveRelativeUri(server, server, root, base);
        return home != null && WEB.matcher(home).matches() ? home : null;
    }
}
