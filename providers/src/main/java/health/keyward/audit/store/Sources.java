package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Numbering;
import health.keyward.audit.core.Numbering.Missing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which server runs write into the log, whether they still do, and which of their numbers are missing (AL-8). Only runs that beat are judged: those of
 * the first release did not.
 */
public final class Sources {
    /** After four beats that did not come; a node that stops is noticed within five minutes. */
    static final Duration SILENCE = Duration.ofMinutes(4);
    /** A number that has not come by then, while its server goes on, will not come. */
    static final Duration GRACE = Duration.ofMinutes(2);
    /** Nobody is called silent by a sequencer that has not been listening. */
    static final Duration DEAF = Duration.ofMinutes(1);

    private static final Set<String> ALIVE = Set.of("BOOT", "HEARTBEAT");
    private static final Set<String> OWN = Set.of("BOOT", "HEARTBEAT", "SHUTDOWN", "CLOCK_JUMP", "VOID");

    private final Connection tx;

    Sources(Connection tx) {
        this.tx = tx;
    }

    private enum State {
        LIVE,
        DOWN,
        SILENT
    }

    /** What is known of one run while a batch is taken in. */
    private static final class Source {
        private final Numbering numbers;
        private final List<Missing> known;
        private boolean watched;
        private State state;
        private @Nullable Instant beatAt;
        private @Nullable Long clockOffset;
        private @Nullable Long jump;

        private Source(long highest, List<Missing> known, boolean watched, State state, @Nullable Instant beatAt) {
            this.numbers = new Numbering(highest, known);
            this.known = List.copyOf(known);
            this.watched = watched;
            this.state = state;
            this.beatAt = beatAt;
        }

        private void hear(Recorded.Mark mark, Instant now) {
            watched |= OWN.contains(mark.type());
            if (ALIVE.contains(mark.type())) {
                beatAt = now;
                state = State.LIVE;
            } else if (mark.type().equals("SHUTDOWN")) {
                state = State.DOWN;
            } else if (mark.type().equals("VOID")) {
                numbers.explained(mark.facts().getOrDefault("numbers", ""), now);
            } else if (mark.type().equals("CLOCK_JUMP")) {
                jump = number(mark.facts().get("millis"));
            }
            Long offset = number(mark.facts().get("clockOffsetMillis"));
            clockOffset = offset == null ? clockOffset : offset;
        }
    }

