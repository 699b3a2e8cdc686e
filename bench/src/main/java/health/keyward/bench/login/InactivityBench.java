package health.keyward.bench.login;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Duel;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.inactivity.core.Chain;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.store.Finder;
import health.keyward.inactivity.store.PolicyBook;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.local.house.CannotStart;
import health.keyward.local.house.House;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Rows 12 and 13: finding who is inactive, and disabling a tenth of everybody with an entry in the ledger for each, against Keycloak's events and Keycloak's
 * Workflows. Workflows run as fast as they can be told to: one batch for all, no waiting, tasks one after the other.
 */
public final class InactivityBench implements Bench {
    static final int SMOKE = 10_000;

    private static final int FULL = 100_000;
    private static final int PAIRS = 12;
    private static final int TURNS = 3;
    private static final int CALIBRATION = 20;
    /** Sign-ins with nothing beside them, for what those beside the run cost more. */
    private static final int QUIET = 60;

    private static final int SMOKE_QUIET = 5;
    /** Of a whole run: the compiler is at work for long, and what comes later would look cheaper than what came before. */
    private static final int WARM = 1_000;

    /** CPU milliseconds that a sign-in may cost more while the run goes on. */
    private static final double GATE = 0.6;
    /** No wait at all. */
    private static final double NO_WAIT = 0.5;

    /** The threads that answer requests; the engine has its own. */
    private static final String[] ANSWERING = {"executor-thread", "vert.x-eventloo"};

    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** As in a fair run: every task joined, and none given up for having waited. */
    private static final List<String> TUNED = List.of(
            "--spi-workflow--default--executor-blocking=true", "--spi-workflow--default--executor-task-timeout=10m");

    private static final String BY_EVENTS = """
        SELECT u.id FROM user_entity u
        LEFT JOIN (SELECT user_id, max(event_time) AS at FROM event_entity WHERE realm_id = ? AND type = 'LOGIN' GROUP BY user_id) e ON e.user_id = u.id
        WHERE u.realm_id = ? AND u.enabled AND coalesce(e.at, u.created_timestamp, 0) < ?
        """;

    /** What disabling everybody cost. */
    private record Cost(Duration wall, Duration cpu, long people) {
        double cpuMillis() {
            return cpu.toNanos() / 1e6 / people;
        }

        String words() {
            return String.format(Locale.ROOT, "%.1f s, %.2f CPU-ms a person", wall.toNanos() / 1e9, cpuMillis());
        }
    }

    @Override
    public String name() {
        return "inactivity";
    }

    @Override
    public String question() {
        return "finding and disabling a tenth of 100,000 people, Keycloak's events and Workflows : Keyward (gates 10)";
    }

    @Override
    public Verdict run(Path root, boolean smoke, Consumer<String> out) {
        if (!Cpu.isReadable()) {
            throw new CannotStart("this bench reads CPU times from /proc, which this system does not have");
        }
        try (TwoServers servers = TwoServers.start(root, house -> house, List.of(), TUNED, new Progress(out))) {
            return compare(servers, smoke ? SMOKE : FULL, out);
        }
    }

