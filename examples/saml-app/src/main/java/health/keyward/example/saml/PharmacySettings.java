package health.keyward.example.saml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the app is told by its environment.
 *
 * @param entityId name of this app in the realm
 * @param baseUrl address of this app as browsers see it, without a slash at the end
 * @param idpMetadataUrl SAML descriptor of the realm
 * @param keyFile PKCS#8 private key in PEM that signs what this app sends
 * @param certFile certificate in PEM that belongs to the key
 * @param requestedContexts authentication context classes asked for, exactly; empty asks for none
 * @param acceptedContexts authentication context classes that open the app; empty accepts any
 */
@ConfigurationProperties("pharmacy")
public record PharmacySettings(
        String entityId,
        URI baseUrl,
        URI idpMetadataUrl,
        Path keyFile,
        Path certFile,
        List<String> requestedContexts,
        List<String> acceptedContexts) {
    static final String CONSUMER = "/saml/acs";
    static final String LOGOUT = "/saml/slo";
    static final String LOGOUT_SOAP = "/saml/slo/soap";

    public PharmacySettings {
        requestedContexts = List.copyOf(requestedContexts);
        acceptedContexts = List.copyOf(acceptedContexts);
    }

    String address(String path) {
        return baseUrl + path;
    }

    boolean overTls() {
        return "https".equals(baseUrl.getScheme());
    }

    String key() {
        return read(keyFile, "SP_KEY_FILE");
    }

    String certificate() {
        return read(certFile, "SP_CERT_FILE");
    }

    private static String read(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read: " + file, e);
        }
    }
}
