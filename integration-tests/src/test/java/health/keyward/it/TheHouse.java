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
import java.util.Map;
import java.util.stream.Stream;

/**
 * The house the integration tests of this JVM share, with impersonation on, so that it can be seen to open nothing; it is started when it is first
 * asked for and stops with the JVM. Test JVMs run side by side, each in a lane of its own: its house, its files, its ports.
 */
public final class TheHouse {
    private static final int LANE = Integer.getInteger("keyward.it.lane", 1);
    private static final int PORTS_OF_A_LANE = 100;
    private static final int PORT_BASE =
            Integer.getInteger("keyward.it.port-base", 18180) + (LANE - 1) * PORTS_OF_A_LANE;

    /** Small, so that a test can fill it. */
    static final long SPOOL_MOST_BYTES = 64 << 10;

    private TheHouse() {}

    static House stands() {
        return Started.HOUSE;
    }

    /** Where the house's feed {@code desk} goes; it listens as long as the house stands. */
    static Receiver receiver() {
        return Started.RECEIVER;
    }

    /** Where the house's feed {@code archive} is written. */
    static Path archive() {
        return lane().resolve("archive");
    }

    public static Path root() {
        return Path.of(System.getProperty("keyward.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** Where everything that belongs to this JVM's run is kept. */
    public static Path lane() {
        Path lane = root().resolve("integration-tests/target/lane-" + LANE);
        try {
            return Files.createDirectories(lane);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its options, for a test that must have a house of its own and can share the built server. */
    static Options options() {
        Path target = lane();
        Options whole = Options.whole(root());
        List<Path> jars = new ArrayList<>(whole.providers());
        jars.add(FaultyJar.in(target.resolve("faulty")));
        List<String> build = new ArrayList<>(ClientCertificate.building());
        build.add("--features=impersonation");
        List<String> start = new ArrayList<>(ClientCertificate.starting());
        start.addAll(List.of(
                "--spi-user-sessions--infinispan--session-expiration-period=60",
                "--spi-keyward-room--trust--two-person=" + TwoHands.REALM,
                "--spi-keyward-room--stepup--mds-root=" + Fido.root(),
                "--spi-keyward-room--stepup--mds-file=" + Fido.file(),
                "--spi-keyward-room--audit--ntp-server=localhost:" + TestTime.port(),
                "--spi-keyward-room--audit--spool-most-bytes=" + SPOOL_MOST_BYTES));
        return whole.withProviders(jars)
                .withBuild(build)
                .withKeycloak(start)
                .withState(target.resolve("house"))
                .withPorts(new Ports(PORT_BASE))
                .withFreshState();
    }

    /** The options of a house as they are, and feeds to two other systems. */
    private static Options feeding(Receiver receiver) {
        Options plain = options();
        Path feeds = lane().resolve("feeds.json");
        try {
            Files.createDirectories(archive());
            try (Stream<Path> ofAnotherRun = Files.list(archive())) {
                for (Path old : ofAnotherRun.toList()) {
                    Files.delete(old);
                }
            }
            Files.writeString(
                    feeds,
                    Admin.text(Map.of(
                            "desk",
                            Map.of(
                                    "kind",
                                    "webhook",
                                    "format",
                                    "json",
                                    "people",
                                    "names",
                                    "target",
                                    receiver.address()),
                            "archive",
                            Map.of(
                                    "kind",
                                    "file",
                                    "format",
                                    "fhir",
                                    "target",
                                    archive().toUri()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> more = new ArrayList<>(plain.keycloak());
        more.add("--spi-keyward-room--audit--feeds-file=" + feeds);
        return plain.withKeycloak(more);
    }

    private static final class Started {
        private static final Receiver RECEIVER = Receiver.up();
        private static final House HOUSE =
                House.start(feeding(RECEIVER), new Progress(line -> System.err.println("[house] " + line)));
    }
}