    static Verdict compare(TwoServers servers, int people, Consumer<String> out) {
        BenchRealm realm = BenchRealm.generated();
        realm.make(servers.pack().bootstrap(), false, BenchRealm::hashedCheaply);
        realm.make(servers.stock().bootstrap(), true, BenchRealm::hashedCheaply);
        Population all = new Population(people, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (Connection ours = servers.pack().postgres().connect();
                Connection theirs = stock(servers.pack())) {
            RealmId pack = new RealmId(text(ours, "SELECT id FROM realm WHERE name = ?", BenchRealm.NAME));
            String stock = text(theirs, "SELECT id FROM realm WHERE name = ?", BenchRealm.NAME);
            all.accounts(ours, pack.value());
            all.signIns(ours, pack.value());
            Population.analyse(ours, "user_entity, user_attribute, kw_history_last_sign_in");
            all.accounts(theirs, stock);
            all.events(theirs, stock);
            Population.analyse(theirs, "user_entity, user_attribute, event_entity");
            boolean full = people >= FULL;
            Gates gates = new Gates(PAIRS, out);
            find(ours, theirs, pack, stock, all, full, gates);
            Cost keyward = byKeyward(servers, realm, ours, pack, all, gates, out);
            Cost workflows = byWorkflows(servers, realm, theirs, all, out);
            out.accept("Keyward: " + keyward.words() + "; Workflows: " + workflows.words());
            gates.atLeast(
                    "apply, time",
                    full ? 10 : 0.5,
                    List.of(workflows.wall().toNanos() / (double) keyward.wall().toNanos()),
                    1,
                    "one run each");
            gates.atLeast(
                    "apply, CPU a person",
                    full ? 10 : 0.5,
                    List.of(workflows.cpuMillis() / keyward.cpuMillis()),
                    1,
                    "one run each");
            gates.atMost("apply, Keyward alone", full ? 60 : 120, keyward.wall().toNanos() / 1e9, "s");
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the people cannot be written or read: " + failed.getMessage(), failed);
        }
    }

    private static void find(
            Connection ours, Connection theirs, RealmId pack, String stock, Population all, boolean full, Gates gates)
            throws SQLException {
        ours.setAutoCommit(false);
        Policies usual = Policies.usual(all.now().minus(Duration.ofDays(300)));
        Finder finder = new Finder();
        Supplier<Duration> finds = timed(() -> {
            AtomicLong due = new AtomicLong();
            finder.each(
                    ours,
                    Finder.Question.due(pack, usual, all.now()),
                    account -> usual.of(account)
                            .flatMap(policy -> Chain.next(account, usual, policy, all.now()))
                            .filter(next -> next.dueAt(all.now()))
                            .ifPresent(next -> due.incrementAndGet()));
            return expect(due.get(), all.stale());
        });
        Supplier<Duration> groups = timed(() -> expect(byEvents(theirs, stock, all.now()), all.stale()));
        Duel duel = new Duel(TURNS).run(PAIRS, finds, groups);
        ours.rollback();
        ours.setAutoCommit(true);
        gates.atLeast("find, last event of each : Keyward", full ? 10 : 0.5, duel);
        gates.atMost("find, Keyward alone", full ? 0.2 : 2, duel.ours(0.5).toNanos() / 1e9, "s");
    }

    /** The server's own engine; the circuit breaker stops it, as a tenth is too many, and is told to go on. */
    private static Cost byKeyward(
            TwoServers servers,
            BenchRealm realm,
            Connection database,
            RealmId pack,
            Population all,
            Gates gates,
            Consumer<String> out)
            throws SQLException {
        House house = servers.pack();
        Function<String, Duration> signIn = new SignIn(house.keycloak(1).address(), realm)::of;
        long watcher = watcher(database);
        Supplier<Duration> spent = () -> Cpu.of(house.keycloak(1).pid())
                .plus(Cpu.ofBackends(house.postgres().pid(), "keycloak"))
                .minus(Cpu.of(watcher));
        boolean full = all.people() >= FULL;
        Duration one = each(signIn, spent, full, out, "Keyward");
        Supplier<Duration> answering = answering(house);
        Traffic quiet = new Traffic(signIn, answering, house.postgres().connect());
        try (quiet) {
            await(() -> quiet.signIns() >= (full ? QUIET : SMOKE_QUIET));
        }
        activate(database, pack, all.now());
        await(() -> number(database, "SELECT count(*) FROM kw_dormancy_run WHERE state = 'HALTED'") == 1);
        try (Traffic traffic = new Traffic(signIn, answering, house.postgres().connect())) {
            Duration before = spent.get();
            number(
                    database,
                    "WITH gone AS (UPDATE kw_dormancy_run SET state = 'OPEN' WHERE state = 'HALTED' RETURNING 1) SELECT count(*) FROM gone");
            await(() -> number(database, "SELECT count(*) FROM kw_dormancy_run WHERE state = 'DONE' AND kind = 'REAL'")
                    == 1);
            await(() -> number(database, "SELECT count(*) FROM kw_audit_inbox") == 0);
            Duration cpu = spent.get().minus(before).minus(one.multipliedBy(traffic.signIns()));
            expect(disabled(database), all.stale());
            expect(
                    number(database, "SELECT count(*) FROM kw_dormancy_item WHERE act = 'DISABLE' AND state = 'DONE'"),
                    all.stale());
            long millis = number(
                    database,
                    "SELECT (extract(epoch FROM r.ended_at - (SELECT min(at) FROM kw_dormancy_item i WHERE i.run_id = r.id)) * 1000)::bigint"
                            + " FROM kw_dormancy_run r WHERE state = 'DONE' AND kind = 'REAL'");
            out.accept("before Keyward disables: " + quiet.words());
            out.accept("while Keyward disables: " + traffic.words());
            meanwhile(quiet, traffic, full, gates, out);
            return new Cost(Duration.ofMillis(Math.max(1, millis)), cpu, all.stale());
        }
    }

    /** What the run costs those who sign in. */
    private static void meanwhile(Traffic quiet, Traffic busy, boolean full, Gates gates, Consumer<String> out) {
        List<Double> before = quiet.millis();
        List<Double> during = busy.millis();
        List<Double> more = IntStream.range(0, Math.min(before.size(), during.size()))
                .mapToObj(i -> during.get(i) - before.get(i))
                .toList();
        if (full) {
            gates.atMost("CPU-ms more for a sign-in", GATE, more, "threads that answer, sign-ins in their order");
        } else {
            out.accept("a run this small settles nothing about sign-ins beside it");
        }
        gates.atMost(
                "a backend waits for a lock", NO_WAIT, Math.max(0, busy.lockWaits() - quiet.lockWaits()), "times more");
    }

    private static Supplier<Duration> answering(House house) {
        long pid = house.keycloak(1).pid();
        return () -> Cpu.ofThreads(pid, ANSWERING);
    }

    private static Cost byWorkflows(
            TwoServers servers, BenchRealm realm, Connection database, Population all, Consumer<String> out)
            throws SQLException {
        House house = servers.stock();
        Function<String, Duration> signIn = new SignIn(house.keycloak(1).address(), realm)::of;
        long watcher = watcher(database);
        Supplier<Duration> spent = () -> Cpu.of(house.keycloak(1).pid())
                .plus(Cpu.ofBackends(servers.pack().postgres().pid(), "stock"))
                .minus(Cpu.of(watcher));
        Duration one = each(signIn, spent, all.people() >= FULL, out, "Workflows");
        ObjectNode workflow = JSON.createObjectNode()
                .put("name", "inactive")
                .put("on", "user-authenticated")
                .put("if", "has-user-attribute(stale:yes)");
        workflow.putObject("schedule").put("after", "1s").put("batch-size", all.people());
        workflow.putArray("steps").addObject().put("uses", "disable-user");
        try (Traffic traffic = new Traffic(signIn, answering(house), stock(servers.pack()))) {
            Duration before = spent.get();
            String id = house.bootstrap().post("/realms/" + BenchRealm.NAME + "/workflows", workflow);
            long start = System.nanoTime();
            await(() -> disabled(database) == all.stale());
            Duration wall = Duration.ofNanos(System.nanoTime() - start).minusSeconds(1);
            Duration cpu = spent.get().minus(before).minus(one.multipliedBy(traffic.signIns()));
            house.bootstrap().delete("/realms/" + BenchRealm.NAME + "/workflows/" + id);
            out.accept("while Workflows disable: " + traffic.words());
            return new Cost(wall, cpu, all.stale());
        }
    }

    /** What a sign-in costs when nothing else goes on, to be taken off what was spent meanwhile. */
    private static Duration each(
            Function<String, Duration> signIn,
            Supplier<Duration> spent,
            boolean full,
            Consumer<String> out,
            String side) {
        int warm = full ? WARM : CALIBRATION;
        long warming = 0;
        for (int i = 0; i < warm; i++) {
            warming += signIn.apply(BenchRealm.person(i)).toNanos();
        }
        Duration before = spent.get();
        long nanos = 0;
        for (int i = 0; i < CALIBRATION; i++) {
            nanos += signIn.apply(BenchRealm.person(i)).toNanos();
        }
        Duration one = spent.get().minus(before).dividedBy(CALIBRATION);
        out.accept(String.format(
                Locale.ROOT,
                "%s, nothing else going on: a sign-in takes %.0f ms (cold %.0f) and %.1f CPU-ms",
                side,
                nanos / 1e6 / CALIBRATION,
                warming / 1e6 / warm,
                one.toNanos() / 1e6));
        return one;
    }

    private static void activate(Connection database, RealmId realm, Instant now) throws SQLException {
        Policies policies = Policies.usual(now.minus(Duration.ofDays(300)));
        PolicyBook.Draft draft =
                new PolicyBook.Draft(PolicyBook.hash(policies, 0), policies, 0, UUID.randomUUID(), Instant.now());
        PolicyBook book = new PolicyBook();
        book.draft(database, realm, draft);
        book.activate(database, realm, draft, new UserId("bench"), "bench", Instant.now(), "for a bench");
    }

    /** The backend through which the bench looks whether all is done: counting everybody again and again is no work of either side. */
    private static long watcher(Connection database) {
        return number(database, "SELECT pg_backend_pid()");
    }

    private static long disabled(Connection database) {
        return number(database, "SELECT count(*) FROM user_entity WHERE username LIKE 'crowd-%' AND NOT enabled");
    }

    private static long byEvents(Connection database, String realm, Instant now) throws SQLException {
        try (PreparedStatement ask = database.prepareStatement(BY_EVENTS)) {
            ask.setString(1, realm);
            ask.setString(2, realm);
            ask.setLong(3, now.minus(Duration.ofDays(60)).toEpochMilli());
            try (ResultSet row = ask.executeQuery()) {
                long found = 0;
                while (row.next()) {
                    found++;
                }
                return found;
            }
        }
    }

    private static void await(BooleanSupplier there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not end within " + PATIENCE.toHours() + " hours");
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    private static long expect(long found, long wanted) {
        if (found != wanted) {
            throw new IllegalStateException(found + " people instead of " + wanted);
        }
        return found;
    }

    private static long number(Connection database, String sql) {
        try (PreparedStatement ask = database.prepareStatement(sql);
                ResultSet row = ask.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(Connection database, String sql, String value) throws SQLException {
        try (PreparedStatement ask = database.prepareStatement(sql)) {
            ask.setString(1, value);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Connection stock(House pack) throws SQLException {
        String url = pack.postgres().jdbcUrl();
        return DriverManager.getConnection(
                url.substring(0, url.lastIndexOf('/') + 1) + "stock",
                pack.postgres().user(),
                pack.postgres().password());
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private static Supplier<Duration> timed(Work work) {
        return () -> {
            long start = System.nanoTime();
            try {
                work.run();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        };
    }
}
