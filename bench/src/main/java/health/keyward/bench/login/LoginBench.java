package health.keyward.bench.login;

import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Memory;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * CPU of one password sign-in, Keycloak and PostgreSQL together: the server with the pack against the same server without it
 * and with stock event saving.
 */
public final class LoginBench implements Bench {
    static final double GATE = 1.05;

    private static final int ENOUGH = 16;
    private static final int WARM_UP_TURNS = 240;

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
        try (TwoServers servers = TwoServers.start(root, new Progress(out))) {
            return compare(servers, smoke, out);
        }
    }

    static Verdict compare(TwoServers servers, boolean smoke, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        realm.make(servers.pack().bootstrap(), false);
        realm.make(servers.stock().bootstrap(), true);
        Yardstick yardstick = new Yardstick();
        int signInsPerTurn = TwoServers.signInsPerTurn(smoke);
        Side with =
                servers.with(new SignIn(servers.pack().keycloak(1).address(), realm)::of, signInsPerTurn, yardstick);
        Side without = servers.without(
                new SignIn(servers.stock().keycloak(1).address(), realm)::of, signInsPerTurn, yardstick);
        if (smoke) {
            return TwoServers.smoke(with, without, GATE, out);
        }
        List<Double> ratios = servers.ratios(with, without, yardstick, WARM_UP_TURNS, ENOUGH, () -> {}, out);
        out.accept("Keycloak with the pack:    "
                + Memory.of(servers.pack().keycloak(1).pid()).words());
        out.accept("Keycloak without the pack: "
                + Memory.of(servers.stock().keycloak(1).pid()).words());
        return Verdict.of(ratios, GATE, ENOUGH, new Random(SEED));
    }
}
