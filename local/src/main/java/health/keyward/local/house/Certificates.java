package health.keyward.local.house;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The house's own certificate authority, Keycloak's certificate under it, and the key pair of the SAML app. */
final class Certificates {
    private static final String DAYS = "825";
    private static final String PASSWORD = "KEYWARD_STORE_PASSWORD";
    private static final String AUTHORITY = "ca";
    private static final String SERVER = "server";
    private static final String CLIENT = "client";

    private final Path folder;
    private final String password;

    private Certificates(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    static Certificates in(Options options, Secrets secrets) {
        Path folder = options.state().resolve("tls");
        String password = secrets.token("tls.store-password");
        if (!Files.isDirectory(folder)) {
            Path draft = folder.resolveSibling("tls.new");
            PrivateFiles.delete(draft);
            PrivateFiles.folder(draft);
            new Certificates(draft, password).make(options.state().resolve("logs/keytool.log"));
            try {
                Files.move(draft, folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return new Certificates(folder, password);
    }

    Path serverStore() {
        return folder.resolve("server.p12");
    }

    String password() {
        return password;
    }

    /** PEM certificate of the authority, for clients that should trust the HTTPS listener. */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path samlKey() {
        return folder.resolve("saml-app.key");
    }

    Path samlCertificate() {
        return folder.resolve("saml-app.pem");
    }

    /** Base64 of the SAML app's certificate on one line, as a realm wants it. */
    String samlCertificateLine() {
        try {
            return Files.readString(samlCertificate())
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For a client that trusts the house's authority and shows nothing. */
    SSLContext tls() {
        return tls(null);
    }

    /** @param subject for instance {@code CN=ws-17,OU=workstation} */
    CallerCertificate client(String subject, Path log) {
        List<String> command = generate(CLIENT, subject, "EC", "eku=clientAuth");
        command.addAll(List.of("-signer", AUTHORITY));
        Path file = folder.resolve("client.p12");
        try {
            Files.copy(authorityStore(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            keytool(log, file, command);
            KeyStore own = only(open(file), CLIENT);
            return new CallerCertificate((X509Certificate) own.getCertificate(CLIENT), tls(own));
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("a certificate for " + subject + " cannot be made", failed);
        } finally {
            PrivateFiles.delete(file);
        }
    }

    private SSLContext tls(@Nullable KeyStore own) {
        char[] word = password.toCharArray();
        try (InputStream pem = Files.newInputStream(authority())) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, word);
            trusted.setCertificateEntry(
                    AUTHORITY, CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManager @Nullable [] keys = null;
            if (own != null) {
                KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                shown.init(own, word);
                keys = shown.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("the house's certificates cannot be read", failed);
        }
    }

    private Path authorityStore() {
        return folder.resolve("ca.p12");
    }

    private void make(Path log) {
        Path authorityStore = authorityStore();
        keytool(
                log,
                authorityStore,
                generate(
                        AUTHORITY,
                        "CN=Keyward local authority",
                        "EC",
                        "bc:c=ca:true,pathlen:0",
                        "ku:c=keyCertSign,cRLSign"));
        List<String> server =
                generate(SERVER, "CN=localhost", "EC", "san=dns:localhost,ip:127.0.0.1", "eku=serverAuth");
        server.addAll(List.of("-signer", AUTHORITY));
        keytool(log, authorityStore, server);
        keytool(
                log,
                authorityStore,
                List.of(
                        "-exportcert",
                        "-alias",
                        AUTHORITY,
                        "-rfc",
                        "-file",
                        authority().toString()));
        keytool(
                log,
                folder.resolve("saml-app.p12"),
                generate("saml", "CN=pharmacy", "RSA", "ku=digitalSignature,keyEncipherment", "bc=ca:false"));
        split(authorityStore);
        exportSamlPair();
        PrivateFiles.delete(folder.resolve("saml-app.p12"));
    }

    /** Keycloak gets its own key and not that of the authority. */
    private void split(Path both) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            only(open(both), SERVER).store(bytes, password.toCharArray());
            PrivateFiles.write(serverStore(), bytes.toByteArray());
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("the server's key store cannot be made", failed);
        }
    }

    /** That key with its chain, and no other. */
    private KeyStore only(KeyStore from, String alias) throws GeneralSecurityException, IOException {
        char[] word = password.toCharArray();
        KeyStore to = KeyStore.getInstance("PKCS12");
        to.load(null, word);
        to.setKeyEntry(alias, from.getKey(alias, word), word, from.getCertificateChain(alias));
        return to;
    }

    private void exportSamlPair() {
        try {
            KeyStore store = open(folder.resolve("saml-app.p12"));
            Key key = store.getKey("saml", password.toCharArray());
            Certificate certificate = store.getCertificate("saml");
            PrivateFiles.write(samlKey(), pem("PRIVATE KEY", key.getEncoded()));
            PrivateFiles.write(samlCertificate(), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("the SAML app's key cannot be written", failed);
        }
    }

    private KeyStore open(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static List<String> generate(String alias, String name, String algorithm, String... extensions) {
        List<String> command = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-dname", name, "-keyalg", algorithm, "-validity", DAYS));
        command.addAll(algorithm.equals("EC") ? List.of("-groupname", "secp256r1") : List.of("-keysize", "3072"));
        for (String extension : extensions) {
            command.add("-ext");
            command.add(extension);
        }
        return command;
    }

    private void keytool(Path log, Path store, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Jvm.tool("keytool")));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass:env", PASSWORD));
        Tool.run("keytool", command, Map.of(PASSWORD, password), log);
    }

    private static byte[] pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return ("-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
