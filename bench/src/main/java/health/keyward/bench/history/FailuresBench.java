package health.keyward.bench.history;

import health.keyward.bench.Sized;
import health.keyward.bench.measure.Duel;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import health.keyward.history.core.Question;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.history.store.Attempts;
import health.keyward.kernel.RealmId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who failed most in the last day: Keyward's list against SQL on Keycloak's table and against paging through Keycloak's REST. */
public final class FailuresBench implements Sized {
    private static final int PAIRS = 12;
    private static final int TURNS = 5;
    private static final int PAGE = 1_000;
    private static final String STOCK =
            "SELECT user_id, count(*) FROM event_entity WHERE realm_id = ? AND type = 'LOGIN_ERROR' AND event_time >= ?"
                    + " AND event_time < ? GROUP BY user_id ORDER BY count(*) DESC LIMIT 10";

    @Override
    public String name() {
        return "failures";
    }

    @Override
    public String question() {
        return "who failed most in 24 hours, SQL on Keycloak's table and its REST : Keyward (gates 3 and 30)";
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        try (BothSides sides = BothSides.start(root, events, out)) {
            sides.describe(out);
            Gates gates = new Gates(PAIRS, out);
            measure(sides, events, gates, out);
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be read: " + failed.getMessage(), failed);
        }
    }

    static void measure(BothSides sides, long events, Gates gates, Consumer<String> out) throws SQLException {
        try (Connection pack = sides.packDatabase();
                Connection stock = sides.stockDatabase()) {
            pack.setAutoCommit(false);
            measure(sides, pack, stock, events, gates, out);
        }
    }

    private static void measure(
            BothSides sides, Connection pack, Connection stock, long events, Gates gates, Consumer<String> out)
            throws SQLException {
        boolean full = events >= FULL;
        Window day = dayBefore(sides.data().until());
        Window ordinary = dayBefore(day.from());
        Attempts attempts = new Attempts();
        RealmId realm = new RealmId(sides.packRealmId());
        Supplier<Duration> ours = timed(() -> attempts.top(pack, realm, Question.all(day), TopBy.PERSON, 10));
        Supplier<Duration> theirs = timed(() -> query(stock, sides.stockRealmId(), day));
        long failures = failures(stock, sides.stockRealmId(), day);
        String ask = "failures/top?by=person&limit=10&from=" + day.from() + "&to=" + day.to();
        Supplier<Duration> rest = () -> sides.keyward().time(ask.replace(":", "%3A"));
        out.accept(failures + " failures in the day of the spraying, " + failures(stock, sides.stockRealmId(), ordinary)
                + " in the day before");
        gates.atLeast("SQL : Keyward's SQL", full ? 3 : 0.1, new Duel(TURNS).run(PAIRS, ours, theirs));
        gates.only("SQL : Keyward's REST", new Duel(TURNS).run(PAIRS, rest, theirs));
        gates.only(
                "the day before, SQL : Keyward's SQL",
                new Duel(TURNS)
                        .run(
                                PAIRS,
                                timed(() -> attempts.top(pack, realm, Question.all(ordinary), TopBy.PERSON, 10)),
                                timed(() -> query(stock, sides.stockRealmId(), ordinary))));
        gates.atLeast(
                "paging REST : Keyward's REST",
                full ? 30 : 0.5,
                new Duel(full ? 1 : TURNS).run(PAIRS, rest, () -> pages(sides.keycloak(), day, failures)));
    }

    private static Window dayBefore(Instant end) {
        return new Window(end.minus(1, ChronoUnit.DAYS), end);
    }

    /** Every failure of the day, a thousand at a time; adding them up costs nothing here. */
    private static Duration pages(Caller keycloak, Window day, long failures) {
        Duration all = Duration.ZERO;
        for (long first = 0; first <= failures; first += PAGE) {
            all = all.plus(
                    keycloak.time("?type=LOGIN_ERROR&dateFrom=" + day.from().toEpochMilli() + "&dateTo="
                            + day.to().toEpochMilli() + "&max=" + PAGE + "&first=" + first));
        }
        return all;
    }

    private static long failures(Connection stock, String realm, Window day) throws SQLException {
        try (PreparedStatement ask = stock.prepareStatement(
                "SELECT count(*) FROM event_entity WHERE realm_id = ? AND type = 'LOGIN_ERROR' AND event_time >= ? AND event_time < ?")) {
            ask.setString(1, realm);
            ask.setLong(2, day.from().toEpochMilli());
            ask.setLong(3, day.to().toEpochMilli());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Object query(Connection stock, String realm, Window day) throws SQLException {
        try (PreparedStatement ask = stock.prepareStatement(STOCK)) {
            ask.setString(1, realm);
            ask.setLong(2, day.from().toEpochMilli());
            ask.setLong(3, day.to().toEpochMilli());
            try (ResultSet row = ask.executeQuery()) {
                int rows = 0;
                while (row.next()) {
                    rows++;
                }
                return rows;
            }
        }
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
