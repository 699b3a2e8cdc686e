package health.keyward.audit.store;

import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Marks of a server run of the test's own. */
final class TestMarks implements Marks {
    private final Clock clock;
    private long nseq;

    TestMarks(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Arrival mark(String type, Map<String, String> facts) {
        nseq++;
        return new Arrival(
                "server",
                nseq,
                clock.instant(),
                Leaf.bytes(new Recorded.Mark(EventIds.fresh(), clock.instant(), "", type, facts)));
    }

    /** Marks in the inbox, in words. */
    static List<String> waiting(Connection tx) throws SQLException {
        List<String> marks = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT leaf FROM kw_audit_inbox ORDER BY at, nseq")) {
            while (row.next()) {
                if (Leaf.read(row.getBytes(1)) instanceof Recorded.Mark mark) {
                    marks.add(words(mark));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return marks;
    }

    static String words(Recorded.Mark mark) {
        return mark.type()
                + new TreeMap<>(mark.facts())
                        .entrySet().stream()
                                .map(fact -> " " + fact.getKey() + "=" + fact.getValue())
                                .collect(Collectors.joining());
    }
}
