package health.keyward.bench;

import health.keyward.bench.console.ConsoleBench;
import health.keyward.bench.login.LoginBench;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.CannotStart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Entry point of {@code keyward-bench.jar}: {@code list}, or {@code NAME [--smoke]}. */
public final class Main {
    private static final List<Bench> BENCHES = List.of(new LoginBench(), new ConsoleBench());
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
        Optional<Bench> wanted = args.size() == 1 || smoke ? named(args.get(0)) : Optional.empty();
        if (wanted.isEmpty()) {
            out.println("bench: use 'bench list' or 'bench NAME [--smoke]'");
            return WRONG_USE;
        }
        try {
            Verdict verdict = wanted.get().run(root, smoke, out::println);
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
