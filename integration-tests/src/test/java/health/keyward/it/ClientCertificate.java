package health.keyward.it;

import health.keyward.local.house.House;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate an app shows on its connection and its tokens are bound to (RFC 8705), from an authority of the tests' own. */
final class ClientCertificate {
    private static final String PASSWORD = "only-for-this-test";
    private static final String AUTHORITY = "authority";

    private final HttpClient connection;
    private final Certificate certificate;

    private ClientCertificate(String alias) {
        char[] word = PASSWORD.toCharArray();
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, word);
            KeyStore all = Authority.read();
            own.setKeyEntry(alias, all.getKey(alias, word), word, all.getCertificateChain(alias));
            certificate = all.getCertificate(alias);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, word);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(theHouse(Ward.house()));
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            connection = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static ClientCertificate issued() {
        String alias = Staff.fresh("app");
        Authority.keytool(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias,
                "-ext",
                "eku=clientAuth",
                "-signer",
                AUTHORITY);
        return new ClientCertificate(alias);
    }

    /** For a house whose HTTPS listeners ask for certificates of this authority, and take connections without one. */
    static List<String> building() {
        return List.of("--https-client-auth=request");
    }

    static List<String> starting() {
        return List.of("--https-trust-store-file=" + Authority.trusted(), "--https-trust-store-password=" + PASSWORD);
    }

    /** What a token that is bound to it has as {@code cnf.x5t#S256}. */
    String thumbprint() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same client at the HTTPS listener. */
    static Tokens.Client overTls(Tokens.Client client) {
        return new Tokens.Client(
                client.id(),
                client.secret(),
                client.redirect(),
                URI.create(Ward.house().keycloak(1).secureAddress()
                        + client.issuer().getPath()));
    }

    HttpResponse<String> send(HttpRequest request) {
        return Http.send(connection, request);
    }

    private static KeyStore theHouse(House house) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(house.authority())) {
            trusted.setCertificateEntry(
                    "house", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        return trusted;
    }

    /** Made once for a run, before the house is started. */
    private static final class Authority {
        private static final Path KEYS = made();

        private static Path made() {
            Path folder = TheHouse.lane().resolve("client-authority");
            try {
                Files.createDirectories(folder);
                Path keys = folder.resolve("keys.p12");
                Files.deleteIfExists(keys);
                keytool(
                        keys,
                        "-genkeypair",
                        "-alias",
                        AUTHORITY,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Apps of the tests",
                        "-ext",
                        "bc:c=ca:true,pathlen:0",
                        "-ext",
                        "ku:c=keyCertSign");
                return keys;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Path trusted() {
            Path file = KEYS.resolveSibling("trusted.p12");
            try {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                trusted.setCertificateEntry(AUTHORITY, read().getCertificate(AUTHORITY));
                try (var out = Files.newOutputStream(file)) {
                    trusted.store(out, PASSWORD.toCharArray());
                }
                return file;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        static KeyStore read() throws GeneralSecurityException, IOException {
            return KeyStore.getInstance(KEYS.toFile(), PASSWORD.toCharArray());
        }

        static void keytool(String... arguments) {
            keytool(KEYS, arguments);
        }

        private static void keytool(Path keys, String... arguments) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(arguments));
            command.addAll(List.of(
                    "-validity", "30", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD));
            PolicyBundles.runs(TheHouse.root(), command.toArray(String[]::new));
        }
    }
}
