package health.keyward.stepup.store;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of the map on the real table (SU-1). */
class MapVersionsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<WrittenRule> PHARMACY = rules(asks("Pharmacy", "phr")
            .apps("pharmacy", "epcs")
            .roles("signer")
            .within(300)
            .differently());
    private static final List<WrittenRule> ALL = rules(asks("All", "mfa"));

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final MapVersions versions = new MapVersions();
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
    void what_is_published_is_read_back_as_it_was_with_who_when_and_why() throws SQLException {
        assertThat(versions.newest(tx, realm)).isEmpty();
        Version published = publish(0, PHARMACY).orElseThrow();
        assertThat(versions.newest(tx, realm)).contains(published);
        assertThat(published)
                .isEqualTo(new Version(
                        1,
                        PHARMACY,
                        MapText.hash(MapText.of(PHARMACY)),
                        "victor.hale",
                        "u-1",
                        null,
                        NOON,
                        "controlled substances"));
    }

    @Test
    void versions_follow_one_another_and_an_old_one_can_be_published_again() throws SQLException {
        publish(0, PHARMACY);
        publish(1, ALL);
        publish(2, PHARMACY);
        assertThat(versions.list(tx, realm, Long.MAX_VALUE, 10))
                .extracting(Version::number)
                .containsExactly(3L, 2L, 1L);
        assertThat(versions.list(tx, realm, 2, 1)).extracting(Version::rules).containsExactly(ALL);
        assertThat(versions.one(tx, realm, 3).orElseThrow().sha256())
                .isEqualTo(versions.one(tx, realm, 1).orElseThrow().sha256());
        assertThat(versions.one(tx, realm, 4)).isEmpty();
        assertThat(versions.numbers(tx)).containsEntry(realm, 3L);
    }

    @Test
    void a_map_made_from_an_older_version_is_not_published() throws SQLException {
        publish(0, PHARMACY);
        assertThat(publish(0, ALL)).isEmpty();
        assertThat(publish(2, ALL)).isEmpty();
        assertThat(versions.newest(tx, realm).orElseThrow().rules()).isEqualTo(PHARMACY);
    }

    @Test
    void of_two_who_publish_at_once_one_comes_too_late() throws Exception {
        DataSource database = RealDatabase.fresh();
        try (Connection one = database.getConnection();
                Connection two = database.getConnection()) {
            one.setAutoCommit(false);
            two.setAutoCommit(false);
            assertThat(versions.publish(one, wanted(0, PHARMACY))).isPresent();
            CompletableFuture<Optional<Version>> second = CompletableFuture.supplyAsync(() -> {
                try {
                    return versions.publish(two, wanted(0, ALL));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            one.commit();
            assertThat(second.get(30, TimeUnit.SECONDS)).isEmpty();
            two.commit();
            assertThat(versions.newest(one, realm).orElseThrow().rules()).isEqualTo(PHARMACY);
        }
    }

    @Test
    void nobody_rewrites_or_deletes_a_version() throws SQLException {
        publish(0, PHARMACY);
        var point = tx.setSavepoint();
        assertThatThrownBy(() -> run("UPDATE kw_stepup_map SET reason = 'another'"))
                .hasMessageContaining("a step-up map gets a new version");
        tx.rollback(point);
        assertThatThrownBy(() -> run("DELETE FROM kw_stepup_map"))
                .hasMessageContaining("a step-up map gets a new version");
    }

    @Test
    void a_version_that_was_tampered_with_all_the_same_is_not_used() throws SQLException {
        publish(0, PHARMACY);
        run("ALTER TABLE kw_stepup_map DISABLE TRIGGER kw_stepup_map_kept");
        run("UPDATE kw_stepup_map SET rules = replace(rules, 'phr', 'mfa')");
        assertThatThrownBy(() -> versions.newest(tx, realm)).hasMessageContaining("tampered");
    }

    @Test
    void a_map_that_waits_is_found_by_its_hash_alone_and_only_in_its_realm() throws SQLException {
        String hash = versions.keep(tx, realm, PHARMACY, NOON);
        assertThat(versions.keep(tx, realm, PHARMACY, NOON.plusSeconds(5))).isEqualTo(hash);
        assertThat(versions.candidate(tx, realm, hash)).contains(PHARMACY);
        assertThat(versions.candidate(tx, new RealmId("elsewhere"), hash)).isEmpty();
        run("UPDATE kw_stepup_map_candidate SET rules = '{\"rules\":[]}'");
        assertThat(versions.candidate(tx, realm, hash)).isEmpty();
    }

    @Test
    void maps_that_waited_for_a_month_are_forgotten() throws SQLException {
        String hash = versions.keep(tx, realm, PHARMACY, NOON);
        versions.keep(tx, realm, ALL, NOON.plus(31, ChronoUnit.DAYS));
        assertThat(versions.candidate(tx, realm, hash)).isEmpty();
    }

    @Test
    void one_map_has_one_text() {
        assertThat(MapText.of(rules(asks("Pharmacy", "phr")
                        .roles(" signer")
                        .apps("epcs", "pharmacy", "epcs")
                        .differently()
                        .within(300))))
                .isEqualTo(MapText.of(PHARMACY))
                .isEqualTo("{\"rules\":[{\"actions\":[],\"apps\":[\"epcs\",\"pharmacy\"],\"dataClasses\":[],"
                        + "\"differentFactor\":true,\"exceptNetworks\":[],\"level\":\"phr\",\"maxAgeSeconds\":300,"
                        + "\"name\":\"Pharmacy\",\"networks\":[],\"roles\":[\"signer\"],\"scopes\":[]}]}");
        List<WrittenRule> risky = rules(asks("Risky", "mfa").atRisk());
        assertThat(MapText.of(risky)).contains("\"elevatedRisk\":true");
        assertThat(MapText.read(MapText.of(risky))).isEqualTo(risky);
        assertThat(MapText.read(MapText.of(ALL))).isEqualTo(ALL);
        assertThatThrownBy(() -> MapText.read("{\"rules\":[{\"name\":\"x\",\"more\":1}]}"))
                .isInstanceOf(IllegalStateException.class);
    }

    private Optional<Version> publish(long after, List<WrittenRule> rules) throws SQLException {
        return versions.publish(tx, wanted(after, rules));
    }

    private NewVersion wanted(long after, List<WrittenRule> rules) {
        return new NewVersion(realm, after, rules, "victor.hale", "u-1", null, NOON, "controlled substances");
    }

    private void run(String sql) throws SQLException {
        try (var statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
