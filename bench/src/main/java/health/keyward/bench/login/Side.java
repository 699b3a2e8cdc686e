package health.keyward.bench.login;

import health.keyward.bench.measure.Block;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Yardstick;
import java.time.Duration;
import java.util.Arrays;

/** One of the two servers, and how a block of work on it is measured. */
final class Side {
    /** Long enough for the sequencer to have taken the last rows of a block; the same pause for both sides. */
    private static final Duration SETTLE = Duration.ofMillis(1500);

    private final SignIn signIn;
    private final long keycloak;
    private final long postmaster;
    private final String database;
    private final Yardstick yardstick;
    private int next;

    /**
     * @param keycloak process id
     * @param postmaster process id
     * @param database the one this side uses
     */
    Side(SignIn signIn, long keycloak, long postmaster, String database, Yardstick yardstick) {
        this.signIn = signIn;
        this.keycloak = keycloak;
        this.postmaster = postmaster;
        this.database = database;
        this.yardstick = yardstick;
    }

    /** So many sign-ins, one after another. */
    Block block(int signIns) {
        Duration before = yardstick.read();
        long start = System.nanoTime();
        Duration machine = Cpu.ofTheMachine();
        Duration bench = Cpu.ofTree(ProcessHandle.current().pid());
        Duration spent = cpu();
        long[] times = new long[signIns];
        for (int i = 0; i < signIns; i++) {
            times[i] = signIn.of(BenchRealm.person(next++)).toNanos();
        }
        settle();
        spent = cpu().minus(spent);
        bench = Cpu.ofTree(ProcessHandle.current().pid()).minus(bench);
        machine = Cpu.ofTheMachine().minus(machine);
        double strangers = machine.minus(bench).toNanos() / (double) (System.nanoTime() - start);
        Arrays.sort(times);
        return new Block(
                signIns, spent, Duration.ofNanos(times[signIns / 2]), before, yardstick.read(), Math.max(0, strangers));
    }

    private Duration cpu() {
        return Cpu.of(keycloak).plus(Cpu.ofPostgres(postmaster, database));
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
