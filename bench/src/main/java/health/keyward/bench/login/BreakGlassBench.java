package health.keyward.bench.login;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.bench.Bench;
import health.keyward.bench.measure.Cpu;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Pairs;
import health.keyward.bench.measure.Verdict;
import health.keyward.bench.measure.Yardstick;
import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.store.AskText;
import health.keyward.local.apply.RealmApi;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What emergency access costs: how long a clinician waits from the form to a token while four ask at once, how long it takes until a mail server has what
 * privacy officers and the person are told of it, and what an ordinary sign-in pays, decided by policy in the blueprint's flow, while a thousand grants of
 * others run, against the same server without the room.
 */
public final class BreakGlassBench implements Bench {
    /** CPU milliseconds that an ordinary sign-in may cost more. */
    static final double GATE = 0.6;

    /** From the form to the token, p95. */
    static final Duration LONGEST = Duration.ofMillis(500);

    /** From the row of a notice to its acceptance by the mail server, p95. */
    static final Duration TOLD = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> WITHOUT = List.of("--spi-keyward-room--breakglass--enabled=false");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of the job that ends grants (GrantsPart). */
    private static final int WATCH_LOCK = 70;

    private static final int KEYWARD_LOCKS = 0x4B57;
    private static final int LIVE = 1_000;
    private static final int AT_ONCE = 4;
    private static final int GRANTS = 400;
    private static final int SMOKE_GRANTS = 8;

    /** What is asked for is a twentieth of a sign-in, so that it takes more pairs than other benches. */
    private static final int ENOUGH = 32;

    private static final int WARM_UP_TURNS = 160;
    private static final int STATEMENTS = 1;
    private static final int COUNTED = 200;
    private static final int SMOKE_COUNTED = 20;

    @Override
    public String name() {
        return "breakglass";
    }

    @Override
    public String question() {
        return "CPU-ms an ordinary sign-in pays more while 1,000 grants run (gate 0.6); at p95 form to token (gate 500 ms), notice to mail server (gate 5 s)";
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
        Waits waits = waits(root, servers.pack(), realm, smoke ? SMOKE_GRANTS : GRANTS, out);
        int others = smoke ? AT_ONCE : LIVE;
        try (Connection held = watchHeld(servers.pack())) {
            over(servers.pack());
            live(servers.pack(), others);
            return beside(root, servers, realm, waits, others, smoke, out);
        } catch (SQLException e) {
            throw new IllegalStateException("the connection that holds the job", e);
        }
    }

    private static Verdict beside(
            Path root,
            TwoServers servers,
            BenchRealm realm,
            Waits waits,
            int others,
            boolean smoke,
            Consumer<String> out) {
        Gates gates = new Gates(ENOUGH, out);
        StepUpBench.makeAsBlueprint(root, servers.stock(), realm, keys(), BenchRealm::hashedCheaply);

        Yardstick yardstick = new Yardstick();
        int perTurn = TwoServers.signInsPerTurn(smoke);
        SignIn granted = new SignIn(servers.pack().keycloak(1).address(), realm);
        SignIn free = new SignIn(servers.stock().keycloak(1).address(), realm);
        Side with = servers.with(granted::of, perTurn, yardstick);
        Side without = servers.without(free::of, perTurn, yardstick);
        if (smoke) {
            Pairs.Pair pair = new Pairs(with, without, 1, out).pair(0);
            Statements.more(servers, granted::of, free::of, SMOKE_COUNTED, STATEMENTS, gates, out);
            stillRun(servers.pack(), others);
            return new Verdict.Inconclusive(pair.added(), GATE, "a smoke run settles nothing");
        }
        List<Double> added = servers.added(with, without, yardstick, WARM_UP_TURNS, ENOUGH, out);
        Statements.more(servers, granted::of, free::of, COUNTED, STATEMENTS, gates, out);
        stillRun(servers.pack(), others);
        gates.atMost("form to token, p95", LONGEST.toMillis(), waits.token().toNanos() / 1e6, "ms");
        gates.atMost(
                "notice to mail server, p95", TOLD.toMillis(), waits.notice().toNanos() / 1e6, "ms");
        gates.atMost("CPU-ms more for a sign-in", GATE, added, LIVE + " grants of others run");
        return gates.verdict();
    }

    /**
     * How long people wait at p95.
     *
     * @param token from the form to the token
     * @param notice from the row of the notice to the mail server's acceptance of each mail
     */
    record Waits(Duration token, Duration notice) {}

