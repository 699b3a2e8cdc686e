package health.keyward.local.house;

import health.keyward.local.apply.AdminRefusal;
import health.keyward.local.apply.Apply;
import health.keyward.local.apply.HttpRealmApi;
import health.keyward.local.apply.Login;
import health.keyward.local.apply.MasterRealm;
import health.keyward.local.apply.RealmApi;
import health.keyward.local.apply.Settings;
import health.keyward.local.apply.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The hospital's realm in a running Keycloak: made once from the blueprint, then only looked at. */
final class Realm {
    static final String NAME = "hospital";
    static final String HOSPITAL = "Lindenfield Hospital";
    static final String BOOTSTRAP = "keyward-bootstrap";
    static final String OPERATOR = "keyward-operator";
    static final String MASTER_ADMIN = "keyward-admin";

    private static final String MADE_FROM = "realm.made-from";
    private static final String HARDENED = "master.hardened";

    private final Options options;
    private final Secrets secrets;
    private final Certificates certificates;
    private final Path blueprintFolder;
    private final Register register;

    Realm(Options options, Secrets secrets, Certificates certificates, Register register) {
        this.options = options;
        this.secrets = secrets;
        this.certificates = certificates;
        this.blueprintFolder = Register.blueprintFolder(options);
        this.register = register;
    }

    static URI issuer(Ports ports) {
        return URI.create("http://localhost:" + ports.http(1) + "/realms/" + NAME);
    }

    static URI api(Ports ports) {
        return URI.create("http://localhost:" + ports.http(1) + "/admin/realms/" + NAME + "/keyward/v1");
    }

    RealmApi operator() {
        return connect(new Login.Service(NAME, OPERATOR, secrets.token("client." + OPERATOR)));
    }

    /** Makes the realm, or makes it again when an earlier run was interrupted, or leaves it as it is. */
    void ensure(Progress progress) {
        String wanted = fingerprint();
        if (!secrets.has(MADE_FROM)) {
            progress.step("realm " + NAME, () -> make(wanted));
        } else if (!secrets.token(MADE_FROM).equals(wanted)) {
            progress.say(
                    "  the blueprint changed since this realm was made; './keyward up --reset' starts from the new one");
        }
        if (!secrets.has(HARDENED)) {
            progress.step("master realm closed", this::harden);
        }
        checkOperator();
    }

    private void make(String fingerprint) {
        RealmApi admin = bootstrap();
        if (admin.find("/realms/" + NAME).isPresent()) {
            admin.delete("/realms/" + NAME);
        }
        Apply.createRealm(admin, register.blueprint(), settings(), register.secretsByName());
        secrets.put(MADE_FROM, fingerprint);
    }

    private void harden() {
        try {
            MasterRealm.harden(
                    bootstrap(), register.blueprint(), settings(), MASTER_ADMIN, register.secretOf(MASTER_ADMIN, true));
        } catch (AdminRefusal refused) {
            boolean bootstrapGone = refused.status() == 400 || refused.status() == 401;
            if (!bootstrapGone) {
                throw refused;
            }
            // an earlier run removed the bootstrap account, which is the last step, and was stopped before it could
            // note that
            checkOperator();
        }
        secrets.put(HARDENED, "true");
    }

    /** The quick look of a warm start: the service account still gets in. */
    private void checkOperator() {
        try {
            operator().get("/realms/" + NAME);
        } catch (AdminRefusal refused) {
            throw new CannotStart(
                    "the realm does not accept " + OPERATOR + " (" + refused.getMessage()
                            + "); './keyward up --reset' starts afresh",
                    refused);
        }
    }

    private Settings settings() {
        Ports ports = options.ports();
        return new Settings(
                Variant.LOCAL,
                Map.ofEntries(
                        Map.entry("realm", NAME),
                        Map.entry("hospital-name", HOSPITAL),
                        Map.entry("host", "localhost"),
                        Map.entry("keycloak-url", "http://localhost:" + ports.http(1)),
                        Map.entry("console-url", "http://localhost:" + ports.console()),
                        Map.entry("ward-board-url", "http://localhost:" + ports.oidcApp()),
                        Map.entry("pharmacy-url", "http://localhost:" + ports.samlApp()),
                        Map.entry("console-secret", secrets.token("client.keyward-console")),
                        Map.entry("ward-board-secret", secrets.token("client.ward-board")),
                        Map.entry("operator-secret", secrets.token("client." + OPERATOR)),
                        Map.entry("pharmacy-certificate", certificates.samlCertificateLine()),
                        Map.entry("mail-host", "localhost"),
                        Map.entry("mail-port", Integer.toString(ports.mail())),
                        Map.entry("mail-from", "identity@lindenfield.example")));
    }

    RealmApi bootstrap() {
        return connect(new Login.Service("master", BOOTSTRAP, secrets.token("bootstrap")));
    }

    private RealmApi connect(Login login) {
        return new HttpRealmApi(
                URI.create("http://localhost:" + options.ports().http(1)), login, HttpClient.newHttpClient());
    }

    private String fingerprint() {
        try (Stream<Path> files = Files.list(blueprintFolder)) {
            return Hash.of(
                    List.of(), files.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + blueprintFolder, failed);
        }
    }

    /** A client's secret in a file of its own, as the apps read it. */
    Path clientSecretFile(String client) {
        Path file = PrivateFiles.folder(options.state().resolve("clients")).resolve(client + ".secret");
        PrivateFiles.write(file, secrets.token("client." + client).getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
