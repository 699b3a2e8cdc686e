package health.keyward.bench.login;

import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Memory;
import health.keyward.bench.measure.Pairs;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * CPU of one password sign-in, Keycloak and PostgreSQL together: the server with the pack against the same server without it
 * and with stock event saving.
 */
public final class LoginBench implements Bench {
    static final double GATE = 1.05;

    private static final String STOCK_DATABASE = "stock";
    private static final int FIRST_PORT_BASE = 8500;
    private static final int LAST_PORT_BASE = 9500;
    private static final int STEP = 20;

    private static final int ENOUGH = 12;
    private static final int MOST = 30;
    /** After 1,500 sign-ins the compiler is still at work on both sides, and the pack gives it more to do. */
    private static final int WARM_UP_TURNS = 240;

    private static final int TURNS = 16;
    private static final int SIGN_INS_PER_TURN = 25;
    private static final int SMOKE_SIGN_INS = 5;
    /**
     * Password hashing is half of a sign-in, and the compiler of one Java process in five or so inlines it badly: 54 instead
     * of 30 ms a hash for as long as that process lives. Both sides are made to inline it, or this luck would be measured.
     *
     * <p>The default collector marks the old generation beside the work whenever it sees fit, for 2 to 3 ms of CPU a sign-in in one block and none
     * in the next, on either side. Both sides get one that works only when the heap is full, and a heap that does not grow meanwhile.
     */
    private static final List<String> JVM = List.of(
            "-XX:-UseG1GC",
            "-XX:+UseSerialGC",
            "-Xms512m",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=inline,org.bouncycastle.crypto.generators.Argon2BytesGenerator::*");

    private static final long SEED = 20261121;

    @Override
    public String name() {
        return "login";
    }

    @Override
    public String question() {
        return "CPU of a password sign-in, with the pack : without it and with stock event saving (gate 1.05)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        Progress progress = new Progress(out);
        Ports packPorts = freePorts(FIRST_PORT_BASE);
        Ports stockPorts = freePorts(packPorts.base() + STEP);
        try (House pack = House.start(withPack(root, packPorts), progress);
                House stock = House.beside(pack, STOCK_DATABASE, withoutPack(root, stockPorts), progress)) {
            return compare(pack, stock, smoke, out);
        }
    }

    private static Verdict compare(House pack, House stock, boolean smoke, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        realm.make(pack.bootstrap(), false);
        realm.make(stock.bootstrap(), true);
        Yardstick yardstick = new Yardstick();
        int signInsPerTurn = smoke ? SMOKE_SIGN_INS : SIGN_INS_PER_TURN;
        Side with = side(pack, pack, "keycloak", realm, signInsPerTurn, yardstick);
        Side without = side(stock, pack, STOCK_DATABASE, realm, signInsPerTurn, yardstick);
        if (smoke) {
            double ratio = new Pairs(with, without, 1, out).pair(0).ratio();
            return new Verdict.Inconclusive(ratio, GATE, "a smoke run settles nothing");
        }
        out.accept("CPU per sign-in, " + TURNS + " turns of " + SIGN_INS_PER_TURN + " sign-ins a block; yardstick now "
                + yardstick.read().toMillis() + " ms");
        for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
            with.turn();
            without.turn();
        }
        List<Double> ratios = new Pairs(with, without, TURNS, out).ratios(1, ENOUGH, MOST);
        out.accept("Keycloak with the pack:    "
                + Memory.of(pack.keycloak(1).pid()).words());
        out.accept("Keycloak without the pack: "
                + Memory.of(stock.keycloak(1).pid()).words());
        return Verdict.of(ratios, GATE, ENOUGH, new Random(SEED));
    }

    private static Side side(
            House house, House host, String database, BenchRealm realm, int signInsPerTurn, Yardstick yardstick) {
        return new Side(
                new SignIn(house.keycloak(1).address(), realm),
                house.keycloak(1).pid(),
                host.postgres().pid(),
                database,
                signInsPerTurn,
                yardstick);
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
                .withFreshState();
    }

    private static Options withoutPack(Path root, Ports ports) {
        return Options.whole(root)
                .withState(root.resolve(".keyward/bench/without-pack"))
                .withPorts(ports)
                .withParts(Set.of())
                .withJvm(JVM)
                .withProviders(List.of())
                .withFreshState();
    }
}
