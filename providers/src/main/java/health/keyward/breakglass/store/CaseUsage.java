package health.keyward.breakglass.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.ReviewCase.Use;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code KW_CASE_USE} and {@code KW_CASE_FACT}: every decision that was told of a grant and every event that an app sent for one, under the grant's id
 * (BG-12). They hold no name and no patient. Writing an entry a second time changes nothing.
 */
public final class CaseUsage implements Projection {
    /** Of the acts of the room: an app's event. */
    public static final String APP_EVENT = "APP_EVENT";

    public static final String ROOM = "breakglass";
    /** Facts of such an act. */
    public static final String WHAT = "what";

    public static final String OUTCOME = "outcome";
    private static final int NAME = 255;
    private static final int WORD = 64;

    private final CaseFile file = new CaseFile();

    private record Line(String grant, String realm, Use use) {}

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        for (Entry entry : batch) {
            Optional<DecidedUnderGrant> decided = decided(entry);
            Optional<Line> line = line(entry, decided);
            if (line.isPresent()) {
                write(tx, line.get());
            }
            if (decided.isPresent()) {
                for (Map.Entry<Fact, Known> fact : decided.get().facts().entrySet()) {
                    file.fact(tx, decided.get().grant(), fact.getKey(), fact.getValue());
                }
            }
        }
    }

    /**
     * Takes a person out of reviews, before the grants forget whose they were.
     *
     * @throws SQLException while an emergency access of the person waits for its verdict
     */
    @Override
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        if (file.waits(tx, realm, person)) {
            throw new SQLException("an emergency access of the person waits for its verdict; close the case first");
        }
        file.forget(tx, realm, person);
    }

    /** What the log can no longer say, because somebody was erased, is compared as far as it can. */
    @Override
    public OptionalLong differs(Connection tx, long from, long to, List<Entry> entries) throws SQLException {
        TreeMap<Long, Line> shown = shown(tx, from, to);
        TreeMap<Long, Line> wrong = new TreeMap<>();
        Map<Long, Line> recorded = new HashMap<>();
        for (Entry entry : entries) {
            Line row = shown.get(entry.seq());
            boolean erased = entry.recorded() instanceof Recorded.Decision decision && decision.input() == null;
            line(entry, decided(entry)).ifPresent(line -> recorded.put(entry.seq(), line));
            if (erased
                    && row != null
                    && row.use().event().equals(entry.recorded().id())) {
                recorded.put(entry.seq(), row);
            }
        }
        recorded.forEach((seq, line) -> {
            Line row = shown.remove(seq);
            if (row == null || !same(row, line)) {
                wrong.put(seq, line);
            }
        });
        wrong.putAll(shown);
        return wrong.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wrong.firstKey());
    }

    /** What an act says in its sealed facts may be gone. */
    private static boolean same(Line row, Line recorded) {
        return row.grant().equals(recorded.grant())
                && row.realm().equals(recorded.realm())
                && row.use().kind() == recorded.use().kind()
                && row.use().event().equals(recorded.use().event())
                && row.use().at().equals(recorded.use().at());
    }

    private static Optional<DecidedUnderGrant> decided(Entry entry) {
        return entry.recorded() instanceof Recorded.Decision decision
                ? DecidedUnderGrant.of(decision)
                : Optional.empty();
    }

    private static Optional<Line> line(Entry entry, Optional<DecidedUnderGrant> decided) {
        if (entry.recorded() instanceof Recorded.Decision d && decided.isPresent()) {
            return Optional.of(new Line(
                    decided.get().grant(),
                    d.realmId(),
                    use(entry, Use.Kind.DECISION, d.clientId(), d.action(), d.effect())));
        }
        if (entry.recorded() instanceof Recorded.Act act
                && act.room().equals(ROOM)
                && act.type().equals(APP_EVENT)
                && act.error() == null
                && act.about() != null
                && act.about().matches("[0-9a-f]{32}")) {
            return Optional.of(new Line(
                    act.about(),
                    act.realmId(),
                    use(
                            entry,
                            Use.Kind.APP,
                            act.actor().clientId(),
                            act.facts().getOrDefault(WHAT, ""),
                            act.facts().getOrDefault(OUTCOME, ""))));
        }
        return Optional.empty();
    }

    private static Use use(Entry entry, Use.Kind kind, @Nullable String client, String what, String outcome) {
        return new Use(
                entry.seq(),
                entry.recorded().at().truncatedTo(ChronoUnit.MICROS),
                kind,
                entry.recorded().id(),
                client == null ? null : known(client, NAME),
                known(what, NAME),
                known(outcome, WORD));
    }

    /** PostgreSQL takes no zero characters and no halves of characters; a column takes no more than it can hold. */
    private static String known(String text, int most) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static void write(Connection tx, Line line) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO kw_case_use (grant_id, seq, realm_id, at, kind, event_id, client_id, what, outcome)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (grant_id, seq) DO NOTHING
                """)) {
            insert.setObject(1, CaseTable.uuid(line.grant()));
            insert.setLong(2, line.use().seq());
            insert.setString(3, line.realm());
            insert.setObject(4, CaseTable.utc(line.use().at()));
            insert.setString(5, line.use().kind().name());
            insert.setObject(6, CaseTable.uuid(line.use().event()));
            insert.setString(7, line.use().client());
            insert.setString(8, line.use().what());
            insert.setString(9, line.use().outcome());
            insert.executeUpdate();
        }
    }

    private static TreeMap<Long, Line> shown(Connection tx, long from, long to) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_case_use WHERE seq >= ? AND seq < ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                TreeMap<Long, Line> shown = new TreeMap<>();
                while (row.next()) {
                    shown.put(
                            row.getLong("seq"),
                            new Line(
                                    CaseTable.text(row.getObject("grant_id", UUID.class)),
                                    row.getString("realm_id"),
                                    CaseFile.use(row)));
                }
                return shown;
            }
        }
    }
}
