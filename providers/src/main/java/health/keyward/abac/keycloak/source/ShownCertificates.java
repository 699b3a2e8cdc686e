package health.keyward.abac.keycloak.source;

import health.keyward.abac.Question;
import health.keyward.abac.keycloak.source.DeviceSource.Seen;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.x509.X509ClientCertificateLookup;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Certificates as Keycloak's own lookup finds them, at its TLS listener or behind a proxy it was told to believe; kept as a note of the session. */
record ShownCertificates(KeycloakSession session) implements DeviceSource.Shown {
    private static final Logger LOG = Logger.getLogger(ShownCertificates.class);
    private static final String NOTE = "keyward.device";

    @Override
    public List<X509Certificate> now() {
        @Nullable HttpRequest request = session.getContext().getHttpRequest();
        @Nullable X509ClientCertificateLookup lookup = session.getProvider(X509ClientCertificateLookup.class);
        if (request == null || lookup == null) {
            return List.of();
        }
        try {
            X509Certificate @Nullable [] chain = lookup.getCertificateChain(request);
            return chain == null ? List.of() : List.of(chain);
        } catch (GeneralSecurityException unreadable) {
            LOG.debug("a certificate that cannot be read", unreadable);
            return List.of();
        }
    }

    @Override
    public void keep(Optional<Seen> seen) {
        @Nullable AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        if (signIn != null) {
            signIn.setUserSessionNote(NOTE, seen.map(ShownCertificates::written).orElse(""));
        }
    }

    @Override
    public Optional<Seen> kept(Question question) {
        @Nullable String id = question.asked().session();
        return id == null
                ? Optional.empty()
                : new People(session)
                        .realm(question)
                        .map(realm -> session.sessions().getUserSession(realm, id))
                        .filter(of ->
                                of.getUser().getId().equals(question.subject().id()))
                        .map(of -> of.getNote(NOTE))
                        .flatMap(ShownCertificates::read);
    }

    static String written(Seen seen) {
        return seen.at().getEpochSecond() + " " + seen.deviceClass();
    }

    static Optional<Seen> read(String note) {
        int blank = note.indexOf(' ');
        return blank < 0
                ? Optional.empty()
                : Optional.of(new Seen(
                        note.substring(blank + 1), Instant.ofEpochSecond(Long.parseLong(note.substring(0, blank)))));
    }
}
