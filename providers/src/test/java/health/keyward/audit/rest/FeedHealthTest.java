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

/** A feed that gets nothing shows in the health of the ledger, after a while. */
class FeedHealthTest {
    private static final SpoolState EMPTY = new SpoolState(0, 0, 100, null);
    private static final Instant WAITS_SINCE = Instant.parse("2026-11-21T03:00:00Z");

    @Test
    void a_feed_that_fails_is_a_reason_once_something_has_waited_five_minutes_for_it() throws SQLException {
        try (Connection tx = RealDatabase.fresh().getConnection();
                Statement sql = tx.createStatement()) {
            sql.execute("SELECT kw_audit_log_month('" + WAITS_SINCE + "')");
            sql.execute("INSERT INTO kw_audit_log (seq, seq_at, boot, nseq, leaf) VALUES (1, '" + WAITS_SINCE
                    + "', 'b', 1, '')");
            sql.execute("UPDATE kw_audit_head SET size = 1");
            sql.execute(
                    "INSERT INTO kw_audit_feed (name, active, described, next_seq) VALUES ('siem', true, 'cef', 1)");
            assertThat(reasons(tx, 600)).as("late, but nothing failed").isEmpty();
            sql.execute("UPDATE kw_audit_feed SET failures = 3");
            assertThat(reasons(tx, 299)).as("failing, but not for long").isEmpty();
            assertThat(reasons(tx, 301)).singleElement().satisfies(reason -> {
                assertThat(reason.state()).isEqualTo(LedgerHealth.State.DEGRADED);
                assertThat(reason.detail()).isEqualTo("The feed siem takes nothing; 1 entries wait for it.");
            });
            sql.execute("UPDATE kw_audit_feed SET format = 'cef'");
            sql.execute(
                    "INSERT INTO kw_audit_settings (version, retention_years, paused_feeds) VALUES (1, 6, '{cef}')");
            assertThat(reasons(tx, 301)).singleElement().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo("feed-paused");
                assertThat(reason.detail())
                        .isEqualTo("The feed siem is switched off by two administrators; 1 entries wait for it.");
            });
            sql.execute("INSERT INTO kw_audit_settings (version, retention_years, paused_feeds) VALUES (2, 6, '{}')");
            assertThat(reasons(tx, 301)).extracting(LedgerHealth.Reason::code).containsExactly("feed-late");
            sql.execute("UPDATE kw_audit_feed SET active = false");
            assertThat(reasons(tx, 301)).as("not configured any more").isEmpty();
        }
    }

    private static List<LedgerHealth.Reason> reasons(Connection tx, int seconds) throws SQLException {
        return new Health(new Origin("audit.example.org/keyward"), WAITS_SINCE.plusSeconds(seconds), EMPTY, tx)
                .answer().reasons().stream()
                        .filter(reason -> reason.code().startsWith("feed-"))
                        .toList();
    }
}
