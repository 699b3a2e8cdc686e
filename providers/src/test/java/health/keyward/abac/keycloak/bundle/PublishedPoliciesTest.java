package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.abac.Failure;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.core.Policies.Standing;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.keycloak.bundle.PublishedPolicies.Known;
import health.keyward.abac.store.BundleKept.Kept;
import health.keyward.abac.store.BundleKept.Source;
import health.keyward.abac.store.BundleSteps;
import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleSteps.NewStep;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.BundleVersions;
import health.keyward.abac.store.BundleVersions.NewVersion;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers and the policy of one realm, on the real tables (AB-8). */
class PublishedPoliciesTest {
    private static final Enforcement WARD = new Enforcement(Mode.RECORD, Map.of("ward-board", Mode.ENFORCE));

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final BundleVersions versions = new BundleVersions();
    private final BundleSteps steps = new BundleSteps();
    private final BundleLoader loader = new BundleLoader(new BundleReader(null), bundle -> {
        made.incrementAndGet();
        return Packed.engine(bundle);
    });
    private final HouseBundle house =
            new HouseBundle(BundleOptions.USUAL, loader, Packed.of("house").files, new NoShelf(), Clock.systemUTC());
    private final PublishedPolicies here = new PublishedPolicies(house, loader, nanos::get);
    private final PublishedPolicies there = new PublishedPolicies(house, loader, nanos::get);
    private int questions;
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        house.start();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_realm_that_changed_nothing_is_decided_by_the_bundle_of_the_installation_and_only_recorded() {
        assertThat(active(here).policy().revision()).isEqualTo("house");
        assertThat(active(here).enforcement()).isEqualTo(Enforcement.RECORDING);
        assertThat(active(here).shadow()).isNull();
    }

    @Test
    void a_thousand_decisions_ask_the_database_once_and_make_the_policy_once() throws SQLException {
        take(0, new Setting(keep("r1"), null, WARD));
        made.set(0);
        for (int i = 0; i < 1_000; i++) {
            active(here);
        }
        here.look(this::onThisConnection);
        assertThat(questions).isEqualTo(2);
        assertThat(made).hasValue(1);
    }

    @Test
    void a_version_counts_where_it_was_published_at_once_and_elsewhere_when_the_job_has_looked() throws SQLException {
        active(here);
        active(there);
        take(0, new Setting(keep("r1"), null, WARD));
        here.forget();
        assertThat(active(here).policy().revision()).isEqualTo("r1");
        assertThat(active(here).enforcement()).isEqualTo(WARD);
        assertThat(active(there).policy().revision()).isEqualTo("house");
        there.look(this::onThisConnection);
        assertThat(active(there).policy().revision()).isEqualTo("r1");
    }

    @Test
    void what_a_bundle_says_of_its_reasons_comes_with_its_policy() throws BadBundle {
        Loaded loaded = new BundleLoader(new BundleReader(null), Packed::engine)
                .load(Packed.of("r9")
                        .with(
                                Bundle.MANIFEST,
                                "{\"revision\":\"r9\",\"roots\":[\"keyward\"],\"metadata\":{\"reasons\":{\"app.no\":{"
                                        + "\"user\":{\"en\":\"Ask the owner.\"},\"admin\":{\"en\":\"No role.\"}}}}}")
                        .bytes());
        assertThat(loaded.policy().texts())
                .isEqualTo(
                        Map.of("app.no", new Policy.Texts(Map.of("en", "Ask the owner."), Map.of("en", "No role."))));
    }

    @Test
    void a_shadow_is_asked_too_and_what_stays_is_not_made_anew() throws SQLException {
        long one = keep("r1");
        take(0, new Setting(one, null, WARD));
        Policy first = active(here).policy();
        take(1, new Setting(one, keep("r2"), WARD));
        here.look(this::onThisConnection);
        assertThat(active(here).policy()).isSameAs(first);
        assertThat(active(here).shadow().revision()).isEqualTo("r2");
        take(2, new Setting(0, 0L, WARD));
        here.look(this::onThisConnection);
        assertThat(active(here).shadow().revision()).isEqualTo("house");
    }

    @Test
    void going_back_brings_the_old_policy() throws SQLException {
        long one = keep("r1");
        take(0, new Setting(one, null, WARD));
        take(1, new Setting(keep("r2"), null, WARD));
        here.look(this::onThisConnection);
        assertThat(active(here).policy().revision()).isEqualTo("r2");
        take(2, new Setting(one, null, WARD));
        here.look(this::onThisConnection);
        assertThat(active(here).policy().revision()).isEqualTo("r1");
    }

