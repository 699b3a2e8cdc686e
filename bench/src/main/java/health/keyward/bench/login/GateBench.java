package health.keyward.bench.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.store.BundleSteps;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Pairs;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.kernel.RealmId;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a decision by policy adds to an ordinary sign-in (AB-11): a password in the blueprint's flow, into an app with patient data, where everybody is held
 * to the shipped policy by the embedded engine and every decision is recorded, against the same server without the room that decides.
 */
public final class GateBench implements Bench {
    /** CPU milliseconds that the gate may add. */
    static final double GATE = 1.2;

    private static final int STATEMENTS = 1;

    /** Between the p95 of both sides. */
    private static final Duration LATER = Duration.ofMillis(50);

    private static final List<String> WITHOUT = List.of("--spi-keyward-room--abac--enabled=false");
    private static final String ROLE = "clerk";
    private static final String LONG = "2099-12-31";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENOUGH = 12;
    private static final int WARM_UP_TURNS = 400;
    private static final int COUNTED = 200;
    private static final int SMOKE_COUNTED = 20;

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String question() {
        return "CPU-ms (gate 1.2), SQL statements (gate 1) and p95 (gate 50 ms) that a decision by policy adds to a sign-in";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        try (TwoServers servers = TwoServers.alike(root, WITHOUT, new Progress(out))) {
            return compare(root, servers, smoke, out);
        }
    }

    private static Verdict compare(Path root, TwoServers servers, boolean smoke, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        for (House house : List.of(servers.pack(), servers.stock())) {
            StepUpBench.makeAsBlueprint(root, house, realm, Passkey.ofEverybody(), GateBench::furnished);
        }
        Timed held = new Timed(new SignIn(servers.pack().keycloak(1).address(), realm));
        Timed free = new Timed(new SignIn(servers.stock().keycloak(1).address(), realm));
        RealmId id = new RealmId(servers.pack()
                .bootstrap()
                .get("/realms/" + BenchRealm.NAME)
                .path("id")
                .asText());
        int before = holds(servers.pack(), id, held);

        Yardstick yardstick = new Yardstick();
        int perTurn = TwoServers.signInsPerTurn(smoke);
        Side with = servers.with(held, perTurn, yardstick);
        Side without = servers.without(free, perTurn, yardstick);
        Gates gates = new Gates(ENOUGH, out);
        if (smoke) {
            Pairs.Pair pair = new Pairs(with, without, 1, out).pair(0);
            Statements.more(servers, held::apply, free::apply, SMOKE_COUNTED, STATEMENTS, gates, out);
            decided(servers.pack(), id, held.count(), before);
            return new Verdict.Inconclusive(pair.added(), GATE, "a smoke run settles nothing");
        }
        List<Double> added = servers.added(with, without, yardstick, WARM_UP_TURNS, ENOUGH, out);
        int warmUp = WARM_UP_TURNS * perTurn;
        double later = held.p95(warmUp) - free.p95(warmUp);
        Statements.more(servers, held::apply, free::apply, COUNTED, STATEMENTS, gates, out);
        decided(servers.pack(), id, held.count(), before);
        gates.atMost("p95 later", LATER.toMillis(), later, "ms");
        gates.atMost("CPU-ms more for a sign-in", GATE, added, "one decision each, enforced and recorded");
        return gates.verdict();
    }

    /** The app handles patient data and is for clerks; everybody is one, works here and was trained. */
    private static ObjectNode furnished(ObjectNode realm) {
        BenchRealm.hashedCheaply(realm);
        ((ObjectNode) realm.path("clients").path(0).path("attributes"))
                .put("keyward.access_roles", ROLE)
                .put("keyward.data_class", "phi")
                .put("keyward.baa_until", "in-house");
        realm.putObject("roles").putArray("realm").addObject().put("name", ROLE);
        for (JsonNode person : realm.path("users")) {
            ((ObjectNode) person).putArray("realmRoles").add(ROLE);
            ObjectNode attributes = ((ObjectNode) person).putObject("attributes");
            said(attributes, "employment_status", "active");
            said(attributes, "employment_from", "2020-01-01");
            said(attributes, "employment_until", LONG);
            said(attributes, "training_privacy_until", LONG);
        }
        return realm;
    }

    private static void said(ObjectNode attributes, String name, String value) {
        ArrayNode values = attributes.putArray(name);
        values.add(value);
    }

    /**
     * Switches enforcement on for the realm, as two administrators do, and waits until the server holds somebody to it.
     *
     * @return sign-ins that took
     */
    private static int holds(House house, RealmId realm, Timed signIns) {
        try (Connection tx = house.postgres().connect()) {
            BundleSteps.NewStep enforced = new BundleSteps.NewStep(
                    realm,
                    0,
                    BundleSteps.Act.ENFORCE,
                    new BundleSteps.Setting(0, null, new Enforcement(Enforcement.Mode.ENFORCE, Map.of())),
                    "one",
                    "one",
                    UUID.randomUUID(),
                    Clock.systemUTC().instant(),
                    "bench");
            if (new BundleSteps().take(tx, enforced).isEmpty()) {
                throw new IllegalStateException("the realm has been changed before");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the bench cannot switch enforcement on", e);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (counted(house, realm).enforced() == 0) {
            late(end, "nobody is held to the policy");
            signIns.apply(BenchRealm.person(signIns.count()));
            LockSupport.parkNanos(500_000_000L);
        }
        return signIns.count();
    }

    /** A gate that lets out the decision, or makes two of it, would be measured wrongly. */
    private static void decided(House house, RealmId realm, int signIns, int before) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Counted counted = counted(house, realm);
        while (counted.decisions() < signIns) {
            late(end, "of " + signIns + " sign-ins only " + counted.decisions() + " were decided");
            LockSupport.parkNanos(500_000_000L);
            counted = counted(house, realm);
        }
        if (counted.decisions() != signIns || counted.enforced() < signIns - before) {
            throw new IllegalStateException(signIns + " sign-ins made " + counted);
        }
    }

    private static void late(long end, String what) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException(what + " after " + PATIENCE);
        }
    }

    /** @param enforced those by which somebody was let in */
    private record Counted(long decisions, long enforced) {}

    private static Counted counted(House house, RealmId realm) {
        try (Connection connection = house.postgres().connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT count(*), count(*) FILTER (WHERE enforced AND effect = 'PERMIT') FROM kw_decision WHERE realm_id = ?")) {
            select.setString(1, realm.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Counted(row.getLong(1), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the bench cannot read the decisions", e);
        }
    }

    /** Signs people in and notes how long that took. */
    private static final class Timed implements Function<String, Duration> {
        private final SignIn signIn;
        private final List<Duration> times = new ArrayList<>();

        Timed(SignIn signIn) {
            this.signIn = signIn;
        }

        @Override
        public Duration apply(String person) {
            Duration took = signIn.of(person);
            times.add(took);
            return took;
        }

        int count() {
            return times.size();
        }

        /** In milliseconds, without those at the beginning. */
        double p95(int warmUp) {
            List<Duration> sorted = times.stream().skip(warmUp).sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(0.95 * sorted.size())))
                            .toNanos()
                    / 1e6;
        }
    }
}
