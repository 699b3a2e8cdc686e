package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gaps and silence (AL-8), on a real PostgreSQL. */
class SourcesTest {
    private static final Map<String, String> NOTHING = Map.of();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00Z"));
    private final Marks marks = new TestMarks(clock);
    private final Sequencer sequencer = new Sequencer(clock, new LeafReader((tx, refs) -> java.util.Map.of()));
    private Transactions db;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        db = new TestTransactions(RealDatabase.fresh());
    }

    @Test
    void a_number_that_never_comes_while_its_server_goes_on_is_a_gap() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 4, "HEARTBEAT", NOTHING);
        passes(Sources.GRACE.plusSeconds(1));
        assertThat(told()).isEmpty();
        comes("n1", 5, "HEARTBEAT", NOTHING);
        assertThat(told()).containsExactly("GAP boot=n1 numbers=2-3");
        assertThat(troubles()).containsExactly("gap n1");
        passes(Sources.GRACE);
        comes("n1", 6, "HEARTBEAT", NOTHING);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_number_that_comes_late_is_no_gap() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 3, "HEARTBEAT", NOTHING);
        comes("n1", 2, "HEARTBEAT", NOTHING);
        passes(Sources.GRACE.multipliedBy(2));
        comes("n1", 4, "HEARTBEAT", NOTHING);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_number_that_was_burnt_is_no_gap() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 5, "HEARTBEAT", NOTHING);
        comes("n1", 6, "VOID", Map.of("numbers", "2,3-4"));
        passes(Sources.GRACE.plusSeconds(1));
        comes("n1", 7, "HEARTBEAT", NOTHING);
        assertThat(told()).isEmpty();
    }

    @Test
    void the_first_row_of_a_server_that_is_missing_is_a_gap_too() {
        comes("n1", 2, "HEARTBEAT", NOTHING);
        passes(Sources.GRACE.plusSeconds(1));
        comes("n1", 3, "HEARTBEAT", NOTHING);
        assertThat(told()).containsExactly("GAP boot=n1 numbers=1");
    }

    @Test
    void a_server_that_went_down_in_order_answers_for_its_numbers_and_is_not_silent() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 3, "SHUTDOWN", NOTHING);
        passes(Sources.SILENCE.multipliedBy(2));
        assertThat(told()).containsExactly("GAP boot=n1 numbers=2");
    }

    @Test
    void a_server_that_stops_beating_is_noticed_within_five_minutes_and_its_open_numbers_are_named() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 3, "HEARTBEAT", NOTHING);
        Instant last = clock.instant();
        passes(Duration.ofMinutes(3));
        assertThat(told()).isEmpty();
        passes(Duration.ofMinutes(2));
        assertThat(told()).containsExactly("SILENT boot=n1 numbers=2 since=" + last);
        assertThat(troubles()).containsExactly("silent-node n1");
        passes(Duration.ofMinutes(5));
        assertThat(told()).isEmpty();

        comes("n1", 4, "HEARTBEAT", NOTHING);
        assertThat(troubles()).isEmpty();
    }

    @Test
    void nobody_is_called_silent_by_a_sequencer_that_was_away_itself() {
        comes("n1", 1, "BOOT", NOTHING);
        look();
        clock.advance(Duration.ofHours(1));
        assertThat(told()).isEmpty();
        passes(Duration.ofMinutes(1));
        comes("n1", 2, "HEARTBEAT", NOTHING);
        passes(Duration.ofMinutes(3));
        assertThat(told()).isEmpty();
    }

    @Test
    void a_server_of_the_first_release_is_not_judged() {
        db.run(tx -> {
            insert(tx, "old", 77, new byte[] {1, '{', '}'});
            return null;
        });
        sequence();
        passes(Duration.ofHours(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void how_far_a_clock_is_off_is_kept_of_the_last_beat_that_said_so_and_only_of_servers_that_go_on() {
        comes("n1", 1, "BOOT", NOTHING);
        assertThat(clocks()).isEmpty();
        comes("n1", 2, "HEARTBEAT", Map.of("clockOffsetMillis", "-6001"));
        comes("n1", 3, "HEARTBEAT", NOTHING);
        comes("n2", 1, "BOOT", NOTHING);
        comes("n2", 2, "HEARTBEAT", Map.of("clockOffsetMillis", "12"));
        assertThat(clocks()).containsExactlyInAnyOrder("n1 -6001", "n2 12");
        comes("n1", 4, "HEARTBEAT", Map.of("clockOffsetMillis", "3"));
        comes("n2", 3, "SHUTDOWN", NOTHING);
        assertThat(clocks()).containsExactly("n1 3");
    }

    @Test
    void a_clock_that_was_moved_is_trouble_for_a_day() {
        comes("n1", 1, "BOOT", NOTHING);
        comes("n1", 2, "CLOCK_JUMP", Map.of("millis", "7000"));
        comes("n1", 3, "HEARTBEAT", NOTHING);
        assertThat(troubles()).containsExactly("clock-jump n1");
        clock.advance(Duration.ofDays(1));
        comes("n1", 4, "HEARTBEAT", NOTHING);
        assertThat(troubles()).isEmpty();
    }

    private List<String> clocks() {
        return db.run(Sources::clocks).stream()
                .map(offset -> offset.boot() + " " + offset.millis())
                .toList();
    }

    private void comes(String boot, long nseq, String type, Map<String, String> facts) {
        db.run(tx -> {
            insert(tx, boot, nseq, Leaf.bytes(new Recorded.Mark(EventIds.fresh(), clock.instant(), "", type, facts)));
            return null;
        });
        sequence();
    }

    private void insert(java.sql.Connection tx, String boot, long nseq, byte[] leaf) throws java.sql.SQLException {
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES (?, ?, ?, ?)")) {
            insert.setString(1, boot);
            insert.setLong(2, nseq);
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, leaf);
            insert.executeUpdate();
        }
    }

    private void sequence() {
        db.run(tx -> sequencer.round(tx, 1_000, List.of()));
    }

    /** Time goes by while the sequencer keeps looking. */
    private void passes(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.instant().isBefore(until)) {
            clock.advance(Duration.ofSeconds(10));
            look();
        }
    }

    private void look() {
        db.run(tx -> {
            sequencer.look(tx, marks);
            return null;
        });
    }

    /** The marks that were written since last asked. */
    private List<String> told() {
        look();
        List<String> told = db.run(TestMarks::waiting);
        sequence();
        return told;
    }

    private List<String> troubles() {
        return db.run(tx -> Sources.troubles(tx, clock.instant())).stream()
                .map(trouble -> trouble.code() + " " + trouble.boot())
                .toList();
    }
}
