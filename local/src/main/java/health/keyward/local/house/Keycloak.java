package health.keyward.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One node: a process of the built server with a data folder of its own, so that two nodes may share one built server. */
public final class Keycloak {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int OK = 200;

    private final int node;
    private final Options options;
    private final Server server;
    private final Postgres postgres;
    private final Certificates certificates;
    private final Secrets secrets;
    private final RunFile run;
    private final Path home;
    private @Nullable Child child;

    Keycloak(
            int node,
            Options options,
            Server server,
            Postgres postgres,
            Certificates certificates,
            Secrets secrets,
            RunFile run) {
        this.node = node;
        this.options = options;
        this.server = server;
        this.postgres = postgres;
        this.certificates = certificates;
        this.secrets = secrets;
        this.run = run;
        this.home = options.state().resolve("node" + node);
    }

    /** For instance {@code http://localhost:8180}. */
    public URI address() {
        return URI.create("http://localhost:" + options.ports().http(node));
    }

    public URI secureAddress() {
        return URI.create("https://localhost:" + options.ports().https(node));
    }

    public URI management() {
        return URI.create("http://localhost:" + options.ports().management(node));
    }

    public Path log() {
        return options.state().resolve("logs").resolve("keycloak-" + node + ".log");
    }

    /** Starts it, or starts it again, and waits until it is ready. */
    public void start() {
        start(List.of());
    }

    /** @param more options of Keycloak, for as long as this process runs */
    public void start(List<String> more) {
        furnish();
        List<String> command = new ArrayList<>(command());
        command.addAll(more);
        Child started = Child.start("Keycloak " + node, List.of(), command, environment(), log());
        child = started;
        run.add(started.trace());
        Await.answer(started, management().resolve("/health/ready"), status -> status == OK, PATIENCE);
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

    /** Process id of the node; 0 before the first start. */
    public long pid() {
        return child == null ? 0 : child.pid();
    }

    /** Links to the built server and a data folder that is this node's alone. */
    private void furnish() {
        try {
            Files.createDirectories(home.resolve("data").resolve("password-blacklists"));
            for (String shared : List.of("lib", "providers", "themes", "conf", "bin", "version.txt")) {
                Path link = home.resolve(shared);
                if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(link);
                }
                Files.createSymbolicLink(link, server.home().resolve(shared));
            }
            Path denied = options.root().resolve("deploy/blueprint/denied-passwords.txt");
            if (Files.exists(denied)) {
                Files.copy(
                        denied,
                        home.resolve("data/password-blacklists/denied-passwords.txt"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot furnish " + home, failed);
        }
    }

    private List<String> command() {
        Ports ports = options.ports();
        List<String> command = new ArrayList<>(List.of(
                Jvm.java(),
                "-Xms256m",
                "-Xmx768m",
                "-XX:MaxMetaspaceSize=320m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                server.home().resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--hostname=" + "http://localhost:" + ports.http(1),
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + ports.http(node),
                "--https-port=" + ports.https(node),
                "--http-management-port=" + ports.management(node),
                "--http-management-scheme=http",
                "--https-key-store-file=" + certificates.serverStore(),
                "--db-url=" + postgres.jdbcUrl(),
                "--db-username=" + postgres.user(),
                "--db-pool-max-size=50",
                "--spi-password-policy--password-blacklist--false-positive-probability=0.000000001",
                "--spi-keyward-room--audit--name-key-file=" + options.state().resolve("name-key"),
                "--spi-keyward-room--audit--kek-dir=" + options.state().resolve("kek"),
                "--spi-keyward-room--audit--spool-dir=" + home.resolve("data").resolve("keyward-spool"),
                "--spi-keyward-room--audit--signing-key-file=" + options.state().resolve("signing-key.pem"),
                "--spi-keyward-room--audit--origin=localhost/keyward",
                "--spi-keyward-room--audit--checkpoint-every-seconds=2",
                "--spi-keyward-room--audit--evidence-realm=" + Realm.NAME));
        if (options.nodes() == 1) {
            command.add("--cache=local");
        } else {
            command.add("--cache=ispn");
            command.add("--cache-embedded-network-bind-address=127.0.0.1");
            command.add("--cache-embedded-network-bind-port=" + ports.cluster(node));
        }
        command.addAll(options.keycloak());
        command.addAll(1, options.jvm());
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KC_DB_PASSWORD", postgres.password());
        environment.put("KC_HTTPS_KEY_STORE_PASSWORD", certificates.password());
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", Realm.BOOTSTRAP);
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secrets.token("bootstrap"));
        return environment;
    }
}
