package health.keyward.stepup.keycloak.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the signature of a metadata BLOB has to end in.
 *
 * @param signer DNS name in the signing certificate; a public root stands for many who are not the metadata service
 */
record TrustRoots(List<X509Certificate> certificates, String signer) {
    static final TrustRoots NONE = new TrustRoots(List.of(), "");

    TrustRoots {
        certificates = List.copyOf(certificates);
    }

    /** @param file one or more certificates, PEM or DER */
    static TrustRoots in(Path file, String signer) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("there is no certificate in " + file);
            }
            return new TrustRoots(found, signer);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("the trust root of the metadata cannot be read: " + file, e);
        }
    }

    Set<TrustAnchor> anchors() {
        return certificates.stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
    }

    /** Tells one set of roots from another; 64 hex digits. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            certificates.stream()
                    .map(TrustRoots::encoded)
                    .sorted(Comparator.comparing(HexFormat.of()::formatHex))
                    .forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
