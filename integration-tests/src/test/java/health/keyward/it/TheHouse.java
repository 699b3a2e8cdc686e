package health.keyward.it;

import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;

/** The one house all integration tests share; it is started when it is first asked for and stops with the JVM. */
final class TheHouse {
    private static final int PORT_BASE = Integer.getInteger("keyward.it.port-base", 18180);

    private TheHouse() {}

    static House stands() {
        return Started.HOUSE;
    }

    static Path root() {
        return Path.of(System.getProperty("keyward.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    private static final class Started {
        private static final House HOUSE = House.start(
                Options.whole(root())
                        .withState(root().resolve("integration-tests/target/house"))
                        .withPorts(new Ports(PORT_BASE))
                        .withFreshState(),
                new Progress(line -> System.err.println("[house] " + line)));
    }
}
