package health.keyward.bench.decide;

import com.sun.management.ThreadMXBean;
import health.keyward.abac.core.Engine;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.CannotStart;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The same question through the same interface, answered in this process and by a real OPA on the loopback, in turns; and what OPA's own {@code bench} says
 * of the same policy, data and question without a server. Keycloak's Authorization Services are not measured here: they cannot be asked these questions.
 */
public final class DecideBench implements Bench {
    private static final double MOST_MICROS = 25;
    private static final double LEAST_TIMES = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** @param benched questions that {@code opa bench} is asked */
    private record Size(int pairs, int enough, int ours, int theirs, int benched) {
        static final Size FULL = new Size(7, 7, 50_000, 2_000, 6);
        static final Size SMOKE = new Size(2, 7, 2_000, 60, 1);
    }

    /** @param cpuMicros per decision, of this thread and of OPA */
    private record Block(double p50, double p99, double cpuMicros, double bytes) {}

    @Override
    public String name() {
        return "decide";
    }

    @Override
    public String question() {
        return "a decision in process (gate 25 us) : by a real OPA over loopback (gate 20 times)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        Size size = smoke ? Size.SMOKE : Size.FULL;
        Corpus corpus = Corpus.of(root);
        out.accept(corpus.questions().size() + " questions " + corpus.effects() + ", " + corpus.data() / 1000
                + " KB of data");
        try (OpaProcess opa = OpaProcess.start(root)) {
            same(corpus, opa);
            return measure(size, corpus, opa, out);
        }
    }

    /** Both must say the same, or nothing is worth measuring. */
    private static void same(Corpus corpus, OpaProcess opa) {
        for (Corpus.Question question : corpus.questions()) {
            String theirs = Corpus.effect(opa.engine().evaluate(Corpus.ENTRYPOINT, question.input(), DEADLINE));
            if (!theirs.equals(question.effect())) {
                throw new CannotStart("OPA says '" + theirs + "' to " + JsonValues.write(question.input()));
            }
        }
    }

    private static Verdict measure(Size size, Corpus corpus, OpaProcess opa, Consumer<String> out) {
        List<Map<String, @Nullable Object>> inputs =
                corpus.questions().stream().map(Corpus.Question::input).toList();
        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        out.accept(String.format(
                Locale.ROOT, "%4s  %-38s  %s", "pair", "embedded p50, p99, CPU us; bytes", "server p50, p99, CPU us"));
        for (int pair = 0; pair <= size.pairs(); pair++) {
            Block first = block(corpus.engine(), inputs, size.ours() / 2, 0);
            Block server = block(opa.engine(), inputs, size.theirs(), opa.pid());
            Block second = block(corpus.engine(), inputs, size.ours() / 2, 0);
            double p50 = (first.p50() + second.p50()) / 2;
            double ourCpu = (first.cpuMicros() + second.cpuMicros()) / 2;
            out.accept(String.format(
                    Locale.ROOT,
                    "%4d  %7.1f %7.1f %7.1f  %9.0f  %7.0f %7.0f %7.0f%s",
                    pair,
                    p50,
                    (first.p99() + second.p99()) / 2,
                    ourCpu,
                    (first.bytes() + second.bytes()) / 2,
                    server.p50(),
                    server.p99(),
                    server.cpuMicros(),
                    pair == 0 ? "  warm-up" : ""));
            if (pair > 0) {
                ours.add(p50);
                ratios.add(server.p50() / p50);
                cpu.add(server.cpuMicros() / ourCpu);
            }
        }
        List<Double> own = new ArrayList<>();
        double typical =
                ours.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        for (int i = 0; i < size.benched(); i++) {
            Map<String, @Nullable Object> input = inputs.get(i * inputs.size() / size.benched());
            own.add(opa.benched(input).toNanos() / 1e3 / typical);
        }
        Gates gates = new Gates(size.enough(), out);
        gates.atMost("embedded p50, us", MOST_MICROS, ours, "");
        gates.atLeast("server p50 : embedded p50", LEAST_TIMES, ratios, "");
        gates.only("server : embedded, CPU", cpu, "this thread and OPA");
        gates.only("opa bench median : embedded p50", own, "some of the questions, OPA's own figure");
        return gates.verdict();
    }

    /** @param pid of a server whose CPU counts too; 0 for none */
    private static Block block(Engine engine, List<Map<String, @Nullable Object>> inputs, int times, long pid) {
        long[] took = new long[times];
        long self = Thread.currentThread().threadId();
        long bytes = THREADS.getThreadAllocatedBytes(self);
        Duration before = pid == 0 ? Duration.ZERO : Cpu.of(pid);
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            Engine.Outcome outcome = engine.evaluate(Corpus.ENTRYPOINT, inputs.get(i % inputs.size()), DEADLINE);
            took[i] = System.nanoTime() - start;
            if (outcome instanceof Engine.Outcome.Failed failed) {
                throw new IllegalStateException(engine.name() + ": " + failed.failure() + " " + failed.detail());
            }
        }
        long spent = THREADS.getCurrentThreadCpuTime() - cpu;
        long servers = pid == 0 ? 0 : Cpu.of(pid).minus(before).toNanos();
        long allocated = THREADS.getThreadAllocatedBytes(self) - bytes;
        Arrays.sort(took);
        return new Block(
                took[times / 2] / 1e3,
                took[(int) (times * 0.99)] / 1e3,
                (spent + servers) / 1e3 / times,
                (double) allocated / times);
    }
}
