package health.keyward.local;

import health.keyward.local.check.FirstSignIn;
import health.keyward.local.demo.DemoEligibility;
import health.keyward.local.demo.DemoHistory;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** {@code ./keyward up}. */
final class UpCommand {
    private final Path root;
    private final PrintStream out;

    UpCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** @return exit code: 0 done, 1 the house does not stand or the check failed */
    int run(Request.Up up) {
        Options kept = Options.whole(root).withPorts(new Ports(up.portBase())).withNodes(up.nodes());
        Options options = up.reset() ? kept.withFreshState() : kept;
        try {
            if (up.check()) {
                return FirstSignIn.check(options, new Progress(out::println)) ? 0 : 1;
            }
            return stay(options, up.demo());
        } catch (CannotStart reason) {
            out.println("keyward: " + reason.getMessage());
            return 1;
        } catch (RuntimeException unforeseen) {
            out.println("keyward: " + unforeseen.getMessage() + "; details: " + writeDown(unforeseen, options));
            return 1;
        }
    }

    private int stay(Options options, boolean demo) {
        long start = System.nanoTime();
        try (House house = House.start(options, new Progress(out::println))) {
            if (demo) {
                DemoHistory.fill(house, Clock.systemUTC(), new Progress(out::println));
            }
            DemoEligibility.agree(house, Clock.systemUTC(), new Progress(out::println));
            new Table(house).print(out);
            out.printf(
                    "%nThe house stands after %d s. Ctrl-C stops it.%n", (System.nanoTime() - start) / 1_000_000_000L);
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Path writeDown(RuntimeException unforeseen, Options options) {
        Path log = options.state().resolve("logs").resolve("starter.log");
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
            unforeseen.printStackTrace(writer);
            return log;
        } catch (IOException alsoFailed) {
            throw new UncheckedIOException(alsoFailed);
        }
    }
}
