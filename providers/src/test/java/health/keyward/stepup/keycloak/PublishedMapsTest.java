package health.keyward.stepup.keycloak;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.keycloak.PublishedMaps.Known;
import health.keyward.stepup.store.MapVersions;
import health.keyward.stepup.store.MapVersions.NewVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers and the map of one realm. */
class PublishedMapsTest {
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final MapVersions versions = new MapVersions();
    private final AtomicLong nanos = new AtomicLong();
    private final PublishedMaps here = new PublishedMaps(versions, nanos::get);
    private final PublishedMaps there = new PublishedMaps(versions, nanos::get);
    private int questions;
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_realm_that_published_nothing_asks_for_nothing() {
        assertThat(here.of(this::onThisConnection, realm)).isSameAs(StepUpMap.EMPTY);
    }

    @Test
    void a_thousand_sign_ins_ask_the_database_once() {
        for (int i = 0; i < 1_000; i++) {
            here.of(this::onThisConnection, realm);
            here.whereverFrom(this::onThisConnection, realm);
        }
        assertThat(questions).isEqualTo(1);
    }

    @Test
    void a_version_counts_where_it_was_published_at_once_and_elsewhere_when_the_job_has_looked() throws SQLException {
        here.of(this::onThisConnection, realm);
        there.of(this::onThisConnection, realm);
        publish(0, rules(asks("All", "mfa")));
        here.forget();
        assertThat(here.of(this::onThisConnection, realm).written()).hasSize(1);
        assertThat(there.of(this::onThisConnection, realm).isEmpty()).isTrue();
        there.look(this::onThisConnection);
        assertThat(there.of(this::onThisConnection, realm).written()).hasSize(1);
    }

    @Test
    void what_did_not_change_is_not_made_anew() throws SQLException {
        publish(0, rules(asks("All", "mfa")));
        StepUpMap first = here.of(this::onThisConnection, realm);
        here.look(this::onThisConnection);
        assertThat(here.of(this::onThisConnection, realm)).isSameAs(first);
        publish(1, rules(asks("All", "phr"), asks("Outside", "phrh").exceptNetworks("10.0.0.0/8")));
        here.look(this::onThisConnection);
        assertThat(here.of(this::onThisConnection, realm).written()).hasSize(2);
        assertThat(here.whereverFrom(this::onThisConnection, realm).written()).hasSize(1);
    }

    @Test
    void a_server_whose_job_has_not_looked_for_half_a_minute_looks_before_it_answers() throws SQLException {
        there.of(this::onThisConnection, realm);
        publish(0, rules(asks("All", "mfa")));
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(there.of(this::onThisConnection, realm).isEmpty()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(there.of(this::onThisConnection, realm).written()).hasSize(1);
    }

    @Test
    void and_fails_when_it_cannot_because_an_old_map_might_ask_for_too_little() {
        there.of(this::onThisConnection, realm);
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThatThrownBy(() -> there.of(
                        look -> {
                            throw new IllegalStateException("no database");
                        },
                        realm))
                .hasMessage("no database");
    }

    private Known onThisConnection(Database.SqlWork<Known> look) {
        questions++;
        try {
            return look.on(tx);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(long after, List<WrittenRule> rules) throws SQLException {
        versions.publish(tx, new NewVersion(realm, after, rules, "victor", "u-1", null, Instant.EPOCH, "because"));
    }
}
