package health.keyward.bench.console;

import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Memory;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.check.Browser;
import health.keyward.local.check.Page;
import health.keyward.local.check.SignInPages;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Live heap of the console per administrator who is signed in and has the login history open: what is held after a full
 * collection with all of them, less what is held when one was there and the classes are loaded, divided by the others.
 */
public final class ConsoleBench implements Bench {
    /** Bytes; a console with 512 MiB then carries more than a hundred administrators. */
    private static final double MOST_PER_ADMINISTRATOR = 4 << 20;

    private static final double GATE = 1.0;
    private static final int PORT_BASE = 9520;
    private static final int SESSIONS_EACH = 3;
    /** The server takes the codes of the present step and of the next one; then somebody has to wait. */
    private static final Duration TWO_STEPS = Duration.ofSeconds(61);

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String question() {
        return "live heap of the console per signed-in administrator : 4 MiB (gate 1.00)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads memory figures from /proc, which this system does not have");
        }
        Options options = Options.whole(root)
                .withState(root.resolve(".keyward/bench/console"))
                .withPorts(new Ports(PORT_BASE))
                .withParts(Set.of(Part.REALM, Part.CONSOLE))
                .withFreshState();
        List<Browser> browsers = new ArrayList<>();
        try (House house = House.start(options, new Progress(out))) {
            return measure(house, browsers, smoke ? 1 : SESSIONS_EACH, out);
        } finally {
            browsers.forEach(Browser::close);
        }
    }

    private static Verdict measure(House house, List<Browser> browsers, int sessionsEach, Consumer<String> out) {
        List<DemoPerson> administrators = house.register().people().stream()
                .filter(person -> person.enabled()
                        && person.hasSecondFactor()
                        && person.roles().contains("system-admin"))
                .toList();
        Memory one = null;
        for (int session = 0; session < sessionsEach; session++) {
            if (session > 0) {
                pause();
            }
            for (DemoPerson administrator : administrators) {
                browsers.add(atTheHistory(house, administrator));
                if (one == null) {
                    one = Memory.of(house.console().pid());
                }
            }
        }
        Memory all = Memory.of(house.console().pid());
        if (one == null || browsers.size() < 2) {
            throw new CannotStart("the blueprint has no two system administrators with a second factor");
        }
        double each = (all.live() - one.live()) / (double) (browsers.size() - 1);
        out.accept("one administrator:   " + one.words());
        out.accept(browsers.size() + " administrators:    " + all.words());
        out.accept(String.format(java.util.Locale.ROOT, "each further one:    %.2f MiB live", each / (1 << 20)));
        double ratio = each / MOST_PER_ADMINISTRATOR;
        return sessionsEach < SESSIONS_EACH
                ? new Verdict.Inconclusive(ratio, GATE, "a smoke run settles nothing")
                : Verdict.ofOne(ratio, GATE);
    }

    /** Signs in and lets the server build the page, as the script of the page would ask it to. */
    private static Browser atTheHistory(House house, DemoPerson person) {
        URI console = house.console().address();
        Browser browser = new Browser();
        Page page = new SignInPages(browser, Clock.systemUTC()).signIn(browser.open(console), person, "");
        Page built = browser.open(console.resolve("/?v-r=init&location=login-history&query="));
        if (page.status() != 200 || built.status() != 200 || !built.text().contains("appConfig")) {
            throw new CannotStart("the console did not build its page: " + page.status() + ", " + built.status() + " "
                    + built.glimpse());
        }
        return browser;
    }

    private static void pause() {
        try {
            Thread.sleep(TWO_STEPS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
