package health.keyward.audit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SpoolState;
import health.keyward.contract.audit.LedgerHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A clock that is off and a spool that is not empty show in the health of the ledger (AL-11, AL-13). */
class WatchedHealthTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final SpoolState EMPTY = new SpoolState(0, 0, 100, null);

    @Test
    void a_clock_is_shown_and_is_a_reason_past_five_seconds_either_way() throws SQLException {
        try (Connection tx = RealDatabase.fresh().getConnection();
                Statement sql = tx.createStatement()) {
            sql.execute("INSERT INTO kw_audit_source (boot, highest, watched, state, beat_at, seen_at,"
                    + " clock_offset_millis, clock_asked_at)"
                    + " VALUES"
                    + " ('b1',"
                    + " 1, true,"
                    + " 'LIVE',"
                    + " '" + NOON + "', '" + NOON + "', 5000, '" + NOON + "')");
            LedgerHealth health = health(tx, EMPTY, 0);
            assertThat(health.clocks()).containsExactly(new LedgerHealth.Clock("b1", 5_000, NOON));
            assertThat(codes(health)).isEmpty();
            sql.execute("UPDATE kw_audit_source SET clock_offset_millis = 5001");
            assertThat(health(tx, EMPTY, 0).reasons()).singleElement().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo("clock-off");
                assertThat(reason.state()).isEqualTo(LedgerHealth.State.DEGRADED);
                assertThat(reason.detail()).contains("5001 ms behind");
            });
            sql.execute("UPDATE kw_audit_source SET clock_offset_millis = -5001");
            assertThat(health(tx, EMPTY, 0).reasons())
                    .singleElement()
                    .satisfies(reason -> assertThat(reason.detail()).contains("5001 ms ahead of"));
            sql.execute("UPDATE kw_audit_source SET clock_offset_millis = 3");
            assertThat(codes(health(tx, EMPTY, 300))).isEmpty();
            assertThat(codes(health(tx, EMPTY, 301))).containsExactly("clock-unknown");
        }
    }

    @Test
    void a_spool_is_shown_and_is_a_reason_while_something_waits_and_another_when_it_is_full() throws SQLException {
        try (Connection tx = RealDatabase.fresh().getConnection()) {
            assertThat(codes(health(tx, EMPTY, 0))).isEmpty();
            LedgerHealth waiting = health(tx, new SpoolState(2, 99, 100, NOON), 0);
            assertThat(codes(waiting)).containsExactly("spool-waiting");
            assertThat(waiting.spool()).isEqualTo(new LedgerHealth.Spool(2, 99, 100, NOON));
            assertThat(waiting.reasons().getFirst().since()).isEqualTo(NOON);
            assertThat(codes(health(tx, new SpoolState(2, 100, 100, NOON), 0))).containsExactly("spool-full");
        }
    }

    private static LedgerHealth health(Connection tx, SpoolState spool, int seconds) throws SQLException {
        return new Health(new Origin("audit.example.org/keyward"), NOON.plusSeconds(seconds), spool, tx).answer();
    }

    private static List<String> codes(LedgerHealth health) {
        return health.reasons().stream().map(LedgerHealth.Reason::code).toList();
    }
}
