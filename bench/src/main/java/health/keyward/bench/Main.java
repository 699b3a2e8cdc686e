package health.keyward.bench;

import health.keyward.bench.decide.DecideBench;
import health.keyward.bench.decide.ReplayBench;
import health.keyward.bench.evidence.VerifyBench;
import health.keyward.bench.history.AppendBench;
import health.keyward.bench.history.ExportBench;
import health.keyward.bench.history.FailuresBench;
import health.keyward.bench.history.HistoryBench;
import health.keyward.bench.history.ReadsBench;
import health.keyward.bench.login.BreakGlassBench;
import health.keyward.bench.login.GateBench;
import health.keyward.bench.login.InactivityBench;
import health.keyward.bench.login.LoginBench;
import health.keyward.bench.login.PdpBench;
import health.keyward.bench.login.StepUpBench;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.review.ReviewBench;
import health.keyward.local.house.CannotStart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entry point of {@code keyward-bench.jar}: {@code list}, or {@code NAME [--smoke | --events=N]}. */
public final class Main {
    private static final List<Bench> BENCHES = List.of(
            new LoginBench(),
            new StepUpBench(),
            new GateBench(),
            new BreakGlassBench(),
            new PdpBench(),
            new AppendBench(),
            new VerifyBench(),
            new HistoryBench(),
            new FailuresBench(),
            new ExportBench(),
            new ReadsBench(),
            new DecideBench(),
            new InactivityBench(),
            new ReviewBench(),
            new ReplayBench());
    private static final Pattern EVENTS = Pattern.compile("--events=([1-9]\\d{3,8})");
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] args) {
        Path root =
                Path.of(System.getProperty("keyward.root", "")).toAbsolutePath().normalize();
        System.exit(run(List.of(args), root, System.out));
    }

    /** @return 0 gates hold, 1 a gate does not or the run failed, 2 wrong use, 3 inconclusive */
    static int run(List<String> args, Path root, PrintStream out) {
        if (args.equals(List.of("list"))) {
            BENCHES.forEach(bench -> out.println(bench.name() + "  " + bench.question()));
            return 0;
        }
        boolean smoke = args.size() == 2 && args.get(1).equals("--smoke");
        Matcher sized = EVENTS.matcher(args.size() == 2 ? args.get(1) : "");
        boolean ofSize = sized.matches();
        Optional<Bench> wanted = args.size() == 1 || smoke || ofSize
                ? named(args.get(0)).filter(bench -> !ofSize || bench instanceof Sized)
                : Optional.empty();
        if (wanted.isEmpty()) {
            out.println("bench: use 'bench list' or 'bench NAME [--smoke | --events=N]'");
            return WRONG_USE;
        }
        try {
            Verdict verdict = ofSize && wanted.get() instanceof Sized bench
                    ? bench.run(root, Long.parseLong(sized.group(1)), out::println)
                    : wanted.get().run(root, smoke, out::println);
            out.println(verdict.meaning());
            out.println(verdict.line());
            return verdict.exitCode();
        } catch (CannotStart cannot) {
            out.println("bench: " + cannot.getMessage());
            return FAILED;
        }
    }

    private static Optional<Bench> named(String name) {
        return BENCHES.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }
}
