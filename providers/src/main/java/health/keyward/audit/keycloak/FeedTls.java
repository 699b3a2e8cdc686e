package health.keyward.audit.keycloak;

import health.keyward.audit.core.FeedPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom a feed trusts and as whom it comes: by its own files, else as the Java platform does. */
final class FeedTls {
    private FeedTls() {}

    /** @throws IllegalStateException when a file cannot be used */
    static SSLContext of(FeedPlan plan) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(plan.secrets()), trust(plan.secrets().trust()), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("feed " + plan.name() + ": its certificates or keys cannot be used", e);
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable Path pem) throws IOException, GeneralSecurityException {
        if (pem == null) {
            return null;
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
        }
        if (trusted.size() == 0) {
            throw new GeneralSecurityException("no certificate in " + pem);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(FeedPlan.Secrets secrets) throws IOException, GeneralSecurityException {
        if (secrets.clientKeys() == null) {
            return null;
        }
        char[] password = secrets.clientKeysPassword() == null
                ? new char[0]
                : Files.readString(secrets.clientKeysPassword(), StandardCharsets.UTF_8)
                        .strip()
                        .toCharArray();
        KeyStore keys = KeyStore.getInstance(secrets.clientKeys().toFile(), password);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory.getKeyManagers();
    }
}
