package health.keyward.stepup.keycloak.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.jws.JWAIdentifier;
import com.webauthn4j.data.jws.JWS;
import com.webauthn4j.data.jws.JWSFactory;
import health.keyward.stepup.keycloak.models.BlobReading.Good;
import health.keyward.stepup.keycloak.models.BlobReading.Refused;
import health.keyward.stepup.keycloak.models.BlobReading.Why;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a metadata BLOB of the FIDO Alliance (Metadata Service 3.1) and believes it only when its signature ends in the trust root and the signer has the
 * name it should have. The signature is webauthn4j's business; the content is read entry by entry, because a word nobody knew yet must not
 * blind us to all other models (ADR 0008).
 */
final class BlobReader {
    /** A dNSName (RFC 5280 4.2.1.6). */
    private static final Integer DNS = 2;

    private final TrustRoots roots;
    private final JWSFactory signed = new JWSFactory(new ObjectConverter());

    BlobReader(TrustRoots roots) {
        this.roots = roots;
    }

    /** @param at when its certificates have to be valid: now for a new one, when it was taken in for a kept one */
    BlobReading read(String blob, Instant at) {
        if (roots.certificates().isEmpty()) {
            return refused(Why.NO_ROOT);
        }
        JWS<JsonNode> jws;
        try {
            jws = signed.parse(blob.strip(), JsonNode.class);
        } catch (RuntimeException notOne) {
            return refused(Why.NOT_A_BLOB);
        }
        Why against = against(jws, at);
        if (against != null) {
            return refused(against);
        }
        return MetadataEntries.of(jws.getPayload())
                .<BlobReading>map(Good::new)
                .orElseGet(() -> refused(Why.NOT_A_BLOB));
    }

    private @Nullable Why against(JWS<JsonNode> jws, Instant at) {
        JWAIdentifier algorithm = jws.getHeader().getAlg();
        CertPath chain = jws.getHeader().getX5c();
        if (algorithm == null || chain == null || chain.getCertificates().isEmpty()) {
            return Why.NOT_A_BLOB;
        }
        if (algorithm == JWAIdentifier.RS1) {
            return Why.WEAK_ALGORITHM;
        }
        try {
            if (!jws.isValidSignature()) {
                return Why.WRONG_SIGNATURE;
            }
        } catch (RuntimeException malformed) {
            return Why.WRONG_SIGNATURE;
        }
        if (!leadsToRoot(chain, at)) {
            return Why.WRONG_CHAIN;
        }
        return names((X509Certificate) chain.getCertificates().getFirst()).contains(roots.signer())
                ? null
                : Why.WRONG_SIGNER;
    }

    /** Without asking for revocation: an offline site has nobody to ask. */
    private boolean leadsToRoot(CertPath chain, Instant at) {
        try {
            PKIXParameters how = new PKIXParameters(roots.anchors());
            how.setRevocationEnabled(false);
            how.setDate(Date.from(at));
            CertPathValidator.getInstance("PKIX").validate(chain, how);
            return true;
        } catch (CertPathValidatorException no) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(X509Certificate signer) {
        try {
            Collection<List<?>> all = signer.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(name -> DNS.equals(name.getFirst()))
                            .map(name -> String.valueOf(name.getLast()))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Refused refused(Why why) {
        return new Refused(why, why.words());
    }
}
