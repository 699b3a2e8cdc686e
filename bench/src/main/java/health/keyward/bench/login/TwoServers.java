package health.keyward.bench.login;

import health.keyward.bench.measure.Pairs;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two warm servers on one PostgreSQL, each with its own database: one with the pack, one without it. */
record TwoServers(House pack, House stock) implements AutoCloseable {
    private static final String PACK_DATABASE = "keycloak";
    private static final String STOCK_DATABASE = "stock";
    private static final int FIRST_PORT_BASE = 8500;
    private static final int LAST_PORT_BASE = 9500;
    private static final int STEP = 20;
    private static final int TURNS = 16;
    private static final int SIGN_INS_PER_TURN = 25;
    private static final int SMOKE_SIGN_INS = 5;
    private static final int MOST_PAIRS = 40;
    /**
     * Password hashing is half of a sign-in, and the compiler of one Java process in five or so inlines it badly: 54 instead
     * of 30 ms a hash for as long as that process lives. Both sides are made to inline it, or this luck would be measured.
     *
     * <p>The default collector marks the old generation beside the work whenever it sees fit, for 2 to 3 ms of CPU a sign-in in one block and none
     * in the next, on either side. Both sides get one that works only when the heap is full, and a heap that does not grow meanwhile. Threads of the compiler
     * that ended would take what they spent with them.
     */
    private static final List<String> JVM = List.of(
            "-XX:-UseG1GC",
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=inline,org.bouncycastle.crypto.generators.Argon2BytesGenerator::*");

    /** As many connections from the beginning as a house has at most: a backend that ends leaves what it spent to nobody's side. */
    private static final List<String> SAME_BACKENDS = List.of("--db-pool-initial-size=50", "--db-pool-min-size=50");

    static TwoServers start(Path root, Progress progress) {
        return start(root, plain -> plain, List.of(), progress);
    }

    /**
     * @param with what is otherwise about the server with the pack
     * @param features of the other, beside what a house is built with
     */
    static TwoServers start(Path root, UnaryOperator<Options> with, List<String> features, Progress progress) {
        return start(root, with, features, List.of(), progress);
    }

    /** @param tuned options of the other's start */
    static TwoServers start(
            Path root, UnaryOperator<Options> with, List<String> features, List<String> tuned, Progress progress) {
        Ports packPorts = freePorts(FIRST_PORT_BASE);
        Ports stockPorts = freePorts(packPorts.base() + STEP);
        House pack = House.start(with.apply(withPack(root, packPorts)), progress);
        try {
            return new TwoServers(
                    pack,
                    House.beside(
                            pack,
                            STOCK_DATABASE,
                            withoutPack(root, stockPorts, features).withKeycloak(joined(SAME_BACKENDS, tuned)),
                            progress));
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    /** The pack on both sides, each with somebody who takes its mail, the second one built with these options beside those of every house. */
    static TwoServers alike(Path root, List<String> second, Progress progress) {
        Ports packPorts = freePorts(FIRST_PORT_BASE);
        Ports otherPorts = freePorts(packPorts.base() + STEP);
        Set<Part> parts = Set.of(Part.MAIL);
        House pack = House.start(withPack(root, packPorts).withParts(parts), progress);
        try {
            Options other = built(withPack(root, otherPorts).withParts(parts), second)
                    .withState(root.resolve(".keyward/bench/without-pack"));
            return new TwoServers(pack, House.beside(pack, STOCK_DATABASE, other, progress));
        } catch (RuntimeException e) {
            pack.close();
            throw e;
        }
    }

    Side with(Function<String, Duration> signIn, int signInsPerTurn, Yardstick yardstick) {
        return new Side(
                signIn, pack.keycloak(1).pid(), pack.postgres().pid(), PACK_DATABASE, signInsPerTurn, yardstick);
    }

    Side without(Function<String, Duration> signIn, int signInsPerTurn, Yardstick yardstick) {
        return new Side(
                signIn, stock.keycloak(1).pid(), pack.postgres().pid(), STOCK_DATABASE, signInsPerTurn, yardstick);
    }

    /**
     * Warms both sides up and lets them sign people in by turns.
     *
     * @param warmUpTurns of each side; the compiler is at work on both for thousands of sign-ins, and the pack gives it more to do
     * @param enough usable pairs to stop after
     * @param warm called when the measuring begins
     */
    List<Double> ratios(
            Side with,
            Side without,
            Yardstick yardstick,
            int warmUpTurns,
            int enough,
            Runnable warm,
            Consumer<String> out) {
        out.accept("CPU per sign-in, " + TURNS + " turns of " + SIGN_INS_PER_TURN + " sign-ins a block; yardstick now "
                + yardstick.read().toMillis() + " ms");
        for (int turn = 0; turn < warmUpTurns; turn++) {
            with.turn();
            without.turn();
        }
        warm.run();
        return new Pairs(with, without, TURNS, out).ratios(1, enough, MOST_PAIRS);
    }

    /** The same, for what the first side spends more in CPU milliseconds. */
    List<Double> added(
            Side with, Side without, Yardstick yardstick, int warmUpTurns, int enough, Consumer<String> out) {
        out.accept("CPU per sign-in, " + TURNS + " turns of " + SIGN_INS_PER_TURN + " sign-ins a block; yardstick now "
                + yardstick.read().toMillis() + " ms");
        for (int turn = 0; turn < warmUpTurns; turn++) {
            with.turn();
            without.turn();
        }
        return new Pairs(with, without, TURNS, out).added(1, enough, MOST_PAIRS);
    }

    /** What the database of one side is asked, and how often. */
    Map<String, Long> asked(boolean with, Runnable work) {
        return pack.postgres().asked(with ? PACK_DATABASE : STOCK_DATABASE, work);
    }

    /** One tiny pair, to see that both sides work. */
    static Verdict smoke(Side with, Side without, double gate, Consumer<String> out) {
        return new Verdict.Inconclusive(
                new Pairs(with, without, 1, out).pair(0).ratio(), gate, "a smoke run settles nothing");
    }

    static int signInsPerTurn(boolean smoke) {
        return smoke ? SMOKE_SIGN_INS : SIGN_INS_PER_TURN;
    }

    private static Ports freePorts(int from) {
        return IntStream.iterate(from, base -> base <= LAST_PORT_BASE, base -> base + STEP)
                .mapToObj(Ports::new)
                .filter(ports -> ports.firstBusy(1).isEmpty())
                .findFirst()
                .orElseThrow(() -> new CannotStart("no free ports between " + from + " and " + LAST_PORT_BASE));
    }

    private static Options withPack(Path root, Ports ports) {
        return Options.whole(root)
                .withState(root.resolve(".keyward/bench/with-pack"))
                .withPorts(ports)
                .withParts(Set.of())
                .withJvm(JVM)
                .withKeycloak(SAME_BACKENDS)
                .withFreshState();
    }

    /** Those options are set when a server is built, beside those of every house. */
    static Options built(Options house, List<String> more) {
        return house.withBuild(joined(house.build(), more));
    }

    static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Options withoutPack(Path root, Ports ports, List<String> features) {
        return built(Options.whole(root), features)
                .withState(root.resolve(".keyward/bench/without-pack"))
                .withPorts(ports)
                .withParts(Set.of())
                .withJvm(JVM)
                .withProviders(List.of())
                .withFreshState();
    }

    @Override
    public void close() {
        stock.close();
        pack.close();
    }
}
