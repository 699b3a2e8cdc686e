package health.keyward.notice.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.core.Channel;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final Outbox outbox = new Outbox();
    private static DataSource database;

    @BeforeAll
    static void opens() {
        database = RealDatabase.fresh();
    }

    @BeforeEach
    void isEmpty() throws SQLException {
        try (Connection tx = connect();
                var statement = tx.createStatement()) {
            statement.execute("DELETE FROM kw_notice");
            tx.commit();
        }
    }

    @Test
    void a_notice_exists_exactly_when_the_thing_it_speaks_of_does() throws Exception {
        try (Connection tx = connect()) {
            outbox.put(tx, toAdmins("undone"), Channel.MAIL, NOON);
            tx.rollback();
            assertThat(outbox.next(tx, Channel.MAIL, NOON)).isEmpty();
            outbox.put(tx, toAdmins("done"), Channel.MAIL, NOON);
            tx.commit();
            assertThat(outbox.next(tx, Channel.MAIL, NOON)).isPresent();
        }
    }

    @Test
    void the_same_occasion_is_told_once_per_way_and_audience() throws Exception {
        try (Connection tx = connect()) {
            assertThat(outbox.put(tx, toAdmins("once"), Channel.MAIL, NOON)).isTrue();
            assertThat(outbox.put(tx, toAdmins("once"), Channel.MAIL, NOON)).isFalse();
            assertThat(outbox.put(tx, toAdmins("once"), Channel.SYSLOG, NOON)).isTrue();
        }
    }

    @Test
    void a_crash_between_sending_and_marking_sends_again_and_never_not_at_all() throws Exception {
        put("crash");
        try (Connection crashing = connect()) {
            Letter sent = outbox.next(crashing, Channel.MAIL, NOON).orElseThrow();
            outbox.delivered(crashing, sent, NOON);
        }
        try (Connection after = connect()) {
            assertThat(outbox.next(after, Channel.MAIL, NOON)).isPresent();
        }
    }

    @Test
    void two_nodes_never_hold_the_same_letter() throws Exception {
        put("one");
        put("two");
        try (Connection first = connect();
                Connection second = connect();
                Connection third = connect()) {
            Letter one = outbox.next(first, Channel.MAIL, NOON).orElseThrow();
            Letter two = outbox.next(second, Channel.MAIL, NOON).orElseThrow();
            assertThat(one.id()).isNotEqualTo(two.id());
            assertThat(outbox.next(third, Channel.MAIL, NOON)).isEmpty();
        }
    }

    @Test
    void a_dead_mail_server_loses_nothing() throws Exception {
        put("late");
        try (Connection tx = connect()) {
            Letter letter = outbox.next(tx, Channel.MAIL, NOON).orElseThrow();
            Instant again = NOON.plusSeconds(5);
            outbox.failed(tx, letter, "mail: MailConnectException", again);
            assertThat(outbox.next(tx, Channel.MAIL, again.minusMillis(1))).isEmpty();
            Letter second = outbox.next(tx, Channel.MAIL, again).orElseThrow();
            assertThat(second.attempts()).isEqualTo(1);
            assertThat(second.lastError()).isEqualTo("mail: MailConnectException");
            outbox.delivered(tx, second, again.plusSeconds(2));
            Letter delivered = outbox.find(tx, realm, letter.id()).orElseThrow();
            assertThat(delivered.state()).isEqualTo(State.DELIVERED);
            assertThat(delivered.attempts()).isEqualTo(2);
            assertThat(delivered.latency()).contains(Duration.ofSeconds(7));
            assertThat(outbox.next(tx, Channel.MAIL, again)).isEmpty();
        }
    }

    @Test
    void what_was_given_up_stays_visible_and_can_be_tried_again() throws Exception {
        put("given up");
        try (Connection tx = connect()) {
            Letter letter = outbox.next(tx, Channel.MAIL, NOON).orElseThrow();
            outbox.failed(tx, letter, "nobody holds the role", null);
            assertThat(outbox.next(tx, Channel.MAIL, NOON.plus(Duration.ofDays(9))))
                    .isEmpty();
            assertThat(OutboxState.read(tx, realm, NOON)).isEqualTo(new OutboxState(0, Duration.ZERO, 1, null));
            assertThat(outbox.again(tx, new RealmId("other"), letter.id(), NOON))
                    .isFalse();
            assertThat(outbox.again(tx, realm, letter.id(), NOON.plusSeconds(9)))
                    .isTrue();
            assertThat(outbox.again(tx, realm, letter.id(), NOON.plusSeconds(9)))
                    .isFalse();
            Letter again = outbox.next(tx, Channel.MAIL, NOON.plusSeconds(9)).orElseThrow();
            assertThat(again.since()).isEqualTo(NOON.plusSeconds(9));
            assertThat(again.madeAt()).isEqualTo(NOON);
        }
    }

    @Test
    void whoever_holds_the_role_gets_a_letter_of_their_own_as_old_as_the_first() throws Exception {
        put("spread");
        try (Connection tx = connect()) {
            Letter letter = outbox.next(tx, Channel.MAIL, NOON.plusSeconds(1)).orElseThrow();
            outbox.spread(
                    tx,
                    letter,
                    List.of(new UserId("anneke"), new UserId("mei"), new UserId("mei")),
                    NOON.plusSeconds(1));
            List<Letter> all = outbox.list(tx, realm, State.WAITING, null, 10);
            assertThat(all)
                    .extracting(one -> one.notice().audience())
                    .containsExactlyInAnyOrder(
                            new Audience.Person(new UserId("anneke")), new Audience.Person(new UserId("mei")));
            assertThat(all).extracting(Letter::madeAt).containsOnly(NOON);
            assertThat(all).extracting(one -> one.notice().facts()).containsOnly(Map.of("kind", "x", "until", "y"));
            assertThat(outbox.find(tx, realm, letter.id()).orElseThrow().state())
                    .isEqualTo(State.SPREAD);
        }
    }

    @Test
    void health_says_how_long_the_oldest_waits() throws Exception {
        put("old");
        try (Connection tx = connect()) {
            OutboxState state = OutboxState.read(tx, realm, NOON.plusSeconds(90));
            assertThat(state.waiting()).isEqualTo(1);
            assertThat(state.oldestWaiting()).isEqualTo(Duration.ofSeconds(90));
            assertThat(OutboxState.read(tx, new RealmId("other"), NOON).waiting())
                    .isZero();
        }
    }

    private void put(String dedupe) throws SQLException {
        try (Connection tx = connect()) {
            outbox.put(tx, toAdmins(dedupe), Channel.MAIL, NOON);
            tx.commit();
        }
    }

    private Notice toAdmins(String dedupe) {
        return new Notice(
                realm,
                "approval-proposed",
                dedupe,
                new Audience.Holders("system-admin", new UserId("victor")),
                Map.of("kind", "x", "until", "y"));
    }

    private static Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
