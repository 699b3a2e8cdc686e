package health.keyward.local.house;

import health.keyward.local.apply.RealmApi;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A running house: PostgreSQL, one or two Keycloak nodes with the pack, the realm, the console and the sample apps.
 *
 * <p>{@link #start} either gives back a house that stands or throws {@link CannotStart} and leaves nothing running.
 * {@link #close} stops everything in reverse order. One state folder holds one running house at a time.
 */
public final class House implements AutoCloseable {
    private final Options options;
    private final Progress progress;
    private final Deque<Runnable> closing = new ConcurrentLinkedDeque<>();
    private final Thread atExit = new Thread(this::close, "keyward-stop");
    private final Map<Part, App> apps = new LinkedHashMap<>();
    private final Map<Integer, Keycloak> nodes = new LinkedHashMap<>();
    private final Secrets secrets;
    private final Postgres postgres;
    private final Certificates certificates;
    private final Register register;
    private final Realm realm;
    private final RunFile run;
    private final @Nullable House host;
    private final String database;
    private @Nullable MailSink mail;
    private volatile boolean open = true;

    private House(Options options, Progress progress, Site site, @Nullable House host, String database) {
        this.options = options;
        this.progress = progress;
        this.host = host;
        this.database = database;
        this.run = site.run();
        closing.push(site::close);
        this.secrets = Secrets.at(options.state().resolve("secrets.json"));
        this.certificates = progress.step("certificates", () -> Certificates.in(options, secrets));
        this.register = new Register(options, secrets);
        this.realm = new Realm(options, secrets, certificates, register);
        this.postgres = host != null ? host.postgres : ownPostgres();
    }

    private Postgres ownPostgres() {
        PostgresBinaries binaries =
                progress.step("PostgreSQL programs", () -> PostgresBinaries.unpacked(options.cache()));
        return new Postgres(binaries, options, secrets, run);
    }

    public static House start(Options options, Progress progress) {
        return start(options, progress, null, "");
    }

    /**
     * Starts a house that has no PostgreSQL of its own but a further database on that of {@code host}. Close it before its
     * host.
     */
    public static House beside(House host, String database, Options options, Progress progress) {
        List<String> settings = new ArrayList<>(options.keycloak());
        settings.add("--db-url=" + host.postgres.jdbcUrl(database));
        return start(options.withKeycloak(settings), progress, host, database);
    }

    private static House start(Options options, Progress progress, @Nullable House host, String database) {
        Site site = Site.take(options, progress);
        House house;
        try {
            house = new House(options, progress, site, host, database);
        } catch (RuntimeException failed) {
            site.close();
            throw failed;
        }
        Runtime.getRuntime().addShutdownHook(house.atExit);
        try {
            house.raise();
            return house;
        } catch (RuntimeException failed) {
            house.close();
            throw failed;
        }
    }

    /** The port base of the house that runs in this state folder, in whatever process. */
    public static Optional<Ports> running(Options options) {
        return RunFile.read(options.state().resolve("run.json"))
                .filter(run -> run.starter().isStillThere(Trace.running()))
                .map(run -> new Ports(run.portBase()));
    }

    public Options options() {
        return options;
    }

    public Ports ports() {
        return options.ports();
    }

    /** For instance {@code http://localhost:8180/realms/hospital}. */
    public URI issuer() {
        return Realm.issuer(options.ports());
    }

    /** Base of Keyward's admin API. */
    public URI api() {
        return Realm.api(options.ports());
    }

    public Postgres postgres() {
        return postgres;
    }

    /** @param node 1 or 2 */
    public Keycloak keycloak(int node) {
        return Optional.ofNullable(nodes.get(node))
                .orElseThrow(() -> new IllegalArgumentException("this house has no Keycloak node " + node));
    }

    public MailSink mail() {
        return Optional.ofNullable(mail).orElseThrow(() -> new IllegalStateException("this house has no mail sink"));
    }

    public App console() {
        return app(Part.CONSOLE);
    }

    public App oidcApp() {
        return app(Part.OIDC_APP);
    }

    public App samlApp() {
        return app(Part.SAML_APP);
    }

    /** Who may sign in, with passwords and keys for one-time codes. */
    public Register register() {
        return register;
    }

    /** What is where, for a person who wants to look. */
    public List<Address> addresses() {
        Ports ports = options.ports();
        List<Address> addresses = new ArrayList<>();
        apps.forEach((part, app) ->
                addresses.add(new Address(app.name(), app.address().toString())));
        nodes.forEach((number, node) -> {
            String which = nodes.size() == 1 ? "" : " node " + number;
            addresses.add(new Address("Keycloak" + which, node.address().toString()));
            addresses.add(new Address(
                    "Keycloak" + which + ", TLS", node.secureAddress().toString()));
        });
        addresses.add(new Address("PostgreSQL", postgres.jdbcUrl()));
        if (mail != null) {
            addresses.add(new Address("mail sink", "smtp://localhost:" + ports.mail()));
        }
        return List.copyOf(addresses);
    }

    /** A thing of the house and how to reach it. */
    public record Address(String what, String where) {}

    /** Admin REST as the service account of the realm. */
    public RealmApi operator() {
        return realm.operator();
    }

    /** Admin REST as the temporary account of the master realm; refused once a realm was made, which closes that account. */
    public RealmApi bootstrap() {
        return realm.bootstrap();
    }

    /** PEM certificate of the authority behind the HTTPS listeners. */
    public Path authority() {
        return certificates.authority();
    }

    /** For a client that trusts this house's authority and shows no certificate. */
    public SSLContext tls() {
        return certificates.tls();
    }

    /**
     * A new certificate of this house's authority for client authentication.
     *
     * @param subject for instance {@code CN=ws-17,OU=workstation}
     */
    public CallerCertificate certificateFor(String subject) {
        return certificates.client(subject, options.state().resolve("logs/keytool.log"));
    }

    /** Stops everything, last started first. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (!open) {
            return;
        }
        open = false;
        forgetExitHook();
        RuntimeException first = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().run();
            } catch (RuntimeException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void raise() {
        if (options.nodes() == 0) {
            begin("PostgreSQL", postgres::stop, postgres::start);
            return;
        }
        Server server = Server.built(options, progress);
        keys();
        SigningKeyFile.make(options.state().resolve("signing-key.pem"));
        if (options.parts().contains(Part.MAIL)) {
            MailSink sink = progress.step(
                    "mail sink", () -> MailSink.start(options.ports().mail()));
            mail = sink;
            closing.push(sink::close);
        }
        if (host == null) {
            begin("PostgreSQL", postgres::stop, postgres::start);
        } else {
            progress.step("database " + database, () -> postgres.add(database));
        }
        for (int node = 1; node <= options.nodes(); node++) {
            Keycloak keycloak = new Keycloak(node, options, server, postgres, certificates, secrets, run);
            nodes.put(node, keycloak);
            begin(options.nodes() == 1 ? "Keycloak" : "Keycloak node " + node, keycloak::stop, keycloak::start);
        }
        if (options.parts().contains(Part.REALM)) {
            realm.ensure(progress);
            register.writeDown();
        }
        startApp(Part.CONSOLE, App.console(options, realm.clientSecretFile("keyward-console"), run));
        startApp(Part.OIDC_APP, App.oidc(options, realm.clientSecretFile("ward-board"), run));
        startApp(Part.SAML_APP, App.saml(options, certificates, run));
    }

    /** Remembers how to stop it before it is started, so that a start that fails half-way is cleaned up too. */
    private void begin(String what, Runnable stop, Runnable start) {
        if (!open) {
            throw new CannotStart("the house is being closed");
        }
        closing.push(stop);
        progress.step(what, start);
    }

    private void forgetExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyEnding) {
            progress.say("stopping");
        }
    }

    private void startApp(Part part, App app) {
        if (options.parts().contains(part)) {
            apps.put(part, app);
            begin(app.name(), app::stop, app::start);
        }
    }

    private App app(Part part) {
        return Optional.ofNullable(apps.get(part))
                .orElseThrow(() -> new IllegalStateException("this house was started without " + part));
    }

    /**
     * The HMAC key for names that belong to nobody, and the first key-encryption key of the evidence; made once, or names of different runs could not
     * be compared and nothing that was sealed could be opened.
     */
    private void keys() {
        secretKey(options.state().resolve("name-key"));
        secretKey(PrivateFiles.folder(options.state().resolve("kek")).resolve("kek-1"));
    }

    private static void secretKey(Path file) {
        if (!Files.exists(file)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            PrivateFiles.write(file, key);
        }
    }
}
