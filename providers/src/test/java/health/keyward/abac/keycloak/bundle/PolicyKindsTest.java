package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.abac.core.Enforcement.Mode;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.Turns;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.store.BundleSteps.Act;
import health.keyward.abac.store.BundleSteps.Setting;
import health.keyward.abac.store.BundleVersions.NewVersion;
import health.keyward.abac.store.ReplayJobs;
import health.keyward.approval.Approvable;
import health.keyward.approval.Approvable.Execution;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Signed;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two persons change about policies (AB-8), on the real tables. */
class PolicyKindsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final List<String> recorded = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final BundleLoader loader = new BundleLoader(new BundleReader(null), Packed::engine);
    private final HouseBundle house =
            new HouseBundle(BundleOptions.USUAL, loader, Packed.of("house").files, null, clock);
    private boolean decided = true;
    private Function<@Nullable Policy, Optional<String>> lockout = policy -> Optional.empty();
    private Connection tx;
    private RealmPolicies policies;
    private RealmReplays replays;
    private PolicyKind kind;
    private EnforcementKind enforcement;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        house.start();
        policies = new RealmPolicies(new Here(tx), new Book(recorded), loader, house, () -> {});
        replays = new RealmReplays(new Here(tx), new Book(recorded), policies);
        kind = new PolicyKind(policies, replays, (id, policy, how) -> lockout.apply(policy), clock);
        enforcement = new EnforcementKind(
                policies,
                (r, app) -> app.equals("ward-board"),
                r -> decided,
                (id, after) -> lockout.apply(null),
                clock);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_bundle_that_passes_is_published_with_who_proposed_and_what_was_before_in_the_record() {
        long one = keep(Packed.of("r1"));
        Change change = clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "better rules"));
        assertThat(change.lines())
                .contains(new Change.Line(
                        "decides", "the bundle of the installation, revision house", "version 1, revision r1"))
                .contains(new Change.Line("step", "0", "1"));
        assertThat(execute(kind, change)).isInstanceOf(Execution.Done.class);
        assertThat(policies.setting(realm).active()).isEqualTo(1);
        assertThat(policies.steps(realm, 5).getFirst().by()).isEqualTo("victor");
        assertThat(recorded.getLast())
                .startsWith("approver UPDATE abac/policies/steps/1 ")
                .contains("Version 0 -> 1")
                .contains("better rules");
    }

    @Test
    void what_would_lock_every_administrator_out_is_not_proposed_by_any_of_the_ways() {
        long one = keep(Packed.of("r1"));
        execute(kind, clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "first")));
        lockout = policy -> policy != null && policy.revision().equals("r1")
                ? Optional.empty()
                : Optional.of("Nobody would get in.");
        long two = keep(Packed.of("r2"));
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, two, 1, "why"))).isEqualTo("Nobody would get in.");
        assertThat(unclear(kind, PolicyKind.asked(Act.ROLLBACK, 0L, 1, "why"))).isEqualTo("Nobody would get in.");
        assertThat(unclear(enforcement, EnforcementKind.asked(null, Mode.ENFORCE, 1, "why")))
                .isEqualTo("Nobody would get in.");
        clear(kind, PolicyKind.asked(Act.SHADOW, two, 1, "what only watches locks nobody out"));
    }

    @Test
    void one_whose_cases_fail_or_whose_rules_are_not_covered_is_not_even_proposed() {
        long failing = keep(Packed.of("r1").with(Bundle.DATA, "{\"answer\":{}}"));
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, failing, 0, "why")))
                .isEqualTo("1 of 1 cases are decided otherwise.");
        long uncovered = keep(Packed.of("r2")
                .with(
                        Bundle.COVERAGE,
                        "{\"files\":{\"keyward/authz/authz.rego\":{\"covered_lines\":8,\"not_covered_lines\":2}}}"));
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, uncovered, 0, "why")))
                .isEqualTo("Tests cover 80.0 % of the rules; at least 90 % are asked for.");
        long silent = keep(Packed.of("r3").without("golden/one.json"));
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, silent, 0, "why")))
                .startsWith("The bundle brings no cases.");
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, 99L, 0, "why"))).isEqualTo("There is no version 99.");
    }

    @Test
    void what_is_not_covered_may_watch_but_what_fails_its_cases_may_not() {
        long uncovered = keep(Packed.of("r2").without(Bundle.COVERAGE));
        Change change = clear(kind, PolicyKind.asked(Act.SHADOW, uncovered, 0, "let it watch"));
        execute(kind, change);
        assertThat(policies.setting(realm).shadow()).isEqualTo(uncovered);
        assertThat(policies.setting(realm).active()).isZero();
        long failing = keep(Packed.of("r1").with(Bundle.DATA, "{\"answer\":{}}"));
        assertThat(unclear(kind, PolicyKind.asked(Act.SHADOW, failing, 1, "why")))
                .contains("decided otherwise");
        execute(kind, clear(kind, PolicyKind.asked(Act.SHADOW, null, 1, "seen enough")));
        assertThat(policies.setting(realm).shadow()).isNull();
    }

    @Test
    void going_back_leads_to_what_decided_before_and_needs_no_coverage() {
        assertThat(policies.before(realm)).isEmpty();
        long one = keep(Packed.of("r1"));
        long two = keep(Packed.of("r2"));
        execute(kind, clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "first")));
        assertThat(policies.before(realm)).contains(0L);
        execute(kind, clear(kind, PolicyKind.asked(Act.PUBLISH, two, 1, "second")));
        assertThat(policies.before(realm)).contains(one);
        execute(kind, clear(kind, PolicyKind.asked(Act.ROLLBACK, one, 2, "too strict")));
        assertThat(policies.setting(realm).active()).isEqualTo(one);
        assertThat(policies.before(realm)).contains(two);
    }

    @Test
    void a_bundle_that_was_never_replayed_is_published_and_the_proposal_says_so() {
        long one = keep(Packed.of("r1"));
        assertThat(clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "why")).lines())
                .contains(new Change.Line("replay", null, "none was run"));
        assertThat(clear(kind, PolicyKind.asked(Act.SHADOW, one, 0, "why")).lines())
                .noneMatch(line -> line.name().equals("replay"));
    }

    @Test
    void what_turns_decisions_is_published_only_by_who_acknowledges_the_newest_replay() throws SQLException {
        long one = keep(Packed.of("r1"));
        UUID older = replayed(one, 0);
        assertThat(clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "why")).lines())
                .anyMatch(line -> line.name().equals("replay") && line.after().startsWith("of 10 decisions"));
        UUID newer = replayed(one, 3);
        assertThat(unclear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "why")))
                .isEqualTo("By its replay 3 decisions would turn. Look at them and acknowledge them.");
        assertThat(unclear(kind, PolicyKind.published(one, 0, "why", older)))
                .startsWith("That is not the newest replay");
        Change change = clear(kind, PolicyKind.published(one, 0, "why", newer));
        assertThat(change.lines())
                .anyMatch(line -> line.name().equals("replay")
                        && line.after().contains("3 let in would be refused")
                        && line.after().contains(newer.toString()));
        assertThat(execute(kind, change)).isInstanceOf(Execution.Done.class);
    }

    @Test
    void a_replay_of_other_content_acknowledges_nothing() throws SQLException {
        long one = keep(Packed.of("r1"));
        long two = keep(Packed.of("r2"));
        UUID ofOne = replayed(one, 3);
        assertThat(unclear(kind, PolicyKind.published(two, 0, "why", ofOne)))
                .startsWith("That is not the newest replay");
        assertThat(unclear(
                        kind,
                        Map.of(
                                "act",
                                "shadow",
                                "version",
                                "1",
                                "after",
                                "0",
                                "reason",
                                "why",
                                "acknowledged",
                                ofOne.toString())))
                .startsWith("Propose it under");
    }

    @Test
    void a_replay_is_ordered_once_called_off_and_recorded() throws SQLException {
        long one = keep(Packed.of("r1"));
        Actor by = new Actor(realm.value(), "u-1", "victor", null, null, null);
        var ordered = (RealmReplays.Ordered.Ok) replays.order(realm, one, 7, "victor", by, NOON);
        assertThat(ordered.job().order().from()).isEqualTo(NOON.minus(Duration.ofDays(7)));
        assertThat(recorded.getLast())
                .contains("abac/replays/" + ordered.job().order().id())
                .contains("7 days");
        assertThat(replays.order(realm, one, 7, "victor", by, NOON)).isInstanceOf(RealmReplays.Ordered.Refused.class);
        assertThat(replays.order(realm, 99, 7, "victor", by, NOON)).isInstanceOf(RealmReplays.Ordered.Unknown.class);
        UUID id = ordered.job().order().id();
        assertThat(replays.cancel(new RealmId("another"), id, by, NOON)).isFalse();
        assertThat(replays.cancel(realm, id, by, NOON)).isTrue();
        assertThat(recorded.getLast()).contains("Called the replay off");
        assertThat(replays.cancel(realm, id, by, NOON)).isFalse();
        assertThat(replays.order(realm, one, 7, "victor", by, NOON)).isInstanceOf(RealmReplays.Ordered.Ok.class);
    }

    private int minutes;

    /** A whole replay in which so many would be refused. */
    private UUID replayed(long version, int turns) throws SQLException {
        var jobs = new ReplayJobs();
        var by = new Actor(realm.value(), "u-1", "victor", null, null, null);
        var order = ((RealmReplays.Ordered.Ok) replays.order(realm, version, 7, "victor", by, NOON))
                .job()
                .order();
        jobs.begin(tx, replays.one(realm, order.id()).orElseThrow(), NOON);
        jobs.progress(
                tx,
                order.id(),
                10,
                new ReplayJobs.Place(NOON, 1),
                new Turns.Count(
                        10,
                        0,
                        0,
                        turns == 0
                                ? Map.of()
                                : Map.of(Turns.Kind.ALLOW_TO_DENY, new Turns.Turned(turns, Map.of(), List.of()))));
        jobs.end(tx, order.id(), ReplayJobs.State.DONE, "", NOON.plusSeconds(60L * ++minutes));
        return order.id();
    }

    @Test
    void what_was_changed_meanwhile_is_looked_at_again() {
        long one = keep(Packed.of("r1"));
        Change change = clear(kind, PolicyKind.asked(Act.PUBLISH, one, 0, "why"));
        execute(enforcement, clear(enforcement, EnforcementKind.asked(null, Mode.ENFORCE, 0, "go live")));
        assertThat(unclear(kind, change.asked())).startsWith("Something else was changed meanwhile.");
        assertThat(execute(kind, change)).isInstanceOf(Execution.NotDone.class);
    }

    @Test
    void enforcement_is_switched_app_by_app_and_back_to_that_of_the_realm() {
        Change change = clear(enforcement, EnforcementKind.asked("ward-board", Mode.ENFORCE, 0, "first app"));
        assertThat(change.lines())
                .contains(new Change.Line("enforcement of app ward-board", "as the realm: recorded only", "enforced"));
        execute(enforcement, change);
        assertThat(policies.setting(realm).enforcement().enforces("ward-board")).isTrue();
        assertThat(policies.setting(realm).enforcement().enforces("other")).isFalse();
        execute(enforcement, clear(enforcement, EnforcementKind.asked("ward-board", null, 1, "as all")));
        assertThat(policies.setting(realm)).isEqualTo(Setting.USUAL);
        assertThat(recorded.getLast()).contains("ENFORCE").contains("ward-board");
    }

    @Test
    void nobody_is_held_to_a_policy_that_does_not_answer_nor_an_app_that_is_not_there() {
        assertThat(unclear(enforcement, EnforcementKind.asked("typo", Mode.ENFORCE, 0, "why")))
                .isEqualTo("There is no app typo.");
        assertThat(unclear(enforcement, EnforcementKind.asked("ward-board", null, 0, "why")))
                .isEqualTo("It is like that already.");
        decided = false;
        assertThat(unclear(enforcement, EnforcementKind.asked(null, Mode.ENFORCE, 0, "why")))
                .contains("everybody would be refused");
    }

    @Test
    void what_was_asked_in_other_words_is_not_understood() {
        assertThat(unclear(kind, Map.of("act", "publish"))).contains("abac/policies/proposals");
        assertThat(unclear(kind, Map.of("act", "publish", "version", "none", "after", "0", "reason", "x")))
                .contains("abac/policies/proposals");
        assertThat(unclear(enforcement, Map.of("app", "*", "mode", "as-realm", "after", "0", "reason", "x")))
                .contains("abac/policies/enforcement");
    }

    private long keep(Packed bundle) {
        RealmPolicies.Looked looked = policies.look(bundle.bytes());
        return policies.keep(
                new NewVersion(
                        realm,
                        looked.bundle().revision(),
                        looked.bundle().sha256(),
                        bundle.bytes(),
                        "victor",
                        "u-1",
                        NOON,
                        "because"),
                Actor.NOBODY);
    }

    private Change clear(Approvable asked, Map<String, String> what) {
        Reading reading = asked.read(realm, what);
        assertThat(reading).isInstanceOf(Reading.Clear.class);
        return ((Reading.Clear) reading).change();
    }

    private String unclear(Approvable asked, Map<String, String> what) {
        Reading reading = asked.read(realm, what);
        assertThat(reading).isInstanceOf(Reading.Unclear.class);
        return ((Reading.Unclear) reading).why();
    }

    private static Execution execute(Approvable asked, Change change) {
        return asked.execute(new Approved(
                UUID.randomUUID(),
                change,
                new Signed("u-1", "victor", "s-1", NOON),
                new Signed("u-2", "approver", "s-2", NOON)));
    }

    private record Here(Connection tx) implements RealmPolicies.Work {
        @Override
        public <T> T on(Database.SqlWork<T> work) {
            try {
                return work.on(tx);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Book(List<String> lines) implements RealmPolicies.Book {
        @Override
        public void changed(RealmId realm, Actor by, String operation, String target, String words) {
            lines.add(by.username() + " " + operation + " " + target + " " + words);
        }

        @Override
        public void afterCommit(Runnable then) {}
    }
}
