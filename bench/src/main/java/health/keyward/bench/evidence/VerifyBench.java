package health.keyward.bench.evidence;

import health.keyward.audit.core.SigningKey;
import health.keyward.bench.Sized;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A whole log verified offline, by the verifier's own process, against reading the same rows out of the database and throwing them away, which proves
 * nothing, and against a signature under every entry.
 */
public final class VerifyBench implements Sized {
    private static final int PORT_BASE = 9640;
    private static final int SIGNED = 10_000;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String question() {
        return "a log verified offline : COPY of its rows to nowhere (gate 1.6), signatures under every entry : that (gate 200)";
    }

    /** Gates of one size. Below a million the start of the verifier's JVM is most of what is measured. */
    private record Limits(int pairs, double copy, double signatures, double secondsAMillion) {
        static Limits of(long events) {
            return events >= 1_000_000 ? new Limits(7, 1.6, 200, 4) : new Limits(5, 15, 20, 30);
        }
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        Options options = Options.whole(root)
                .withState(root.resolve(".keyward/bench/verify"))
                .withPorts(new Ports(PORT_BASE))
                .withNodes(0)
                .withParts(Set.of())
                .withFreshState();
        Progress progress = new Progress(out);
        try (House house = House.start(options, progress);
                Connection connection = house.postgres().connect()) {
            Path export = options.state().resolve("export");
            SigningKey key = key();
            LogFolder folder = new LogFolder(export, key);
            progress.step(events + " entries on both sides", () -> write(events, connection, folder));
            long signatures = Math.min(SIGNED, events);
            SignedEvents signed = progress.step(signatures + " signatures", () -> new SignedEvents(signatures));
            Path jar = root.resolve("verifier/target/keyward-verifier.jar");
            VerifierProcess verifier =
                    new VerifierProcess(jar, export, key.vkey().text());
            Verdict verdict = new Sides(
                            events, verifier, connection, house.postgres().pid(), signed)
                    .measure(Limits.of(events), out);
            folder.delete();
            return verdict;
        } catch (SQLException failed) {
            throw new IllegalStateException("the database refused: " + failed.getMessage(), failed);
        }
    }

    private static SigningKey key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(LogFolder.ORIGIN, pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no Ed25519", missing);
        }
    }

    private static void write(long events, Connection connection, LogFolder folder) {
        try {
            try (LogTable table = LogTable.fresh(connection)) {
                LogEntries.each(events, row -> {
                    folder.add(row.leaf());
                    table.add(row);
                });
            }
            folder.finish();
            LogTable.settle(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the rows cannot be written: " + failed.getMessage(), failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("the rows cannot be written", failed);
        }
    }

    /** What takes turns. */
    private record Sides(
            long events, VerifierProcess verifier, Connection connection, long postgres, SignedEvents signed) {
        Verdict measure(Limits limits, Consumer<String> out) {
            List<Double> wall = new ArrayList<>();
            List<Double> cpu = new ArrayList<>();
            List<Double> signatures = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            out.accept(String.format(
                    Locale.ROOT, "%4s  %18s  %18s  %s", "pair", "verify wall, CPU", "COPY wall, CPU", "a signature"));
            int each = signed.count() / (limits.pairs() + 1);
            for (int pair = 0; pair <= limits.pairs(); pair++) {
                Spent verified = verifier.run();
                Spent copied = copy().plus(copy());
                verified = verified.plus(verifier.run());
                Duration signature =
                        signed.verify(pair * each, (pair + 1) * each).dividedBy(each);
                double all = signature.toNanos() / 1e9 * events;
                out.accept(String.format(
                        Locale.ROOT,
                        "%4d  %8.2f s %6.2f s  %8.2f s %6.2f s  %8.1f us%s",
                        pair,
                        verified.wallSeconds() / 2,
                        verified.cpuSeconds() / 2,
                        copied.wallSeconds() / 2,
                        copied.cpuSeconds() / 2,
                        signature.toNanos() / 1e3,
                        pair == 0 ? "  warm-up" : ""));
                if (pair > 0) {
                    wall.add(verified.wallSeconds() / copied.wallSeconds());
                    cpu.add(verified.cpuSeconds() / copied.cpuSeconds());
                    signatures.add(all * 2 / verified.cpuSeconds());
                    ours.add(verified.wallSeconds() / 2 / events * 1e6);
                }
            }
            Gates gates = new Gates(limits.pairs(), out);
            gates.atMost("verify : COPY, time", limits.copy(), wall, "");
            gates.only("verify : COPY, CPU", cpu, "");
            gates.atMost("seconds a million entries", limits.secondsAMillion(), ours, "");
            gates.atLeast("signatures : verify, CPU", limits.signatures(), signatures, "extrapolated");
            return gates.verdict();
        }

        private Spent copy() {
            Duration before = spent();
            long start = System.nanoTime();
            long rows = LogTable.read(connection);
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            if (rows != events) {
                throw new IllegalStateException("COPY brought " + rows + " rows of " + events);
            }
            return new Spent(wall, spent().minus(before));
        }

        /** PostgreSQL and this process, which takes the rows. */
        private Duration spent() {
            return Cpu.ofTree(postgres).plus(Cpu.of(ProcessHandle.current().pid()));
        }
    }
}
