package health.keyward.bench.login;

import health.keyward.bench.measure.Block;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Pairs;
import health.keyward.bench.measure.Yardstick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * One of the two servers, and how its work is measured: Keycloak without its compiler and the backends of its database from the begin to the end of
 * a pair, background work included; the helpers that PostgreSQL has for all databases only while this side has its turn.
 */
final class Side implements Pairs.Side {
    /** Long enough for the sequencer to have taken the last rows; the same pause for both sides. */
    private static final Duration SETTLE = Duration.ofMillis(1500);

    /** At work by chance in one block and not in the next, for thousands of sign-ins, and then for none. */
    private static final String[] COMPILER = {"C1 Compiler", "C2 Compiler"};

    private final Function<String, Duration> signIn;
    private final long keycloak;
    private final long postmaster;
    private final String database;
    private final int signInsPerTurn;
    private final Yardstick yardstick;
    private final List<Duration> times = new ArrayList<>();
    private int next;
    private Duration before = Duration.ZERO;
    private Duration spentBefore = Duration.ZERO;
    private Duration strangersBefore = Duration.ZERO;
    private Duration helpers = Duration.ZERO;
    private long begun;

    /**
     * @param signIn signs a person in and answers how long it took
     * @param keycloak process id
     * @param postmaster process id
     * @param database the one this side uses
     */
    Side(
            Function<String, Duration> signIn,
            long keycloak,
            long postmaster,
            String database,
            int signInsPerTurn,
            Yardstick yardstick) {
        this.signIn = signIn;
        this.keycloak = keycloak;
        this.postmaster = postmaster;
        this.database = database;
        this.signInsPerTurn = signInsPerTurn;
        this.yardstick = yardstick;
    }

    @Override
    public void begin() {
        times.clear();
        helpers = Duration.ZERO;
        before = yardstick.read();
        begun = System.nanoTime();
        strangersBefore = strangers();
        spentBefore = own();
    }

    @Override
    public void turn() {
        Duration helpersBefore = Cpu.ofPostgresHelpers(postmaster);
        for (int i = 0; i < signInsPerTurn; i++) {
            times.add(signIn.apply(BenchRealm.person(next++)));
        }
        helpers = helpers.plus(Cpu.ofPostgresHelpers(postmaster).minus(helpersBefore));
    }

    @Override
    public Block end() {
        settle();
        Duration spent = own().minus(spentBefore).plus(helpers);
        double strangers = strangers().minus(strangersBefore).toNanos() / (double) (System.nanoTime() - begun);
        Collections.sort(times);
        return new Block(
                times.size(), spent, times.get(times.size() / 2), before, yardstick.read(), Math.max(0, strangers));
    }

    private Duration own() {
        return Cpu.of(keycloak).minus(Cpu.ofThreads(keycloak, COMPILER)).plus(Cpu.ofBackends(postmaster, database));
    }

    private static Duration strangers() {
        return Cpu.ofTheMachine().minus(Cpu.ofTree(ProcessHandle.current().pid()));
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
