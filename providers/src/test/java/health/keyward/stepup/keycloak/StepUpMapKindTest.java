package health.keyward.stepup.keycloak;

import static health.keyward.stepup.core.Written.asks;
import static health.keyward.stepup.core.Written.rules;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.approval.Approvable.Execution;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Signed;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.MapCheck;
import health.keyward.stepup.core.WrittenRule;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import health.keyward.stepup.store.MapVersions.NewVersion;
import health.keyward.stepup.store.MapVersions.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A map that might ask for less is published by two persons (SU-1, AL-9), on the real tables. */
class StepUpMapKindTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<WrittenRule> KEY =
            rules(asks("Pharmacy", "phr").apps("pharmacy").within(300));
    private static final List<WrittenRule> CODE = rules(asks("Pharmacy", "mfa").apps("pharmacy"));

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final Set<String> apps = new HashSet<>(Set.of("pharmacy"));
    private Connection tx;
    private Shelf shelf;
    private StepUpMapKind kind;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        shelf = new Shelf(tx, apps);
        kind = new StepUpMapKind(shelf, Clock.fixed(NOON, ZoneOffset.UTC));
        shelf.publish(new NewVersion(realm, 0, KEY, "victor", "u-1", null, NOON, "first"), Actor.NOBODY);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void shows_each_rule_before_and_after_with_the_version() {
        assertThat(clear(asked(CODE, 1)).lines())
                .containsExactly(
                        new Change.Line("rule Pharmacy", "app pharmacy: phr, at most 300 s old", "app pharmacy: mfa"),
                        new Change.Line("version", "1", "2"));
        assertThat(shelf.newest(realm).orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void publishes_what_was_shown_in_the_name_of_who_proposed_it() {
        UUID proposal = UUID.randomUUID();
        assertThat(kind.execute(approved(proposal, clear(asked(CODE, 1))))).isEqualTo(new Execution.Done());
        Version published = shelf.newest(realm).orElseThrow();
        assertThat(published.rules()).isEqualTo(CODE);
        assertThat(published.by()).isEqualTo("victor");
        assertThat(published.approval()).isEqualTo(proposal);
        assertThat(published.reason()).isEqualTo("the readers are broken");
        assertThat(shelf.by.username()).isEqualTo("anneke");
    }

    @Test
    void does_nothing_when_another_version_is_in_force_by_then() {
        Change change = clear(asked(CODE, 1));
        shelf.publish(
                new NewVersion(realm, 1, rules(asks("All", "phrh")), "victor", "u-1", null, NOON, "meanwhile"),
                Actor.NOBODY);
        assertThat(kind.read(realm, change.asked())).isEqualTo(new Reading.Unclear("Version 2 is in force by now."));
        assertThat(kind.execute(approved(UUID.randomUUID(), change))).isInstanceOf(Execution.NotDone.class);
        assertThat(shelf.newest(realm).orElseThrow().reason()).isEqualTo("meanwhile");
    }

    @Test
    void what_was_never_handed_in_changes_nothing_or_names_what_is_gone_is_not_proposed() {
        assertThat(kind.read(realm, Map.of("map", "0".repeat(64), "after", "1", "reason", "none")))
                .isInstanceOf(Reading.Unclear.class);
        assertThat(kind.read(realm, Map.of("map", "x"))).isInstanceOf(Reading.Unclear.class);
        assertThat(kind.read(realm, asked(KEY, 1))).isEqualTo(new Reading.Unclear("The map is like that already."));
        Map<String, String> asked = asked(CODE, 1);
        apps.clear();
        assertThat(kind.read(realm, asked)).isEqualTo(new Reading.Unclear("Pharmacy: There is no app pharmacy."));
    }

    @Test
    void a_map_that_locks_every_administrator_out_is_not_proposed_and_not_confirmed() {
        Map<String, String> asked = asked(CODE, 1);
        clear(asked);
        shelf.lockout = "Nobody would get in.";
        assertThat(kind.read(realm, asked)).isEqualTo(new Reading.Unclear("Nobody would get in."));
    }

    private Map<String, String> asked(List<WrittenRule> rules, long after) {
        return Map.of(
                "map",
                shelf.keep(realm, rules, NOON),
                "after",
                Long.toString(after),
                "reason",
                "the readers are broken");
    }

    private Change clear(Map<String, String> asked) {
        return ((Reading.Clear) kind.read(realm, asked)).change();
    }

    private static Approved approved(UUID proposal, Change change) {
        return new Approved(
                proposal,
                change,
                new Signed("u-1", "victor", "s1", Instant.EPOCH),
                new Signed("u-2", "anneke", "s2", Instant.EPOCH));
    }

    private static final class Shelf implements MapShelf {
        private final MapVersions versions = new MapVersions();
        private final Connection tx;
        private final Set<String> apps;
        private Actor by = Actor.NOBODY;
        private @Nullable String lockout;

        Shelf(Connection tx, Set<String> apps) {
            this.tx = tx;
            this.apps = apps;
        }

        @Override
        public String keep(RealmId realm, List<WrittenRule> rules, Instant at) {
            return on(() -> versions.keep(tx, realm, rules, at));
        }

        @Override
        public Optional<List<WrittenRule>> candidate(RealmId realm, String hash) {
            return on(() -> versions.candidate(tx, realm, hash));
        }

        @Override
        public Optional<Version> newest(RealmId realm) {
            return on(() -> versions.newest(tx, realm));
        }

        @Override
        public MapCheck.Known known(RealmId realm) {
            return new MapCheck.Known() {
                @Override
                public boolean app(String clientId) {
                    return apps.contains(clientId);
                }

                @Override
                public boolean scope(String name) {
                    return false;
                }

                @Override
                public boolean role(String name) {
                    return false;
                }
            };
        }

        @Override
        public Optional<String> locksOut(RealmId realm, List<WrittenRule> rules) {
            return Optional.ofNullable(lockout);
        }

        @Override
        public Optional<Version> publish(NewVersion wanted, Actor actor) {
            by = actor;
            return on(() -> versions.publish(tx, wanted));
        }

        private static <T> T on(Work<T> work) {
            try {
                return work.done();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private interface Work<T> {
            T done() throws SQLException;
        }
    }
}