    /** Makes the realm, and lets four at once break the glass, in two series: a server that has just started compiles most of the first. */
    static Waits waits(Path root, House house, BenchRealm realm, int grants, Consumer<String> out) {
        Map<String, Passkey> keys = keys();
        StepUpBench.makeAsBlueprint(root, house, realm, keys, BenchRealm::hashedCheaply);
        eligible(house);
        told(house);
        everybodyAsks(house, realm, keys, "warm-up", grants);
        latencies(house, grants);
        List<Duration> times = everybodyAsks(house, realm, keys, "then", grants);
        List<Duration> mails = latencies(house, 2 * grants);
        return new Waits(
                p95("form to token", "grants", times, LONGEST, out),
                p95("notice to mail server", "mails", mails.subList(mails.size() / 2, mails.size()), TOLD, out));
    }

    private static List<Duration> everybodyAsks(
            House house, BenchRealm realm, Map<String, Passkey> keys, String series, int grants) {
        List<Duration> times = new ArrayList<>();
        try (ExecutorService clinicians = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Duration>>> running = new ArrayList<>();
            for (int clinician = 0; clinician < AT_ONCE; clinician++) {
                int first = clinician;
                running.add(clinicians.submit(() -> asks(house, realm, keys, series, first, grants / AT_ONCE)));
            }
            for (Future<List<Duration>> one : running) {
                times.addAll(one.get());
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("emergency access was not given", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        return times;
    }

    private static Duration p95(String what, String of, List<Duration> times, Duration gate, Consumer<String> out) {
        List<Duration> sorted = times.stream().sorted().toList();
        Duration p95 = sorted.get((int) Math.min(sorted.size() - 1L, Math.round(0.95 * sorted.size())));
        out.accept(String.format(
                Locale.ROOT,
                "%s, %d clinicians at once, %d %s: p50 %d ms, p95 %d ms (gate %d ms)",
                what,
                AT_ONCE,
                sorted.size(),
                of,
                sorted.get(sorted.size() / 2).toMillis(),
                p95.toMillis(),
                gate.toMillis()));
        return p95;
    }

    /** As Keyward stores them, oldest first, when all of so many grants were accepted. */
    private static List<Duration> latencies(House house, int grants) {
        String delivered =
                " FROM kw_notice WHERE realm_id = ? AND topic IN ('break-glass-started', 'break-glass-watched')"
                        + " AND audience LIKE 'person:%' AND state = 'DELIVERED'";
        String realm = realmId(house);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (numbers(house, "SELECT count(*)" + delivered, realm).getFirst() < 2.0 * grants) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the mail server has not got everything within " + PATIENCE);
            }
            LockSupport.parkNanos(200_000_000L);
        }
        List<Double> millis = numbers(
                house,
                "SELECT extract(epoch FROM delivered_at - made_at) * 1000" + delivered + " ORDER BY made_at",
                realm);
        return millis.stream()
                .map(one -> Duration.ofNanos(Math.round(one * 1e6)))
                .toList();
    }

    /** A mail server, and a privacy officer to be told beside the person. */
    private static void told(House house) {
        RealmApi admin = house.bootstrap();
        String realm = "/realms/" + BenchRealm.NAME;
        ObjectNode mail = JSON.createObjectNode().put("realm", BenchRealm.NAME);
        mail.putObject("smtpServer")
                .put("host", "localhost")
                .put("port", Integer.toString(house.ports().mail()))
                .put("from", "keyward@hospital.example");
        admin.put(realm, mail);
        admin.post(realm + "/roles", JSON.createObjectNode().put("name", "privacy-officer"));
        admin.post(
                realm + "/users",
                JSON.createObjectNode()
                        .put("username", "officer")
                        .put("email", "officer@hospital.example")
                        .put("emailVerified", true)
                        .put("enabled", true));
        sql(
                house,
                "INSERT INTO user_role_mapping (user_id, role_id) SELECT u.id, r.id FROM user_entity u, keycloak_role r"
                        + " WHERE u.realm_id = ? AND u.username = 'officer' AND r.realm_id = u.realm_id AND r.name = 'privacy-officer'"
                        + " AND NOT r.client_role",
                realmId(house));
    }

    private static List<Duration> asks(
            House house, BenchRealm realm, Map<String, Passkey> keys, String series, int first, int times) {
        SignIn browser = new SignIn(house.keycloak(1).address(), realm, Optional.of(new Keys(keys)));
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            took.add(browser.breaksGlass(BenchRealm.person(first + i * AT_ONCE), series + "-" + first + "-" + i));
        }
        return took;
    }