    static @Nullable Long number(@Nullable String text) {
        return text != null && text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** Takes in a batch that has just been numbered. */
    void follow(List<Arrival> arrivals, List<Entry> entries, Instant now) throws SQLException {
        Map<String, Source> sources = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Source source = sources.get(arrival.boot());
            if (source == null) {
                source = load(arrival.boot(), now);
                sources.put(arrival.boot(), source);
            }
            source.numbers.came(arrival.nseq(), now);
        }
        for (Entry entry : entries) {
            Source source = sources.get(entry.boot());
            if (source != null && entry.recorded() instanceof Recorded.Mark mark) {
                source.hear(mark, now);
            }
        }
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            save(source.getKey(), source.getValue(), now);
        }
    }

    private Source load(String boot, Instant now) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT highest, watched, state, beat_at FROM kw_audit_source WHERE boot = ? FOR UPDATE")) {
            ask.setString(1, boot);
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    return new Source(0, List.of(), false, State.LIVE, now);
                }
                OffsetDateTime beat = row.getObject(4, OffsetDateTime.class);
                return new Source(
                        row.getLong(1),
                        missing(boot),
                        row.getBoolean(2),
                        State.valueOf(row.getString(3)),
                        beat == null ? null : beat.toInstant());
            }
        }
    }

    private List<Missing> missing(String boot) throws SQLException {
        List<Missing> missing = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT first_nseq, last_nseq, since FROM kw_audit_missing WHERE boot = ? AND told_at IS NULL")) {
            ask.setString(1, boot);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    missing.add(new Missing(
                            row.getLong(1),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return missing;
    }

    private void save(String boot, Source source, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_source AS s (boot, highest, watched, state, beat_at, seen_at, clock_offset_millis, clock_asked_at,
              jump_millis, jumped_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (boot) DO UPDATE SET highest = excluded.highest, watched = excluded.watched, state = excluded.state,
              beat_at = excluded.beat_at, seen_at = excluded.seen_at,
              clock_offset_millis = coalesce(excluded.clock_offset_millis, s.clock_offset_millis),
              clock_asked_at = coalesce(excluded.clock_asked_at, s.clock_asked_at),
              jump_millis = coalesce(excluded.jump_millis, s.jump_millis),
              jumped_at = coalesce(excluded.jumped_at, s.jumped_at)\
            """)) {
            write.setString(1, boot);
            write.setLong(2, source.numbers.highest());
            write.setBoolean(3, source.watched);
            write.setString(4, source.state.name());
            write.setObject(5, source.beatAt == null ? null : source.beatAt.atOffset(ZoneOffset.UTC));
            write.setObject(6, now.atOffset(ZoneOffset.UTC));
            write.setObject(7, source.clockOffset, Types.BIGINT);
            write.setObject(
                    8, source.clockOffset == null ? null : now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            write.setObject(9, source.jump, Types.BIGINT);
            write.setObject(
                    10, source.jump == null ? null : now.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            write.executeUpdate();
        }
        List<Missing> missing = source.numbers.missing();
        if (missing.equals(source.known)) {
            return;
        }
        try (PreparedStatement forget =
                tx.prepareStatement("DELETE FROM kw_audit_missing WHERE boot = ? AND told_at IS NULL")) {
            forget.setString(1, boot);
            forget.executeUpdate();
        }
        try (PreparedStatement write = tx.prepareStatement(
                "INSERT INTO kw_audit_missing (boot, first_nseq, last_nseq, since) VALUES (?, ?, ?, ?) ON CONFLICT DO"
                        + " NOTHING")) {
            for (Missing span : missing) {
                write.setString(1, boot);
                write.setLong(2, span.first());
                write.setLong(3, span.last());
                write.setObject(4, span.since().atOffset(ZoneOffset.UTC));
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    /** Looks who has fallen silent and what will not come any more; to be called when nothing waits in the inbox. */
    void look(Marks marks, Instant now) throws SQLException {
        Instant listening = listening(now);
        for (String boot : silent(now, listening)) {
            Map<String, String> facts = new HashMap<>(Map.of("boot", boot, "since", beatOf(boot)));
            List<Missing> missing = missing(boot);
            if (!missing.isEmpty()) {
                facts.put("numbers", Numbering.text(missing));
            }
            tell(boot, now);
            set("UPDATE kw_audit_source SET state = 'SILENT', told_at = ? WHERE boot = ?", boot, now);
            marks.write(tx, "SILENT", facts);
        }
        for (String boot : gaps(now)) {
            marks.write(tx, "GAP", Map.of("boot", boot, "numbers", Numbering.text(missing(boot))));
            set("UPDATE kw_audit_source SET gap_at = ? WHERE boot = ?", boot, now);
            tell(boot, now);
        }
    }

    /** Since when the log has been listened to without a pause. */
    private Instant listening(Instant now) throws SQLException {
        try (PreparedStatement look = tx.prepareStatement("""
            UPDATE kw_audit_watch SET since = CASE WHEN looked_at > ? THEN since ELSE ? END, looked_at = ? WHERE k = 1
            RETURNING since\
            """)) {
            look.setObject(1, now.minus(DEAF).atOffset(ZoneOffset.UTC));
            look.setObject(2, now.atOffset(ZoneOffset.UTC));
            look.setObject(3, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = look.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private List<String> silent(Instant now, Instant listening) throws SQLException {
        if (listening.isAfter(now.minus(SILENCE))) {
            return List.of();
        }
        return boots(
                "SELECT boot FROM kw_audit_source WHERE watched AND state = 'LIVE' AND beat_at < ?",
                now.minus(SILENCE));
    }

    /** Numbers of servers that went on, or went down in order, without them. Of one that fell silent they are told with its silence. */
    private List<String> gaps(Instant now) throws SQLException {
        return boots("""
            SELECT DISTINCT s.boot FROM kw_audit_source s JOIN kw_audit_missing m ON m.boot = s.boot
            WHERE s.watched AND m.told_at IS NULL AND m.since < ? AND (s.state = 'DOWN' OR s.seen_at > m.since + interval '%d seconds')
            """.formatted(GRACE.toSeconds()), now.minus(GRACE));
    }

    private List<String> boots(String query, Instant before) throws SQLException {
        List<String> boots = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement(query)) {
            ask.setObject(1, before.atOffset(ZoneOffset.UTC));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    boots.add(row.getString(1));
                }
            }
        }
        return boots;
    }

    private String beatOf(String boot) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT beat_at FROM kw_audit_source WHERE boot = ?")) {
            ask.setString(1, boot);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant().toString();
            }
        }
    }

    private void tell(String boot, Instant now) throws SQLException {
        set("UPDATE kw_audit_missing SET told_at = ? WHERE boot = ? AND told_at IS NULL", boot, now);
    }

    private void set(String update, String boot, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(update)) {
            write.setObject(1, now.atOffset(ZoneOffset.UTC));
            write.setString(2, boot);
            write.executeUpdate();
        }
    }

    /**
     * What health says of the last day.
     *
     * @param code {@code gap}, {@code silent-node} or {@code clock-jump}
     */
    public record Trouble(String code, String boot, Instant since) {
        /** For people. */
        public String words() {
            return switch (code) {
                case "gap" -> "Rows of the server run " + boot + " never came into the log.";
                case "silent-node" ->
                    "The server run " + boot + " has fallen silent without having gone down in order.";
                default -> "The clock of the server run " + boot + " was moved by more than five seconds.";
            };
        }
    }

    /** Gaps and moved clocks of the last day, and servers that have been silent for less than an hour. */
    public static List<Trouble> troubles(Connection tx, Instant now) throws SQLException {
        List<Trouble> troubles = new ArrayList<>();
        Instant dayAgo = now.minus(Duration.ofDays(1));
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("""
                    SELECT boot, state, told_at, gap_at, jumped_at FROM kw_audit_source
                    WHERE told_at IS NOT NULL OR gap_at IS NOT NULL OR jumped_at IS NOT NULL\
                    """)) {
            while (row.next()) {
                add(troubles, "gap", row.getString(1), row.getObject(4, OffsetDateTime.class), dayAgo);
                add(troubles, "clock-jump", row.getString(1), row.getObject(5, OffsetDateTime.class), dayAgo);
                if (row.getString(2).equals(State.SILENT.name())) {
                    add(
                            troubles,
                            "silent-node",
                            row.getString(1),
                            row.getObject(3, OffsetDateTime.class),
                            now.minus(Duration.ofHours(1)));
                }
            }
        }
        return troubles;
    }

    private static void add(
            List<Trouble> troubles, String code, String boot, @Nullable OffsetDateTime at, Instant earliest) {
        if (at != null && at.toInstant().isAfter(earliest)) {
            troubles.add(new Trouble(code, boot, at.toInstant()));
        }
    }

    /** What a run that beats last said of its clock. */
    public record ClockOffset(String boot, long millis, Instant askedAt) {}

    /** Of every run that beats, how far its clock was off when it last asked; the most recent first. */
    public static List<ClockOffset> clocks(Connection tx) throws SQLException {
        List<ClockOffset> clocks = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("""
                    SELECT boot, clock_offset_millis, clock_asked_at FROM kw_audit_source
                    WHERE state = 'LIVE' AND clock_offset_millis IS NOT NULL ORDER BY clock_asked_at DESC, boot\
                    """)) {
            while (row.next()) {
                clocks.add(new ClockOffset(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
        }
        return clocks;
    }
}
