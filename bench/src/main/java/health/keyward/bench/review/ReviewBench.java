package health.keyward.bench.review;

import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Duel;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Memory;
import health.keyward.bench.measure.Verdict;
import health.keyward.local.house.CannotStart;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Row 14: a campaign over 100,000 people with ten grants each, from the draft to the last right taken, against a script that asks Keycloak's admin REST for the
 * same. The script reads and revokes for some people in each block, and what that costs a person is compared.
 */
public final class ReviewBench implements Bench {
    private static final int FULL = 100_000;
    private static final int SMOKE = 5_000;
    private static final int PAIRS = 5;
    private static final int SMOKE_PAIRS = 2;
    /** People whom the script reads in a block. */
    private static final int READ = 1_000;

    private static final int SMOKE_READ = 100;
    /** People from whom the script takes a role, in each of two blocks. */
    private static final int REVOKED = 500;

    private static final int SMOKE_REVOKED = 25;
    private static final int PAGE_PAIRS = 12;
    private static final int PAGE_TURNS = 10;
    private static final int SMOKE_PAGE_TURNS = 5;
    private static final int PAGE = 50;
    private static final double MOST_PAGE_MILLIS = 50;
    private static final double MOST_SECONDS = 60;
    private static final double MOST_HEAP = 64;

    /** What the size asks for. */
    private record Size(int people, int pairs, int read, int revoked, boolean full) {
        static Size of(boolean smoke) {
            return smoke
                    ? new Size(SMOKE, SMOKE_PAIRS, SMOKE_READ, SMOKE_REVOKED, false)
                    : new Size(FULL, PAIRS, READ, REVOKED, true);
        }

        double gate(double ofFull, double ofSmoke) {
            return full ? ofFull : ofSmoke;
        }
    }

    @Override
    public String name() {
        return "review";
    }

    @Override
    public String question() {
        return "a campaign over 100,000 people with 10 grants each, Keycloak's admin REST : Keyward (gate 25)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        Size size = Size.of(smoke);
        Grants grants = new Grants(size.people());
        try (Sides sides = Sides.start(root, grants, out)) {
            Course course = new Course(sides, grants);
            Gates gates = new Gates(size.pairs(), out);
            creation(course, sides.crawl(), size, gates, out);
            String campaign = course.drafted();
            gates.atMost(
                    "live heap while creating", MOST_HEAP, growth(sides, () -> course.previewed(campaign)), "MiB more");
            out.accept("launched: " + course.launched(campaign).words());
            firstPage(course, sides.crawl(), campaign, size, gates);
            applying(course, sides, campaign, size, gates, out);
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the database refused: " + failed.getMessage(), failed);
        }
    }

    private static void creation(Course course, Crawl crawl, Size size, Gates gates, Consumer<String> out)
            throws SQLException {
        List<Spent> ours = new ArrayList<>();
        List<Spent> script = new ArrayList<>();
        List<Spent> bare = new ArrayList<>();
        for (int pair = 0; pair <= size.pairs(); pair++) {
            int from = 1 + pair * size.read();
            Supplier<Spent> reads = () -> course.keycloak().by(size.read(), () -> crawl.read(from, size.read()));
            boolean scriptFirst = pair % 2 == 0;
            Spent before = scriptFirst ? reads.get() : null;
            course.empty();
            Spent created = course.created();
            Spent read = before == null ? reads.get() : before;
            Spent inserted = course.bare();
            out.accept((pair == 0 ? "warm-up, " : "") + "created, by the item: " + created.words());
            out.accept("  bare insert, by the row: " + inserted.words());
            out.accept("  read by a script, by the person: " + read.words());
            if (pair > 0) {
                ours.add(created);
                script.add(read);
                bare.add(inserted);
            }
        }
        course.empty();
        String beside = size.read() + " people a block for the script, extrapolated";
        gates.atLeast("create, time", size.gate(25, 1), ratios(script, ours, Spent::millis, Grants.EACH), beside);
        gates.atLeast("create, CPU", size.gate(25, 1), ratios(script, ours, Spent::cpuMillis, Grants.EACH), beside);
        gates.atMost(
                "create : bare INSERT, time", size.gate(3, 30), ratios(ours, bare, Spent::millis, 1), "the same rows");
        gates.only("create : bare INSERT, CPU", ratios(ours, bare, Spent::cpuMillis, 1), "the same rows");
        gates.atMost("create, Keyward alone", MOST_SECONDS, median(ours), "s");
    }

    /** @param each operations of the second side that make one of the first */
    private static List<Double> ratios(List<Spent> one, List<Spent> other, ToDoubleFunction<Spent> cost, int each) {
        return IntStream.range(0, one.size())
                .mapToObj(i -> cost.applyAsDouble(one.get(i)) / (cost.applyAsDouble(other.get(i)) * each))
                .toList();
    }

    private static double median(List<Spent> all) {
        return all.stream()
                .map(Spent::seconds)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Live objects in the middle of it, above those before it, in MiB. */
    private static double growth(Sides sides, Runnable work) {
        long before = Memory.of(sides.packPid()).live();
        AtomicReference<RuntimeException> trouble = new AtomicReference<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                trouble.set(failed);
            }
        });
        long most = before;
        while (worker.isAlive()) {
            most = Math.max(most, Memory.of(sides.packPid()).live());
        }
        if (trouble.get() != null) {
            throw trouble.get();
        }
        return (most - before) / (double) (1 << 20);
    }

    /** A page of a reviewer with more than that to do, against the people of such a page read by the script. */
    private static void firstPage(Course course, Crawl crawl, String campaign, Size size, Gates gates) {
        AtomicInteger next = new AtomicInteger(1 + (size.pairs() + 1) * size.read());
        int people = PAGE / Grants.EACH;
        Duel duel = new Duel(size.full() ? PAGE_TURNS : SMOKE_PAGE_TURNS)
                .run(
                        size.full() ? PAGE_PAIRS : SMOKE_PAIRS,
                        () -> course.firstPage(campaign, PAGE),
                        () -> timed(() -> crawl.read(next.getAndAdd(people), people)));
        gates.only("first page, people of it : Keyward", duel);
        gates.atMost(
                "first page, p95",
                size.gate(MOST_PAGE_MILLIS, 500),
                duel.ours(0.95).toNanos() / 1e6,
                "ms");
    }

    /** The script takes its turns before and after Keyward's only one. */
    private static void applying(
            Course course, Sides sides, String campaign, Size size, Gates gates, Consumer<String> out)
            throws SQLException {
        Spent before = revoked(course, sides.crawl(), 0, size);
        course.answered(campaign);
        out.accept("a stage ends, by the item: " + course.stageEnded(campaign).words());
        Spent ours = course.applied(campaign);
        Spent script = before.and(revoked(course, sides.crawl(), size.revoked(), size));
        out.accept("applied, by the right: " + ours.words());
        out.accept("revoked by a script, by the right: " + script.words());
        String beside = "one run of " + ours.operations() + ", a script for " + script.operations();
        gates.atLeast("apply, time", size.gate(1, 0.05), List.of(script.millis() / ours.millis()), 1, beside);
        gates.atLeast("apply, CPU", size.gate(1, 0.05), List.of(script.cpuMillis() / ours.cpuMillis()), 1, beside);
    }

    /** Those who lose something, and no others. */
    private static Spent revoked(Course course, Crawl crawl, int from, Size size) {
        return course.keycloak()
                .by(
                        size.revoked(),
                        () -> IntStream.rangeClosed(from + 1, from + size.revoked())
                                .forEach(i -> crawl.revoke(i * Grants.EACH)));
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