    private static Map<String, Passkey> keys() {
        Map<String, Passkey> keys = new HashMap<>();
        for (int number = 0; number < BenchRealm.PEOPLE; number++) {
            keys.put(BenchRealm.person(number), new Passkey());
        }
        return keys;
    }

    private static String realmId(House house) {
        return house.bootstrap().get("/realms/" + BenchRealm.NAME).path("id").asText();
    }

    /** Registers the action, and lets everybody of the realm ask. */
    private static void eligible(House house) {
        RealmApi admin = house.bootstrap();
        String realm = "/realms/" + BenchRealm.NAME;
        admin.post(
                realm + "/authentication/register-required-action",
                JSON.createObjectNode().put("providerId", "keyward-break-glass").put("name", "Emergency access"));
        List<EligibleEntry> everybody = new ArrayList<>();
        admin.get(realm + "/users?max=" + 2 * BenchRealm.PEOPLE)
                .forEach(person -> everybody.add(new EligibleEntry(
                        EligibleEntry.Kind.PERSON,
                        person.path("id").asText(),
                        person.path("username").asText(),
                        List.of(),
                        List.of(),
                        true)));
        String body = AskText.of(new Eligibility(everybody, 0, Map.of()));
        sql(
                house,
                "INSERT INTO kw_breakglass_list (realm_id, kind, version, body, sha256, proposed_by, proposed_by_id,"
                        + " reviewed_by, reviewed_by_id, approval, published_at, reason)"
                        + " VALUES (?, 'ELIGIBILITY', 1, ?, ?, 'one', 'one', 'two', 'two', ?, now(), 'bench')",
                realmId(house),
                body,
                AskText.hash(body),
                UUID.randomUUID());
    }

    /** The job that would end grants of people who are not there finds its lock taken, as by another node. */
    private static Connection watchHeld(House house) {
        try {
            Connection connection = house.postgres().connect();
            try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?, ?)")) {
                lock.setInt(1, KEYWARD_LOCKS);
                lock.setInt(2, WATCH_LOCK);
                lock.execute();
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("the job cannot be held", e);
        }
    }

    private static void stillRun(House house, int grants) {
        double running = numbers(
                        house,
                        "SELECT count(*) FROM kw_grant WHERE realm_id = ? AND username = 'other' AND ended_at IS NULL"
                                + " AND until_at > now()",
                        realmId(house))
                .getFirst();
        if (running != grants) {
            throw new IllegalStateException("of " + grants + " grants of others only " + running + " run");
        }
    }

    private static List<Double> numbers(House house, String question, Object... values) {
        try (Connection connection = house.postgres().connect();
                PreparedStatement select = connection.prepareStatement(question)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<Double> numbers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    numbers.add(row.getDouble(1));
                }
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException("the bench cannot read what it measures", e);
        }
    }

    /** Whoever signs in from here on has no grant of their own any more. */
    private static void over(House house) {
        sql(
                house,
                "UPDATE kw_grant SET ended_at = now(), end_reason = 'LOGOUT' WHERE realm_id = ? AND ended_at IS NULL",
                realmId(house));
    }

    /** Grants of other people, who are not there. */
    private static void live(House house, int grants) {
        String realm = realmId(house);
        Instant from = Clock.systemUTC().instant();
        for (int i = 0; i < grants; i++) {
            sql(
                    house,
                    "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose,"
                            + " reason, reasons_version, from_at, until_at, session_id, client_id, waived, degraded)"
                            + " VALUES (?, ?, ?, 'other', ?, ARRAY['bench-app'], 'phi', 'read', 'BTG', 'COVERING', 0, ?,"
                            + " ?, ?, 'bench-app', false, false)",
                    UUID.randomUUID(),
                    realm,
                    "other-" + i,
                    "live-" + i,
                    from.atOffset(ZoneOffset.UTC),
                    from.plus(Duration.ofHours(4)).atOffset(ZoneOffset.UTC),
                    "session-" + i);
        }
    }

    private static void sql(House house, String statement, Object... values) {
        try (Connection connection = house.postgres().connect();
                PreparedStatement insert = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the bench cannot write what it measures", e);
        }
    }

    /** Passkeys, for a level that the action itself asks for. */
    private record Keys(Map<String, Passkey> keys) implements SignIn.StepUp {
        @Override
        public String acr() {
            return "phr";
        }

        @Override
        public Passkey of(String person) {
            return requireNonNull(keys.get(person));
        }

        @Override
        public void took(Duration step) {}
    }
}
