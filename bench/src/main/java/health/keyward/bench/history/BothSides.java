package health.keyward.bench.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.bench.data.EventData;
import health.keyward.local.check.ConsoleToken;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Two warm servers on one PostgreSQL, each with its own database: one with the pack and its read models, one as Keycloak is made, with its events. Both
 * hold the same events and answer through their REST.
 */
final class BothSides implements AutoCloseable {
    private static final String STOCK_DATABASE = "stock";
    private static final String STOCK_REALM = "bench";
    private static final String READER = "bench-reader";
    private static final String PACK_REALM = "hospital";
    private static final int PORT_BASE = 9560;
    private static final Duration TOKEN_AGE = Duration.ofSeconds(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final House pack;
    private final House stock;
    private final EventData data;
    private final String packRealmId;
    private final String stockRealmId;
    private final Caller keyward;
    private final Caller keycloak;

    private BothSides(House pack, House stock, EventData data) throws SQLException {
        this.pack = pack;
        this.stock = stock;
        this.data = data;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        stock.bootstrap().post("/realms", realm(secret));
        try (Connection connection = packDatabase()) {
            packRealmId = realmId(connection, PACK_REALM);
            data.toKeyward(connection, packRealmId);
        }
        try (Connection connection = stockDatabase()) {
            stockRealmId = realmId(connection, STOCK_REALM);
            data.toStock(connection, stockRealmId);
        }
        ConsoleToken console =
                new ConsoleToken(pack.ports(), pack.register().clientSecret("keyward-console"), Clock.systemUTC());
        keyward = new Caller(
                pack.keycloak(1).address() + "/admin/realms/" + PACK_REALM + "/keyward/v1/history/",
                TOKEN_AGE,
                () -> console.of(pack.register().personWith("system-admin")));
        String issuer = stock.keycloak(1).address() + "/realms/" + STOCK_REALM;
        keycloak = new Caller(
                stock.keycloak(1).address() + "/admin/realms/" + STOCK_REALM + "/events",
                TOKEN_AGE,
                () -> Caller.clientToken(issuer, READER, secret));
    }

    static BothSides start(Path root, long events, Consumer<String> out) {
        Progress progress = new Progress(out);
        EventData data = new EventData(events, Instant.now().truncatedTo(ChronoUnit.HOURS));
        House pack = House.start(options(root, "history-pack", PORT_BASE, Set.of(Part.REALM)), progress);
        House stock = null;
        try {
            stock = House.beside(
                    pack,
                    STOCK_DATABASE,
                    options(root, "history-stock", PORT_BASE + 20, Set.of()).withProviders(List.of()),
                    progress);
            House beside = stock;
            return progress.step(events + " events on both sides", () -> made(pack, beside, data));
        } catch (RuntimeException failed) {
            if (stock != null) {
                stock.close();
            }
            pack.close();
            throw failed;
        }
    }

    private static BothSides made(House pack, House stock, EventData data) {
        try {
            return new BothSides(pack, stock, data);
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static Options options(Path root, String state, int ports, Set<Part> parts) {
        return Options.whole(root)
                .withState(root.resolve(".keyward/bench").resolve(state))
                .withPorts(new Ports(ports))
                .withParts(parts)
                .withFreshState();
    }

    private static ObjectNode realm(String secret) {
        ObjectNode realm = JSON.createObjectNode()
                .put("realm", STOCK_REALM)
                .put("enabled", true)
                .put("eventsEnabled", true)
                .put("accessTokenLifespan", 3_600);
        realm.putArray("clients")
                .addObject()
                .put("clientId", READER)
                .put("secret", secret)
                .put("serviceAccountsEnabled", true)
                .put("standardFlowEnabled", false);
        ObjectNode account = realm.putArray("users")
                .addObject()
                .put("username", "service-account-" + READER)
                .put("serviceAccountClientId", READER)
                .put("enabled", true);
        account.putObject("clientRoles").putArray("realm-management").add("view-events");
        return realm;
    }

    private static String realmId(Connection connection, String name) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT id FROM realm WHERE name = ?")) {
            ask.setString(1, name);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    EventData data() {
        return data;
    }

    /** Somebody with rows: whose event is in the middle. */
    String somebody() {
        return one(
                "SELECT user_id FROM kw_history_event WHERE seq > ? AND user_id IS NOT NULL ORDER BY at, seq LIMIT 1");
    }

    /** An address somebody has at home. */
    String rareAddress() {
        return one(
                "SELECT host(address) FROM kw_history_event WHERE seq > ? AND address <<= '100.64.0.0/10' ORDER BY at, seq LIMIT 1");
    }

    private String one(String sql) {
        try (Connection connection = packDatabase();
                PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setLong(1, data.events() / 2);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** What is compared, with the room it takes. */
    void describe(Consumer<String> out) throws SQLException {
        try (Connection ours = packDatabase();
                Connection theirs = stockDatabase()) {
            long mine = EventData.size(ours, "kw_history_event") + EventData.size(ours, "kw_history_tally");
            long stocks = EventData.size(theirs, "event_entity");
            out.accept(String.format(
                    java.util.Locale.ROOT,
                    "%d events, %d people; bytes per event with indexes: Keyward's read model %d, Keycloak's table %d; load %s",
                    data.events(),
                    data.people(),
                    mine / data.events(),
                    stocks / data.events(),
                    load()));
        }
    }

    /** The kernel's load averages of 1, 5 and 15 minutes. */
    private static String load() {
        try {
            return java.nio.file.Files.readString(Path.of("/proc/loadavg")).replaceAll("(\\S+ \\S+ \\S+).*\\s*", "$1");
        } catch (java.io.IOException unknown) {
            return "unknown";
        }
    }

    /** Process id of the Keycloak with the pack. */
    long packPid() {
        return pack.keycloak(1).pid();
    }

    String packRealmId() {
        return packRealmId;
    }

    String stockRealmId() {
        return stockRealmId;
    }

    /** Asks Keyward; paths start behind {@code history/}. */
    Caller keyward() {
        return keyward;
    }

    /** Asks Keycloak for events; what follows is the query string with its question mark. */
    Caller keycloak() {
        return keycloak;
    }

    Connection packDatabase() throws SQLException {
        return pack.postgres().connect();
    }

    Connection stockDatabase() throws SQLException {
        String url = pack.postgres().jdbcUrl();
        return DriverManager.getConnection(
                url.substring(0, url.lastIndexOf('/') + 1) + STOCK_DATABASE,
                pack.postgres().user(),
                pack.postgres().password());
    }

    @Override
    public void close() {
        try {
            stock.close();
        } finally {
            pack.close();
        }
    }
}
