package health.keyward.it;

import health.keyward.it.fault.FaultyJar;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one house all integration tests share, with impersonation on, so that it can be seen to open nothing; it is started when it is first asked for and stops with the JVM. */
public final class TheHouse {
    private static final int PORT_BASE = Integer.getInteger("keyward.it.port-base", 18180);

    /** Small, so that a test can fill it. */
    static final long SPOOL_MOST_BYTES = 64 << 10;

    private TheHouse() {}

    static House stands() {
        return Started.HOUSE;
    }

    public static Path root() {
        return Path.of(System.getProperty("keyward.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** Its options, for a test that must have a house of its own and can share the built server. */
    static Options options() {
        Path target = root().resolve("integration-tests/target");
        Options whole = Options.whole(root());
        List<Path> jars = new ArrayList<>(whole.providers());
        jars.add(FaultyJar.in(target.resolve("faulty")));
        return whole.withProviders(jars)
                .withBuild(List.of("--features=impersonation"))
                .withKeycloak(List.of(
                        "--spi-user-sessions--infinispan--session-expiration-period=60",
                        "--spi-keyward-room--trust--two-person=" + TwoHands.REALM,
                        "--spi-keyward-room--audit--ntp-server=localhost:" + TestTime.port(),
                        "--spi-keyward-room--audit--spool-most-bytes=" + SPOOL_MOST_BYTES))
                .withState(target.resolve("house"))
                .withPorts(new Ports(PORT_BASE))
                .withFreshState();
    }

    /** Where the feed {@code archive} of the shared house writes what the ledger records, a JSON object a line. */
    static Path feed() {
        return Started.FEED;
    }

    private static final class Started {
        private static final Path FEED = folder();
        private static final House HOUSE =
                House.start(withFeed(options()), new Progress(line -> System.err.println("[house] " + line)));

        private static Path folder() {
            try {
                return Files.createTempDirectory(
                        Files.createDirectories(root().resolve("integration-tests/target")), "feed");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Options withFeed(Options options) {
            List<String> settings = new ArrayList<>(options.keycloak());
            try {
                settings.add("--spi-keyward-room--audit--feeds-file="
                        + Files.writeString(
                                FEED.resolveSibling("feeds.json"),
                                "{\"archive\": {\"kind\": \"file\", \"format\": \"json\", \"target\": \"" + FEED.toUri()
                                        + "\", \"start\": \"now\"}}"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return options.withKeycloak(settings);
        }
    }
}
