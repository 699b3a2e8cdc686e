package health.keyward.approval.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.approval.Approvable.Execution;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Signed;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.store.KeptSettings;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the ledger need two persons (AL-9), on the real table. */
class LedgerSettingsKindTest {
    private static final RealmId HOSPITAL = new RealmId("hospital");

    private Connection tx;
    private LedgerSettings settings;
    private LedgerSettingsKind kind;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        settings = new OnConnection(tx);
        kind = new LedgerSettingsKind(settings);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void shows_each_setting_before_and_after_with_its_version() {
        Change change = clear(Map.of("retentionYears", "7", "pausedFeeds", "fhir, cef"));
        assertThat(change.lines())
                .containsExactly(
                        new Change.Line("retention, years", "6", "7"),
                        new Change.Line("exports switched off", "none", "cef,fhir"),
                        new Change.Line("version", "0", "1"));
        assertThat(settings.current()).isEqualTo(LedgerSettings.Values.USUAL);
    }

    @Test
    void does_what_was_shown_and_keeps_every_version() {
        assertThat(kind.execute(approved(clear(Map.of("retentionYears", "8"))))).isEqualTo(new Execution.Done());
        assertThat(kind.execute(approved(clear(Map.of("pausedFeeds", "syslog")))))
                .isEqualTo(new Execution.Done());
        assertThat(settings.current()).isEqualTo(new LedgerSettings.Values(2, 8, Set.of("syslog")));
        assertThat(kind.execute(approved(clear(Map.of("pausedFeeds", "none"))))).isEqualTo(new Execution.Done());
        assertThat(settings.current()).isEqualTo(new LedgerSettings.Values(3, 8, Set.of()));
    }

    @Test
    void of_two_changes_to_one_version_the_second_finds_it_gone() {
        LedgerSettings.Values seen = settings.current();
        assertThat(settings.change(seen, new LedgerSettings.Values(1, 7, Set.of())))
                .isTrue();
        assertThat(settings.change(seen, new LedgerSettings.Values(1, 9, Set.of())))
                .isFalse();
        assertThat(settings.current().retentionYears()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "retentionYears,5",
        "retentionYears,0",
        "retentionYears,-6",
        "retentionYears,101",
        "retentionYears,six",
        "pausedFeeds,everything",
        "pausedFeeds,''",
        "logging,off",
        "retentionYears,6"
    })
    void what_is_below_the_floor_unknown_or_no_change_is_not_proposed(String name, String value) {
        assertThat(kind.read(HOSPITAL, Map.of(name, value))).isInstanceOf(Reading.Unclear.class);
    }

    private Change clear(Map<String, String> asked) {
        return ((Reading.Clear) kind.read(HOSPITAL, asked)).change();
    }

    private static Approved approved(Change change) {
        Signed one = new Signed("victor", "victor", "s1", Instant.EPOCH);
        Signed two = new Signed("anneke", "anneke", "s2", Instant.EPOCH);
        return new Approved(UUID.randomUUID(), change, one, two);
    }

    private record OnConnection(Connection tx) implements LedgerSettings {
        @Override
        public Values current() {
            try {
                return KeptSettings.read(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean change(Values from, Values to) {
            try {
                return KeptSettings.add(tx, from, to);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
