package health.keyward.example.saml;

import com.onelogin.saml2.settings.IdPMetadataParser;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.settings.SettingsBuilder;
import com.onelogin.saml2.util.Constants;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.xpath.XPathException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.w3c.dom.Document;

/**
 * What is known of the realm. Its metadata is read when first needed and again after a while, so that this app starts before Keycloak and
 * follows its key changes; while a new reading fails, the last good one stands.
 */
@Component
class IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PharmacySettings pharmacy;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String key;
    private final String certificate;
    private @Nullable Saml2Settings settings;
    private Instant readAt = Instant.MIN;

    IdentityProvider(PharmacySettings pharmacy, Clock clock) {
        this.pharmacy = pharmacy;
        this.clock = clock;
        this.key = pharmacy.key();
        this.certificate = pharmacy.certificate();
    }

    /** Both sides' settings, or empty while the realm cannot be reached. */
    synchronized Optional<Saml2Settings> settings() {
        if (settings == null || readAt.plus(FRESH).isBefore(clock.instant())) {
            read().ifPresent(fresh -> {
                settings = fresh;
                readAt = clock.instant();
            });
        }
        return Optional.ofNullable(settings);
    }

    private Optional<Saml2Settings> read() {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(pharmacy.idpMetadataUrl())
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return SafeXml.parse(answer.body()).flatMap(this::understand);
            }
            LOG.warn("The realm's metadata answered {}", answer.statusCode());
        } catch (IOException e) {
            LOG.warn("The realm's metadata cannot be reached: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    Optional<Saml2Settings> understand(Document metadata) {
        try {
            Map<String, Object> values = ours();
            Map<String, Object> theirs = IdPMetadataParser.parseXML(metadata);
            theirs.remove(SettingsBuilder.SP_NAMEIDFORMAT_PROPERTY_KEY);
            values.putAll(theirs);
            Saml2Settings both = new SettingsBuilder().fromValues(values).build();
            if (both.checkSettings().isEmpty()) {
                return Optional.of(both);
            }
            LOG.warn("The realm's metadata lacks something: {}", both.checkSettings());
        } catch (XPathException e) {
            LOG.warn("The realm's metadata cannot be understood", e);
        }
        return Optional.empty();
    }

    private Map<String, Object> ours() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(SettingsBuilder.STRICT_PROPERTY_KEY, true);
        values.put(SettingsBuilder.SP_ENTITYID_PROPERTY_KEY, pharmacy.entityId());
        values.put(
                SettingsBuilder.SP_ASSERTION_CONSUMER_SERVICE_URL_PROPERTY_KEY,
                pharmacy.address(PharmacySettings.CONSUMER));
        values.put(
                SettingsBuilder.SP_SINGLE_LOGOUT_SERVICE_URL_PROPERTY_KEY, pharmacy.address(PharmacySettings.LOGOUT));
        values.put(SettingsBuilder.SP_PRIVATEKEY_PROPERTY_KEY, key);
        values.put(SettingsBuilder.SP_X509CERT_PROPERTY_KEY, certificate);
        values.put(SettingsBuilder.SECURITY_AUTHREQUEST_SIGNED, true);
        values.put(SettingsBuilder.SECURITY_LOGOUTREQUEST_SIGNED, true);
        values.put(SettingsBuilder.SECURITY_LOGOUTRESPONSE_SIGNED, true);
        values.put(SettingsBuilder.SECURITY_WANT_ASSERTIONS_SIGNED, true);
        values.put(SettingsBuilder.SECURITY_WANT_XML_VALIDATION, true);
        values.put(SettingsBuilder.SECURITY_REJECT_DEPRECATED_ALGORITHM, true);
        values.put(SettingsBuilder.SECURITY_SIGNATURE_ALGORITHM, Constants.RSA_SHA256);
        values.put(SettingsBuilder.SECURITY_DIGEST_ALGORITHM, Constants.SHA256);
        values.put(SettingsBuilder.SECURITY_ALLOW_REPEAT_ATTRIBUTE_NAME_PROPERTY_KEY, true);
        values.put(SettingsBuilder.SECURITY_REQUESTED_AUTHNCONTEXT, String.join(",", pharmacy.requestedContexts()));
        return values;
    }
}