    @Test
    void a_server_whose_job_has_not_looked_for_half_a_minute_looks_before_it_answers() throws SQLException {
        active(there);
        take(0, new Setting(keep("r1"), null, WARD));
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(active(there).policy().revision()).isEqualTo("house");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(active(there).policy().revision()).isEqualTo("r1");
    }

    @Test
    void and_refuses_when_it_cannot_because_an_old_policy_might_permit_too_much() throws SQLException {
        take(0, new Setting(keep("r1"), null, WARD));
        active(there);
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(there.of(PublishedPoliciesTest::noDatabase, realm))
                .isEqualTo(new Standing.None(Failure.STALE_POLICY, WARD));
        Standing never = new PublishedPolicies(house, loader, nanos::get).of(PublishedPoliciesTest::noDatabase, realm);
        assertThat(never)
                .isInstanceOfSatisfying(
                        Standing.None.class,
                        none -> assertThat(none.enforcement().enforces("any")).isTrue());
    }

    @Test
    void a_version_whose_content_is_not_what_was_handed_in_decides_nothing() throws SQLException {
        versions.keep(tx, version("r1", "0".repeat(64)));
        take(0, new Setting(1, null, WARD));
        assertThat(here.of(this::onThisConnection, realm)).isEqualTo(new Standing.None(Failure.BAD_SIGNATURE, WARD));
    }

    @Test
    void the_same_content_is_kept_once_and_numbers_follow_one_another() throws SQLException {
        assertThat(keep("r1")).isEqualTo(1);
        assertThat(keep("r2")).isEqualTo(2);
        assertThat(keep("r1")).isEqualTo(1);
        assertThat(versions.list(tx, realm, Long.MAX_VALUE, 10))
                .extracting(BundleVersions.Version::number)
                .containsExactly(2L, 1L);
        assertThat(versions.content(tx, realm, 2))
                .hasValueSatisfying(
                        content -> assertThat(content).isEqualTo(Packed.of("r2").bytes()));
        assertThat(versions.one(tx, realm, 3)).isEmpty();
    }

    @Test
    void only_one_change_follows_another_and_none_is_ever_rewritten() throws SQLException {
        take(0, new Setting(keep("r1"), null, WARD));
        assertThat(steps.take(tx, step(0, Setting.USUAL))).isEmpty();
        assertThat(steps.newest(tx, realm).orElseThrow().setting()).isEqualTo(new Setting(1, null, WARD));
        for (String table : new String[] {"kw_policy_step", "kw_policy_bundle"}) {
            var before = tx.setSavepoint();
            assertThatThrownBy(() -> {
                        try (var delete = tx.createStatement()) {
                            delete.execute("DELETE FROM " + table + " WHERE realm_id = '" + realm.value() + "'");
                        }
                    })
                    .hasMessageContaining("a policy gets a new version");
            tx.rollback(before);
        }
    }

    private Standing.Active active(PublishedPolicies at) {
        return (Standing.Active) at.of(this::onThisConnection, realm);
    }

    private long keep(String revision) throws SQLException {
        try {
            return versions.keep(
                    tx,
                    version(
                            revision,
                            new BundleReader(null)
                                    .packed(Packed.of(revision).bytes())
                                    .sha256()));
        } catch (BadBundle e) {
            throw new IllegalStateException(e);
        }
    }

    private NewVersion version(String revision, String sha256) {
        return new NewVersion(
                realm, revision, sha256, Packed.of(revision).bytes(), "victor", "u-1", Instant.EPOCH, "because");
    }

    private void take(long after, Setting setting) throws SQLException {
        assertThat(steps.take(tx, step(after, setting))).isPresent();
    }

    private NewStep step(long after, Setting setting) {
        return new NewStep(
                realm, after, Act.PUBLISH, setting, "victor", "u-1", UUID.randomUUID(), Instant.EPOCH, "because");
    }

    private static Known noDatabase(Database.SqlWork<Known> look) {
        throw new IllegalStateException("no database");
    }

    private Known onThisConnection(Database.SqlWork<Known> look) {
        questions++;
        try {
            return look.on(tx);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nobody asks it: the bundle of this house is delivered. */
    private static final class NoShelf implements HouseBundle.Shelf {
        @Override
        public Optional<Kept> kept(Source source) {
            throw new AssertionError();
        }

        @Override
        public void taken(Source source, Kept kept, String revision) {
            throw new AssertionError();
        }

        @Override
        public void confirmed(Source source, String sha256, Instant at) {
            throw new AssertionError();
        }

        @Override
        public void refused(Source source, Instant at, BadBundle.@Nullable Fault fault, String why) {
            throw new AssertionError();
        }
    }
}
