package health.keyward.stepup.keycloak.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A metadata BLOB of our own making, signed as FIDO's is. */
final class Blob {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode payload = JSON.createObjectNode();
    private final ArrayNode entries;

    private Blob(int number, String nextUpdate) {
        payload.put("legalHeader", "for tests").put("no", number).put("nextUpdate", nextUpdate);
        entries = payload.putArray("entries");
    }

    static Blob number(int number) {
        return number(number, "2030-01-01");
    }

    static Blob number(int number, String nextUpdate) {
        return new Blob(number, nextUpdate);
    }

    /** A hardware key with a finger sensor and nothing else. */
    Blob model(UUID model, String name, X509Certificate root, String... statuses) {
        return model(model, name, root, statement -> {}, statuses);
    }

    Blob model(UUID model, String name, X509Certificate root, Consumer<ObjectNode> but, String... statuses) {
        ObjectNode entry = entries.addObject().put("aaguid", model.toString());
        ObjectNode statement = entry.putObject("metadataStatement");
        statement
                .put("legalHeader", "for tests")
                .put("aaguid", model.toString())
                .put("description", name)
                .put("authenticatorVersion", 1)
                .put("protocolFamily", "fido2")
                .put("schema", 3)
                .put("cryptoStrength", 128);
        statement.putArray("upv").addObject().put("major", 1).put("minor", 0);
        statement.putArray("authenticationAlgorithms").add("secp256r1_ecdsa_sha256_raw");
        statement.putArray("publicKeyAlgAndEncodings").add("cose");
        statement.putArray("attestationTypes").add("basic_full");
        statement.putArray("keyProtection").add("hardware").add("secure_element");
        statement.putArray("matcherProtection").add("on_chip");
        statement.putArray("attachmentHint").add("external");
        statement.putArray("tcDisplay");
        ArrayNode ways = statement.putArray("userVerificationDetails");
        ways.addArray()
                .addObject()
                .put("userVerificationMethod", "fingerprint_internal")
                .putObject("baDesc")
                .put("selfAttestedFAR", 0.00002)
                .put("selfAttestedFRR", 0.03);
        statement.putArray("attestationRootCertificates").add(text(root));
        but.accept(statement);
        ArrayNode reports = entry.putArray("statusReports");
        for (String status : statuses) {
            reports.addObject().put("status", status).put("effectiveDate", "2026-03-01");
        }
        entry.put("timeOfLastStatusChange", "2026-03-01");
        return this;
    }

    /** Something of another kind in the list of entries. */
    Blob entry(Consumer<ObjectNode> what) {
        what.accept(entries.addObject());
        return this;
    }

    String signedBy(Issuer signer, X509Certificate... above) throws Exception {
        ObjectNode header = JSON.createObjectNode().put("alg", "ES256").put("typ", "JWT");
        ArrayNode chain = header.putArray("x5c").add(text(signer.certificate()));
        List.of(above).forEach(certificate -> chain.add(text(certificate)));
        String what = part(JSON.writeValueAsBytes(header)) + "." + part(JSON.writeValueAsBytes(payload));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(signer.keys().getPrivate());
        signature.update(what.getBytes(StandardCharsets.US_ASCII));
        return what + "." + part(signature.sign());
    }

    private static String text(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
