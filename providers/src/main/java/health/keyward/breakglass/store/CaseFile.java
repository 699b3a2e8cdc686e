package health.keyward.breakglass.store;

import health.keyward.breakglass.core.CaseTriage;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.CaseVerdict;
import health.keyward.breakglass.core.CaseVerdict.Answer;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.CaseVerdict.Item;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.core.ReviewCase.Given;
import health.keyward.breakglass.core.ReviewCase.Use;
import health.keyward.breakglass.core.ReviewCase.Word;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is in the file of a case: {@code KW_CASE_WORD}, {@code KW_CASE_VERDICT}, and what the log and others say ({@code KW_CASE_USE}, {@code KW_CASE_FACT}). */
public final class CaseFile {
    private static final String OF_PERSON = "SELECT id FROM kw_grant WHERE realm_id = ? AND person = ?";

    /** One after the other; hold the case first. */
    public void word(Connection tx, String id, Word.Kind kind, UserId by, String name, Instant at, String words)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO kw_case_word (case_id, number, kind, by_id, by_name, at, words)
                SELECT ?, 1 + count(*), ?, ?, ?, ?, ? FROM kw_case_word WHERE case_id = ?
                """)) {
            insert.setObject(1, CaseTable.uuid(id));
            insert.setString(2, kind.name());
            insert.setString(3, by.value());
            insert.setString(4, name);
            insert.setObject(5, CaseTable.utc(at));
            insert.setString(6, words);
            insert.setObject(7, CaseTable.uuid(id));
            insert.executeUpdate();
        }
    }

    public List<Word> words(Connection tx, String id) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT * FROM kw_case_word WHERE case_id = ? ORDER BY number")) {
            select.setObject(1, CaseTable.uuid(id));
            try (ResultSet row = select.executeQuery()) {
                List<Word> words = new ArrayList<>();
                while (row.next()) {
                    words.add(new Word(
                            row.getInt("number"),
                            Word.Kind.valueOf(row.getString("kind")),
                            new UserId(row.getString("by_id")),
                            row.getString("by_name"),
                            CaseTable.instant(row, "at"),
                            row.getString("words")));
                }
                return words;
            }
        }
    }

    /** Writes a verdict down, which nobody rewrites; hold the case first. */
    public void judged(
            Connection tx, ReviewCase reviewed, CaseVerdict verdict, long used, UserId by, String name, Instant at)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO kw_case_verdict (case_id, number, realm_id, requester, disposition, checklist, note, blank_attested, used, by_id, by_name, at)
                SELECT ?, 1 + count(*), ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM kw_case_verdict WHERE case_id = ?
                """)) {
            insert.setObject(1, CaseTable.uuid(reviewed.id()));
            insert.setString(2, reviewed.realm().value());
            insert.setString(3, reviewed.requester().value());
            insert.setString(4, verdict.disposition().name());
            insert.setArray(
                    5,
                    tx.createArrayOf(
                            "text",
                            Arrays.stream(Item.values())
                                    .filter(verdict.checklist()::containsKey)
                                    .map(item ->
                                            item + "=" + verdict.checklist().get(item))
                                    .toArray()));
            insert.setString(6, verdict.note());
            insert.setBoolean(7, verdict.blankAttested());
            insert.setLong(8, used);
            insert.setString(9, by.value());
            insert.setString(10, name);
            insert.setObject(11, CaseTable.utc(at));
            insert.setObject(12, CaseTable.uuid(reviewed.id()));
            insert.executeUpdate();
        }
    }

    public List<Given> verdicts(Connection tx, String id) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT * FROM kw_case_verdict WHERE case_id = ? ORDER BY number")) {
            select.setObject(1, CaseTable.uuid(id));
            try (ResultSet row = select.executeQuery()) {
                List<Given> given = new ArrayList<>();
                while (row.next()) {
                    given.add(new Given(
                            row.getInt("number"),
                            new CaseVerdict(
                                    Disposition.valueOf(row.getString("disposition")),
                                    checklist(row),
                                    row.getString("note"),
                                    row.getBoolean("blank_attested")),
                            row.getLong("used"),
                            new UserId(row.getString("by_id")),
                            row.getString("by_name"),
                            CaseTable.instant(row, "at")));
                }
                return given;
            }
        }
    }

    private static Map<Item, Answer> checklist(ResultSet row) throws SQLException {
        Map<Item, Answer> checklist = new EnumMap<>(Item.class);
        for (Object line : (Object[]) row.getArray("checklist").getArray()) {
            String[] parts = line.toString().split("=", 2);
            checklist.put(Item.valueOf(parts[0]), Answer.valueOf(parts[1]));
        }
        return checklist;
    }

    /** Entries of the log that carry the grant's id, in the order of the log. */
    public List<Use> uses(Connection tx, RealmId realm, String id, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT * FROM kw_case_use WHERE grant_id = ? AND realm_id = ? ORDER BY seq LIMIT ?")) {
            select.setObject(1, CaseTable.uuid(id));
            select.setString(2, realm.value());
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Use> uses = new ArrayList<>();
                while (row.next()) {
                    uses.add(use(row));
                }
                return uses;
            }
        }
    }

    static Use use(ResultSet row) throws SQLException {
        return new Use(
                row.getLong("seq"),
                CaseTable.instant(row, "at"),
                Use.Kind.valueOf(row.getString("kind")),
                CaseTable.text(row.getObject("event_id", UUID.class)),
                row.getString("client_id"),
                row.getString("what"),
                row.getString("outcome"));
    }

    public Map<Fact, Known> facts(Connection tx, String id) throws SQLException {
        Map<Fact, Known> facts = new EnumMap<>(Fact.class);
        try (PreparedStatement select =
                tx.prepareStatement("SELECT fact, known FROM kw_case_fact WHERE grant_id = ?")) {
            select.setObject(1, CaseTable.uuid(id));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    facts.put(Fact.valueOf(row.getString(1)), Known.valueOf(row.getString(2)));
                }
            }
        }
        return CaseTriage.whole(facts);
    }

    /** Adds to what is known; of two who differ whoever gives more reason to look is believed. */
    public void fact(Connection tx, String id, Fact fact, Known known) throws SQLException {
        Known suspicious = fact.flag() ? Known.YES : Known.NO;
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO kw_case_fact AS f (grant_id, fact, known) VALUES (?, ?, ?)
                ON CONFLICT (grant_id, fact) DO UPDATE SET known = excluded.known
                WHERE f.known <> ? AND excluded.known <> 'UNKNOWN'
                """)) {
            insert.setObject(1, CaseTable.uuid(id));
            insert.setString(2, fact.name());
            insert.setString(3, known.name());
            insert.setString(4, suspicious.name());
            insert.executeUpdate();
        }
    }

    /** Whether an emergency access of this person waits for its verdict. */
    public boolean waits(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT 1 FROM kw_case c JOIN kw_grant g ON g.id = c.id WHERE c.realm_id = ? AND g.person = ? AND c.state <> 'CLOSED'")) {
            ask.setString(1, realm.value());
            ask.setString(2, person.value());
            try (ResultSet row = ask.executeQuery()) {
                return row.next();
            }
        }
    }

    /**
     * Takes a person out, before the grants forget whose they were: names, and every word that the person said or that was said of the person's access. What
     * the person has in hand is free again.
     */
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        String nobody = "erased-" + UUID.randomUUID();
        run(
                tx,
                "UPDATE kw_case SET reviewer = NULL, reviewer_name = NULL, assigned_at = NULL WHERE realm_id = ? AND reviewer = ?"
                        + " AND state <> 'CLOSED'",
                realm.value(),
                person.value());
        run(
                tx,
                "UPDATE kw_case SET reviewer = ?, reviewer_name = 'erased' WHERE realm_id = ? AND reviewer = ?",
                nobody,
                realm.value(),
                person.value());
        run(tx, "UPDATE kw_case SET words = 'erased' WHERE id IN (" + OF_PERSON + ")", realm.value(), person.value());
        run(
                tx,
                "UPDATE kw_case_word SET words = 'erased' WHERE case_id IN (" + OF_PERSON + ")",
                realm.value(),
                person.value());
        run(
                tx,
                "UPDATE kw_case_word SET by_id = ?, by_name = 'erased', words = 'erased' WHERE by_id = ?"
                        + " AND case_id IN (SELECT id FROM kw_case WHERE realm_id = ?)",
                nobody,
                person.value(),
                realm.value());
        run(
                tx,
                "UPDATE kw_case_verdict SET requester = ?, note = 'erased' WHERE realm_id = ? AND requester = ?",
                nobody,
                realm.value(),
                person.value());
        run(
                tx,
                "UPDATE kw_case_verdict SET by_id = ?, by_name = 'erased' WHERE realm_id = ? AND by_id = ?",
                nobody,
                realm.value(),
                person.value());
    }

    private static void run(Connection tx, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
