package health.keyward.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A metadata service of the tests' own: its certificate is the trust root of the house, and its name is that of FIDO's. */
public final class Fido {
    private static final String PASSWORD = "only-for-this-test";
    private static final Fido SERVICE = new Fido();

    private final Path root;
    private final PrivateKey key;
    private final Certificate certificate;

    private Fido() {
        Path folder = TheHouse.lane().resolve("fido");
        Path keys = folder.resolve("service.p12");
        root = folder.resolve("root.cer");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(keys);
            Files.deleteIfExists(folder.resolve("blob.jwt"));
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "fido",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=Metadata of the tests",
                            "-validity",
                            "30",
                            "-ext",
                            "san=dns:mds.fidoalliance.org",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keys.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
            key = (PrivateKey) store.getKey("fido", PASSWORD.toCharArray());
            certificate = store.getCertificate("fido");
            Files.write(root, certificate.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path root() {
        return SERVICE.root;
    }

    /** What the house watches for metadata; nothing is there until a test puts it there. */
    public static Path file() {
        return SERVICE.root.resolveSibling("blob.jwt");
    }

    /**
     * A BLOB that knows one model, a hardware key with a finger sensor and nothing else.
     *
     * @param attestation where its attestations end, DER
     */
    public static String blob(int number, String nextUpdate, String model, byte[] attestation, String... statuses) {
        Map<String, Object> statement = Map.of(
                "aaguid", model,
                "description", "Key of the tests",
                "keyProtection", List.of("hardware", "secure_element"),
                "userVerificationDetails",
                        List.of(List.of(Map.of(
                                "userVerificationMethod",
                                "fingerprint_internal",
                                "baDesc",
                                Map.of("selfAttestedFAR", 0.00002, "selfAttestedFRR", 0.03)))),
                "attestationRootCertificates", List.of(Base64.getEncoder().encodeToString(attestation)));
        List<Map<String, String>> reports = java.util.Arrays.stream(statuses)
                .map(status -> Map.of("status", status, "effectiveDate", "2026-03-01"))
                .toList();
        return SERVICE.signed(Map.of(
                "no",
                number,
                "nextUpdate",
                nextUpdate,
                "entries",
                List.of(Map.of("aaguid", model, "metadataStatement", statement, "statusReports", reports))));
    }

    private String signed(Map<String, Object> payload) {
        try {
            Map<String, Object> header = Map.of(
                    "alg",
                    "ES256",
                    "typ",
                    "JWT",
                    "x5c",
                    List.of(Base64.getEncoder().encodeToString(certificate.getEncoded())));
            String what = part(Admin.text(header).getBytes(StandardCharsets.UTF_8)) + "."
                    + part(Admin.text(payload).getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(what.getBytes(StandardCharsets.US_ASCII));
            return what + "." + part(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
