package health.keyward.abac.keycloak.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;

/**
 * Who gives certificates to the devices the hospital looks after: option {@code device-authorities}, a PEM file. Such a certificate is what makes a device
 * managed; its class is the one organizational unit of its subject. Without the option no device is known.
 */
public record DeviceAuthority(Set<TrustAnchor> anchors) {
    public static final DeviceAuthority NONE = new DeviceAuthority(Set.of());

    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final String UNIT = "OU";
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public DeviceAuthority {
        anchors = Set.copyOf(anchors);
    }

    /** @throws IllegalStateException when the file holds no certificate */
    public static DeviceAuthority of(Config.Scope config) {
        String file = config.get("device-authorities");
        return file == null || file.isBlank() ? NONE : in(Path.of(file));
    }

    static DeviceAuthority in(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Set<TrustAnchor> anchors = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(certificate -> new TrustAnchor((X509Certificate) certificate, null))
                    .collect(Collectors.toSet());
            if (anchors.isEmpty()) {
                throw new IllegalStateException("there is no certificate in " + file);
            }
            return new DeviceAuthority(anchors);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("the authorities of devices cannot be read: " + file, e);
        }
    }

    /** The class of the device, an empty text where its certificate says none; empty when it is not one of ours. */
    Optional<String> classOf(List<X509Certificate> chain, Instant now) {
        return !anchors.isEmpty() && !chain.isEmpty() && issued(chain, now)
                ? Optional.of(unit(chain.getFirst()))
                : Optional.empty();
    }

    private boolean issued(List<X509Certificate> chain, Instant now) {
        try {
            @Nullable List<String> uses = chain.getFirst().getExtendedKeyUsage();
            if (uses == null || !uses.contains(CLIENT_AUTHENTICATION)) {
                return false;
            }
            PKIXParameters rules = new PKIXParameters(anchors);
            rules.setRevocationEnabled(false);
            rules.setDate(Date.from(now));
            List<X509Certificate> below = chain.stream()
                    .filter(one -> anchors.stream().noneMatch(anchor -> one.equals(anchor.getTrustedCert())))
                    .toList();
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), rules);
            return below.contains(chain.getFirst());
        } catch (GeneralSecurityException notOurs) {
            return false;
        }
    }

    private static String unit(X509Certificate device) {
        try {
            List<String> units = new LdapName(device.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase(UNIT))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .toList();
            return units.size() == 1 && CLASS.matcher(units.getFirst()).matches() ? units.getFirst() : "";
        } catch (InvalidNameException unreadable) {
            return "";
        }
    }
}
