package health.keyward.local.house;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The console or a sample app: a jar that runs as a process of its own. */
public final class App {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Path jar;
    private final int heapMegabytes;
    private final URI address;
    private final Map<String, String> environment;
    private final Path log;
    private final RunFile run;
    private @Nullable Child child;

    private App(
            String name,
            Path jar,
            int heapMegabytes,
            URI address,
            Map<String, String> environment,
            Path log,
            RunFile run) {
        this.name = name;
        this.jar = jar;
        this.heapMegabytes = heapMegabytes;
        this.address = address;
        this.environment = environment;
        this.log = log;
        this.run = run;
    }

    static App console(Options options, Path secretFile, RunFile run) {
        URI issuer = Realm.issuer(options.ports());
        return new App(
                "console",
                options.root().resolve("admin-ui/target/keyward-console.jar"),
                384,
                URI.create("http://localhost:" + options.ports().console()),
                new TreeMap<>(Map.of(
                        "SERVER_PORT", Integer.toString(options.ports().console()),
                        "SERVER_ADDRESS", "127.0.0.1",
                        "KEYWARD_ISSUER", issuer.toString(),
                        "KEYWARD_API", Realm.api(options.ports()).toString(),
                        "KEYWARD_CLIENT_SECRET_FILE", secretFile.toString(),
                        "KEYWARD_HOSPITAL_NAME", Realm.HOSPITAL,
                        "KEYWARD_IDLE_MINUTES", "15")),
                logOf(options, "console"),
                run);
    }

    static App oidc(Options options, Path secretFile, RunFile run) {
        return new App(
                "Ward board (OIDC)",
                options.root().resolve("examples/oidc-app/target/keyward-example-oidc.jar"),
                128,
                URI.create("http://localhost:" + options.ports().oidcApp()),
                Map.of(
                        "PORT", Integer.toString(options.ports().oidcApp()),
                        "ISSUER", Realm.issuer(options.ports()).toString(),
                        "PRESCRIPTION_MAX_AGE", "45s",
                        "CLIENT_SECRET_FILE", secretFile.toString()),
                logOf(options, "ward-board"),
                run);
    }

    static App saml(Options options, Certificates certificates, RunFile run) {
        URI address = URI.create("http://localhost:" + options.ports().samlApp());
        return new App(
                "Pharmacy (SAML)",
                options.root().resolve("examples/saml-app/target/keyward-example-saml.jar"),
                128,
                address,
                Map.of(
                        "PORT", Integer.toString(options.ports().samlApp()),
                        "IDP_METADATA_URL", Realm.issuer(options.ports()) + "/protocol/saml/descriptor",
                        "SP_KEY_FILE", certificates.samlKey().toString(),
                        "SP_CERT_FILE", certificates.samlCertificate().toString(),
                        "BASE_URL", address.toString()),
                logOf(options, "pharmacy"),
                run);
    }

    public String name() {
        return name;
    }

    public URI address() {
        return address;
    }

    /** Starts it, or starts it again, and waits until it answers. */
    public void start() {
        if (!Files.exists(jar)) {
            throw new CannotStart("not built yet: " + jar);
        }
        List<String> command = List.of(
                Jvm.java(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                jar.toString());
        Child started = Child.start(name, List.of(), command, environment, log);
        child = started;
        run.add(started.trace());
        Await.answer(started, address, status -> status > 0 && status < 500, PATIENCE);
    }

    public void stop() {
        if (child != null) {
            child.stop();
        }
    }

    public void kill9() {
        if (child != null) {
            child.kill9();
        }
    }

    /** Process id; 0 before the first start. */
    public long pid() {
        return child == null ? 0 : child.pid();
    }

    private static Path logOf(Options options, String name) {
        return options.state().resolve("logs").resolve(name + ".log");
    }
}
