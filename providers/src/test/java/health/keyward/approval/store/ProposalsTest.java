package health.keyward.approval.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Signed;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.PageKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static DataSource database;

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final Proposals proposals = new Proposals();

    @BeforeAll
    static void opens() {
        database = RealDatabase.fresh();
    }

    @Test
    void a_proposal_is_found_as_it_was_made_and_only_in_its_realm() throws Exception {
        Proposal made = proposal("a", NOON);
        try (Connection tx = connect()) {
            assertThat(proposals.add(tx, made)).isTrue();
            assertThat(proposals.find(tx, realm, made.id())).contains(made);
            assertThat(proposals.find(tx, new RealmId("other"), made.id())).isEmpty();
            Signed anneke = new Signed("anneke", "anneke", "s2", NOON.plusSeconds(60));
            proposals.close(tx, made.id(), State.DECLINED, anneke, "not now");
            Proposal closed = proposals.find(tx, realm, made.id()).orElseThrow();
            assertThat(closed.state()).isEqualTo(State.DECLINED);
            assertThat(closed.decided()).isEqualTo(anneke);
            assertThat(closed.decision()).isEqualTo("not now");
        }
    }

    @Test
    void the_same_change_waits_once_and_may_be_proposed_again_when_it_is_decided() throws Exception {
        try (Connection tx = connect()) {
            Proposal first = proposal("same", NOON);
            assertThat(proposals.add(tx, first)).isTrue();
            assertThat(proposals.add(tx, proposal("same", NOON))).isFalse();
            proposals.close(tx, first.id(), State.WITHDRAWN, new Signed("victor", "victor", "s1", NOON), null);
            assertThat(proposals.add(tx, proposal("same", NOON))).isTrue();
        }
    }

    @Test
    void of_two_who_decide_at_once_the_second_waits_and_sees_what_the_first_decided() throws Exception {
        Proposal made = committed("race");
        try (Connection first = connect();
                Connection second = connect()) {
            assertThat(proposals.hold(first, realm, made.id()).orElseThrow().state())
                    .isEqualTo(State.OPEN);
            CompletableFuture<State> other = CompletableFuture.supplyAsync(() -> {
                try {
                    return proposals
                            .hold(second, realm, made.id())
                            .orElseThrow()
                            .state();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            awaitSomebodyWaiting();
            proposals.close(first, made.id(), State.EXECUTED, new Signed("anneke", "anneke", "s2", NOON), null);
            assertThat(other).isNotDone();
            first.commit();
            assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(State.EXECUTED);
            assertThatThrownBy(() -> proposals.close(
                            second, made.id(), State.EXECUTED, new Signed("mei", "mei", "s3", NOON), null))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void an_execution_that_is_rolled_back_leaves_the_proposal_open() throws Exception {
        Proposal made = committed("undone");
        try (Connection tx = connect()) {
            proposals.close(tx, made.id(), State.EXECUTED, new Signed("anneke", "anneke", "s2", NOON), null);
            tx.rollback();
            assertThat(proposals.find(tx, realm, made.id()).orElseThrow().state())
                    .isEqualTo(State.OPEN);
        }
    }

    @Test
    void the_database_itself_refuses_to_rewrite_decide_twice_or_let_the_proposer_execute() throws Exception {
        Proposal made = committed("guarded");
        refused("UPDATE kw_approval SET payload = payload || 'x' WHERE id = '" + made.id() + "'");
        refused("UPDATE kw_approval SET hash = repeat('0', 64) WHERE id = '" + made.id() + "'");
        refused("DELETE FROM kw_approval WHERE id = '" + made.id() + "'");
        refused("UPDATE kw_approval SET state = 'EXECUTED', decider_id = 'victor' WHERE id = '" + made.id() + "'");
        try (Connection tx = connect()) {
            proposals.close(tx, made.id(), State.DECLINED, new Signed("anneke", "anneke", "s2", NOON), "no");
            tx.commit();
        }
        refused("UPDATE kw_approval SET state = 'OPEN' WHERE id = '" + made.id() + "'");
    }

    @Test
    void what_waited_24_hours_is_overdue() throws Exception {
        try (Connection tx = connect()) {
            Proposal made = proposal("old", NOON);
            proposals.add(tx, made);
            assertThat(proposals.overdue(tx, NOON.plus(Duration.ofHours(24)).minusMillis(1)))
                    .doesNotContain(made);
            assertThat(proposals.overdue(tx, NOON.plus(Duration.ofHours(24)))).contains(made);
            proposals.close(tx, made.id(), State.EXPIRED, null, null);
            assertThat(proposals.overdue(tx, NOON.plus(Duration.ofHours(24)))).doesNotContain(made);
        }
    }

    @Test
    void pages_go_on_where_the_one_before_ended() throws Exception {
        try (Connection tx = connect()) {
            for (int i = 0; i < 5; i++) {
                proposals.add(tx, proposal("page" + i, NOON.plusSeconds(i)));
            }
            List<Proposal> first = proposals.list(tx, realm, State.OPEN, "ledger-settings", null, 3);
            Proposal last = first.getLast();
            List<Proposal> second = proposals.list(
                    tx, realm, null, null, new PageKey(last.proposed().at(), last.id()), 3);
            assertThat(first).extracting(Proposal::title).containsExactly("page4", "page3", "page2");
            assertThat(second).extracting(Proposal::title).containsExactly("page1", "page0");
            assertThat(proposals.list(tx, realm, State.FAILED, null, null, 3)).isEmpty();
            assertThat(PageKey.parse(new PageKey(NOON, last.id()).text())).contains(new PageKey(NOON, last.id()));
            assertThat(PageKey.parse("nonsense")).isEmpty();
        }
    }

    private void awaitSomebodyWaiting() throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (Connection look = database.getConnection();
                var ask =
                        look.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            while (System.nanoTime() < end) {
                try (var row = ask.executeQuery()) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("nobody waits for the lock");
    }

    private static void refused(String sql) throws SQLException {
        try (Connection tx = connect();
                var statement = tx.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class);
        }
    }

    private Proposal committed(String title) throws SQLException {
        Proposal made = proposal(title, NOON);
        try (Connection tx = connect()) {
            proposals.add(tx, made);
            tx.commit();
        }
        return made;
    }

    private Proposal proposal(String title, Instant at) {
        return new Proposal(
                UUID.randomUUID(),
                realm,
                "ledger-settings",
                title,
                "text of " + title,
                health.keyward.approval.core.Payload.hash(title),
                new Signed("victor", "victor", "s1", at),
                "because",
                at.plus(Duration.ofHours(24)),
                State.OPEN,
                null,
                null);
    }

    private static Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
