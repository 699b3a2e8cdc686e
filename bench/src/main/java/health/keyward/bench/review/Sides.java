package health.keyward.bench.review;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.apply.RealmApi;
import health.keyward.local.check.ConsoleToken;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.House;
import health.keyward.local.house.Options;
import health.keyward.local.house.Part;
import health.keyward.local.house.Ports;
import health.keyward.local.house.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two warm servers on one PostgreSQL with the same people: one with the pack and its blueprint, one as Keycloak is made, which saves its admin events.
 *
 * @param pack the bench's own look into the database with the pack
 */
record Sides(House house, House beside, Connection pack, Connection stock) implements AutoCloseable {
    private static final String STOCK = "stock";
    private static final String PACK_REALM = "hospital";
    private static final int PORT_BASE = 9740;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A collector that works only when the heap is full, and a heap that does not grow meanwhile. */
    private static final List<String> JVM = List.of("-XX:-UseG1GC", "-XX:+UseSerialGC", "-Xms512m");

    static Sides start(Path root, Grants grants, Consumer<String> out) {
        Progress progress = new Progress(out);
        House house = House.start(options(root, "review-pack", PORT_BASE, Set.of(Part.REALM)), progress);
        House beside = null;
        try {
            beside = House.beside(
                    house,
                    STOCK,
                    options(root, "review-stock", PORT_BASE + 20, Set.of()).withProviders(List.of()),
                    progress);
            Sides sides = new Sides(house, beside, house.postgres().connect(), connect(house));
            progress.step(grants.people() + " people on both sides", () -> sides.make(grants));
            return sides;
        } catch (RuntimeException failed) {
            closing(house, beside);
            throw failed;
        } catch (SQLException failed) {
            closing(house, beside);
            throw new IllegalStateException("the database cannot be reached: " + failed.getMessage(), failed);
        }
    }

    private static void closing(House house, @Nullable House beside) {
        if (beside != null) {
            beside.close();
        }
        house.close();
    }

    private static Options options(Path root, String state, int ports, Set<Part> parts) {
        return Options.whole(root)
                .withState(root.resolve(".keyward/bench").resolve(state))
                .withPorts(new Ports(ports))
                .withParts(parts)
                .withJvm(JVM)
                .withFreshState();
    }

    private void make(Grants grants) {
        stockRealm(beside.bootstrap());
        try {
            String ours = text(pack, "SELECT id FROM realm WHERE name = ?", PACK_REALM);
            grants.make(pack, ours);
            grants.reviewers(pack, ours, administrator().username());
            grants.make(stock, text(stock, "SELECT id FROM realm WHERE name = ?", STOCK));
            for (Connection each : List.of(pack, stock)) {
                Grants.run(each, "VACUUM (ANALYZE)");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the people cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static void stockRealm(RealmApi admin) {
        admin.post(
                "/realms",
                JSON.createObjectNode()
                        .put("realm", STOCK)
                        .put("enabled", true)
                        .put("eventsEnabled", true)
                        .put("adminEventsEnabled", true)
                        .put("adminEventsDetailsEnabled", true));
        String profile = "/realms/" + STOCK + "/users/profile";
        admin.put(profile, ((ObjectNode) admin.get(profile)).put("unmanagedAttributePolicy", "ENABLED"));
    }

    /** Who leads the campaign and reviews some of it. */
    DemoPerson administrator() {
        return house.register().personWith("system-admin");
    }

    String administratorId() throws SQLException {
        return text(
                pack,
                "SELECT u.id FROM user_entity u JOIN realm r ON r.id = u.realm_id AND r.name = '" + PACK_REALM
                        + "' WHERE u.username = ?",
                administrator().username());
    }

    Desk desk() {
        ConsoleToken console =
                new ConsoleToken(house.ports(), house.register().clientSecret("keyward-console"), Clock.systemUTC());
        return new Desk(
                house.keycloak(1).address() + "/admin/realms/" + PACK_REALM + "/keyward/v1/review/",
                () -> console.of(administrator()));
    }

    Crawl crawl() {
        return new Crawl(beside.bootstrap(), STOCK);
    }

    Spent.Meter keyward() {
        return Spent.Meter.of(packPid(), house.postgres().pid(), "keycloak", backend(pack));
    }

    Spent.Meter keycloak() {
        return Spent.Meter.of(beside.keycloak(1).pid(), house.postgres().pid(), STOCK, backend(stock));
    }

    /** Process id of the Keycloak with the pack. */
    long packPid() {
        return house.keycloak(1).pid();
    }

    /** Process id of the backend that serves this connection. */
    static long backend(Connection connection) {
        return number(connection, "SELECT pg_backend_pid()");
    }

    static long number(Connection connection, String sql, Object... values) {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                ask.setObject(i + 1, values[i]);
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String text(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, value);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Connection connect(House house) throws SQLException {
        String url = house.postgres().jdbcUrl();
        return DriverManager.getConnection(
                url.substring(0, url.lastIndexOf('/') + 1) + STOCK,
                house.postgres().user(),
                house.postgres().password());
    }

    @Override
    public void close() {
        try {
            pack.close();
            stock.close();
        } catch (SQLException gone) {
            throw new IllegalStateException("the database went away", gone);
        } finally {
            closing(house, beside);
        }
    }
}
