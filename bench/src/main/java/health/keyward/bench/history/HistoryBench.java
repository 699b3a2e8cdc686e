package health.keyward.bench.history;

import health.keyward.bench.Sized;
import health.keyward.bench.measure.Duel;
import health.keyward.bench.measure.Gates;
import health.keyward.bench.measure.Verdict;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.Consumer;

/** The first page by every filter, and a page far down: Keyward's list against Keycloak's, both over REST, ours with its look recorded first. */
public final class HistoryBench implements Sized {
    private static final int PAIRS = 12;
    private static final int TURNS = 5;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String question() {
        return "first page by each filter and a deep page, Keycloak's events : Keyward's history (gates per filter)";
    }

    /** Gates of one size: the least that peer : Keyward may be. */
    private record Limits(double page, double rare, double deep, int offset, double forgetting, double p95) {
        static Limits of(long events) {
            return events >= FULL
                    ? new Limits(1, 50, 50, 1_000_000, 100, 30)
                    : new Limits(0.5, 1, 1, (int) (events / 2), 0.5, 500);
        }
    }

    @Override
    public Verdict run(Path root, long events, Consumer<String> out) {
        try (BothSides sides = BothSides.start(root, events, out)) {
            sides.describe(out);
            Gates gates = new Gates(PAIRS, out);
            measure(sides, events, gates);
            return gates.verdict();
        } catch (SQLException failed) {
            throw new IllegalStateException("the events cannot be read: " + failed.getMessage(), failed);
        }
    }

    /** Lets months of the events go in the end, so nothing can be measured on them afterwards. */
    static void measure(BothSides sides, long events, Gates gates) throws SQLException {
        Limits limits = Limits.of(events);
        String year = "sign-ins?from=" + sides.data().from().minusSeconds(86_400) + "&limit=50";
        String week = sides.data().until().minus(7, ChronoUnit.DAYS).toString();
        String person = sides.somebody();
        String rare = sides.rareAddress();
        Page page = new Page(sides, gates);
        page.duel("first 50, no filter", limits.page(), year, "?max=50");
        page.duel("first 50 of a person", limits.page(), year + "&person=" + person, "?max=50&user=" + person);
        page.duel("first 50 of a rare address", limits.rare(), year + "&address=" + rare, "?max=50&ipAddress=" + rare);
        page.duel("first 50 of an unused app", limits.rare(), year + "&app=unused", "?max=50&client=unused");
        page.duel("first 50 of a busy app", limits.page(), year + "&app=app-0", "?max=50&client=app-0");
        page.duel(
                "first 50 failures of a week",
                limits.page(),
                "sign-ins?outcome=FAILED&limit=50&from=" + week,
                "?max=50&type=LOGIN_ERROR&dateFrom=" + Instant.parse(week).toEpochMilli());
        page.duel(
                "page at offset " + limits.offset(),
                limits.deep(),
                year + "&kind=SIGN_IN&kind=SIGN_OUT&kind=TOKEN&kind=FACTOR&cursor=" + cursor(sides, limits.offset()),
                "?max=50&first=" + limits.offset());
        gates.atMost("slowest p95 of a page", limits.p95(), page.slowest, "ms");
        new Forgetting(sides).measure(gates, limits.forgetting());
    }

    private static final class Page {
        private final BothSides sides;
        private final Gates gates;
        private double slowest;

        Page(BothSides sides, Gates gates) {
            this.sides = sides;
            this.gates = gates;
        }

        void duel(String what, double gate, String ours, String theirs) {
            String mine = ours.replace(":", "%3A");
            Duel duel = new Duel(TURNS)
                    .run(
                            PAIRS,
                            () -> sides.keyward().time(mine),
                            () -> sides.keycloak().time(theirs));
            slowest = Math.max(slowest, duel.ours(0.95).toNanos() / 1e6);
            gates.atLeast(what, gate, duel);
        }
    }

    /** The place of a row so far down, as the API hands it out: a version byte, microseconds, number of the entry. */
    private static String cursor(BothSides sides, int offset) throws SQLException {
        try (Connection connection = sides.packDatabase();
                PreparedStatement ask = connection.prepareStatement(
                        "SELECT at, seq FROM kw_history_event WHERE realm_id = ? ORDER BY at DESC, seq DESC OFFSET ? LIMIT 1")) {
            ask.setString(1, sides.packRealmId());
            ask.setInt(2, offset);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                Instant at = row.getObject(1, OffsetDateTime.class).toInstant();
                byte[] bytes = ByteBuffer.allocate(17)
                        .put((byte) 1)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                        .putLong(row.getLong(2))
                        .array();
                return URLEncoder.encode(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), StandardCharsets.UTF_8);
            }
        }
    }
}
