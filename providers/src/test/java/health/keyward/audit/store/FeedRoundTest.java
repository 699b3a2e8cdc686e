package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.DecisionEvents;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Entries;
import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.FeedState;
import health.keyward.audit.core.Outlet;
import health.keyward.audit.core.People;
import health.keyward.audit.core.Pseudonyms;
import health.keyward.audit.core.Teller;
import health.keyward.audit.core.Told;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Feeds over the real table: every entry, in order, at least once, whatever the other side does. */
class FeedRoundTest {
    private static final DecisionEvents EVENTS = decision -> "{\"decision_id\":\"" + decision.id() + "\"}";

    private final DataSource database = RealDatabase.fresh();
    private final TestTransactions transactions = new TestTransactions(database);
    private final Hand clock = new Hand();
    private final FeedRound round = new FeedRound(transactions, FeedRoundTest::read, EVENTS, clock, () -> 0.5);
    private final Sink siem = new Sink();
    private final Sink archive = new Sink();
    private final List<Long> entries = new ArrayList<>();

    @BeforeEach
    void twoFeedsAndTenEntries() throws SQLException {
        open(plan("siem", FeedPlan.Start.BEGINNING), plan("archive", FeedPlan.Start.BEGINNING));
        happen(10);
    }

    @Test
    void a_feed_gets_every_entry_in_order_and_then_nothing() {
        deliverAll("siem", siem);
        assertThat(siem.got).isEqualTo(entries);
        assertThat(state("siem").waiting()).isZero();
        assertThat(state("siem").sent()).isEqualTo(10);
        assertThat(state("siem").oldestWaitingAt()).isNull();
        assertThat(state("siem").lastSuccessAt()).isEqualTo(clock.instant());
        assertThat(round.deliver(feed("siem", siem))).isFalse();
    }

    @Test
    void batches_are_no_larger_than_the_plan_says() {
        round.deliver(feed("siem", siem));
        assertThat(siem.got).containsExactly(1L, 2L, 3L, 4L);
        assertThat(state("siem").waiting()).isEqualTo(6);
    }

    @Test
    void what_was_refused_is_sent_again_after_a_pause_in_smaller_pieces_and_nothing_is_left_out() {
        siem.answer = new Outlet.Outcome.Refused("webhook: HTTP 503");
        assertThat(round.deliver(feed("siem", siem))).isFalse();
        FeedState refused = state("siem");
        assertThat(refused.nextSeq()).isOne();
        assertThat(refused.failures()).isOne();
        assertThat(refused.lastError()).isEqualTo("webhook: HTTP 503");
        assertThat(refused.dueAt()).isEqualTo(clock.instant().plusSeconds(1));
        assertThat(refused.oldestWaitingAt()).isNotNull();

        assertThat(round.deliver(feed("siem", siem))).isFalse();
        assertThat(siem.got).as("the pause is kept").hasSize(4);

        clock.now = clock.now.plusSeconds(2);
        siem.got.clear();
        siem.answer = new Outlet.Outcome.Taken();
        round.deliver(feed("siem", siem));
        assertThat(siem.got).containsExactly(1L, 2L);
        deliverAll("siem", siem);
        assertThat(siem.got).isEqualTo(entries);
        assertThat(state("siem").failures()).isZero();
    }

    @Test
    void a_dead_target_stops_its_own_feed_alone() {
        siem.answer = null;
        for (int i = 0; i < 5; i++) {
            round.deliver(feed("siem", siem));
            clock.now = clock.now.plus(Duration.ofMinutes(6));
        }
        deliverAll("archive", archive);
        assertThat(archive.got).isEqualTo(entries);
        assertThat(state("siem").failures()).isEqualTo(5);
        assertThat(state("siem").lastError()).isEqualTo("IllegalStateException");
        assertThat(state("siem").waiting()).isEqualTo(10);
    }

    @Test
    void a_crash_between_sending_and_noting_sends_twice_and_loses_nothing() {
        FeedRound dying = new FeedRound(
                new Transactions() {
                    private int runs;

                    @Override
                    public <T> T run(Work<T> work) {
                        runs++;
                        if (runs == 2) {
                            throw new IllegalStateException("the server died here");
                        }
                        return transactions.run(work);
                    }
                },
                FeedRoundTest::read,
                EVENTS,
                clock,
                () -> 0.5);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> dying.deliver(feed("siem", siem)))
                .hasMessage("the server died here");
        assertThat(siem.got).hasSize(4);
        deliverAll("siem", siem);
        assertThat(siem.got).startsWith(1L, 2L, 3L, 4L, 1L).containsAll(entries).endsWith(10L);
    }

    @Test
    void a_format_that_is_switched_off_keeps_its_place_and_goes_on_from_there_without_loss() throws SQLException {
        round.deliver(feed("siem", siem));
        settle("cef");
        assertThat(round.deliver(feed("siem", siem))).isFalse();
        assertThat(siem.got).hasSize(4);
        FeedState off = state("siem");
        assertThat(off.paused()).isTrue();
        assertThat(off.nextSeq()).isEqualTo(5);
        assertThat(off.failures()).as("a pause is no failure").isZero();
        for (long seq = 11; seq <= 13; seq++) {
            append(seq, Leaf.bytes(Entries.token()));
        }
        assertThat(round.deliver(feed("siem", siem))).isFalse();
        assertThat(state("siem").waiting()).isEqualTo(9);
        OptionalLong lowest = transactions.run(tx -> new FeedOffsets(tx).lowest());
        assertThat(lowest).as("nothing it has not had may be disposed of").isEqualTo(OptionalLong.of(1));

        settle("fhir");
        assertThat(state("siem").paused()).as("another format").isFalse();
        deliverAll("siem", siem);
        assertThat(siem.got).isEqualTo(entries).hasSize(13);
        settle();
        assertThat(state("archive").paused()).isFalse();
    }

    /** Two administrators switch these formats off, and all others on. */
    @Test
    void a_feed_to_opa_gets_the_event_of_each_decision_and_gets_it_again_after_a_failure() throws SQLException {
        append(11, Leaf.bytes(Entries.decision("DENY", "app.role_not_listed")));
        FeedPlan plan = new FeedPlan(
                "opa",
                FeedPlan.Kind.OPA,
                FeedFormat.JSON,
                URI.create("https://opa.example/logs"),
                People.NAMES,
                FeedPlan.Start.BEGINNING,
                false,
                20,
                "idp",
                FeedPlan.Secrets.NONE);
        open(plan);
        Sink opa = new Sink();
        Feed feed = new Feed(plan, new Teller(People.NAMES, Pseudonyms.of(new byte[32], "opa")), opa);
        opa.answer = new Outlet.Outcome.Refused("webhook: HTTP 500");
        round.deliver(feed);
        opa.told.clear();
        opa.answer = new Outlet.Outcome.Taken();
        for (int i = 0; i < 4; i++) {
            clock.now = clock.now.plusSeconds(10);
            round.deliver(feed);
        }
        assertThat(opa.told).extracting(Told::seq).isEqualTo(entries);
        assertThat(opa.told.getLast().fact(Told.OPA_EVENT)).startsWith("{\"decision_id\":");
        assertThat(opa.told.getFirst().fact(Told.OPA_EVENT)).isNull();
    }

    private void settle(String... formats) {
        boolean settled = transactions.run(tx -> {
            LedgerSettings.Values now = KeptSettings.read(tx);
            return KeptSettings.add(
                    tx, now, new LedgerSettings.Values(now.version() + 1, now.retentionYears(), Set.of(formats)));
        });
        assertThat(settled).isTrue();
    }

    @Test
    void an_entry_nobody_can_read_is_told_by_its_number() throws SQLException {
        append(11, new byte[] {9, 9, 9});
        deliverAll("siem", siem);
        assertThat(siem.told.getLast().kind()).isEqualTo(Told.Kind.UNREADABLE);
        assertThat(siem.told.getLast().seq()).isEqualTo(11);
    }

    @Test
    void a_replay_goes_back_and_never_forward() {
        deliverAll("siem", siem);
        siem.got.clear();
        assertThat(replay("siem", 12)).as("skipping what was not sent").isFalse();
        assertThat(replay("nobody", 1)).isFalse();
        assertThat(replay("siem", 7)).isTrue();
        deliverAll("siem", siem);
        assertThat(siem.got).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void a_replay_asked_for_while_a_batch_is_under_way_is_not_forgotten() {
        deliverAll("siem", siem);
        replay("siem", 5);
        siem.meanwhile = () -> replay("siem", 2);
        siem.got.clear();
        round.deliver(feed("siem", siem));
        assertThat(state("siem").nextSeq()).isEqualTo(2);
        deliverAll("siem", siem);
        assertThat(siem.got).containsExactly(5L, 6L, 7L, 8L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void a_time_names_the_first_entry_since_then() {
        assertThat(since(at(4))).hasValue(4);
        assertThat(since(at(4).plusMillis(1))).hasValue(5);
        assertThat(since(at(99))).isEmpty();
    }

    @Test
    void disposal_may_go_as_far_as_the_slowest_feed_that_is_still_configured() {
        deliverAll("archive", archive);
        round.deliver(feed("siem", siem));
        assertThat(lowest()).hasValue(5);
        open(plan("archive", FeedPlan.Start.BEGINNING));
        assertThat(lowest()).hasValue(11);
        open();
        assertThat(lowest()).isEmpty();
    }

    @Test
    void a_feed_that_comes_back_goes_on_where_it_was_and_a_new_one_begins_where_it_says() {
        round.deliver(feed("siem", siem));
        open();
        assertThat(round.deliver(feed("siem", siem))).as("it is closed").isFalse();
        open(plan("siem", FeedPlan.Start.NOW), plan("late", FeedPlan.Start.NOW));
        assertThat(state("siem").nextSeq()).isEqualTo(5);
        assertThat(state("late").nextSeq()).isEqualTo(11);
        assertThat(state("late").waiting()).isZero();
    }

    private void open(FeedPlan... plans) {
        transactions.run(tx -> {
            new FeedOffsets(tx).open(List.of(plans));
            return true;
        });
    }

    private void happen(int many) throws SQLException {
        for (long seq : LongStream.rangeClosed(1, many).toArray()) {
            append(seq, Leaf.bytes(Entries.token()));
        }
    }

    private void append(long seq, byte[] leaf) throws SQLException {
        try (Connection tx = database.getConnection();
                PreparedStatement row = tx.prepareStatement(
                        "INSERT INTO kw_audit_log (seq, seq_at, boot, nseq, leaf) VALUES (?, ?, 'b', ?, ?)");
                Statement head = tx.createStatement()) {
            head.execute("SELECT kw_audit_log_month('" + at(seq) + "')");
            row.setLong(1, seq);
            row.setObject(2, at(seq).atOffset(ZoneOffset.UTC));
            row.setLong(3, seq);
            row.setBytes(4, leaf);
            row.executeUpdate();
            head.executeUpdate("UPDATE kw_audit_head SET size = " + seq);
            entries.add(seq);
        }
    }

    /** Over the end of a month, so that the log has two parts. */
    private static Instant at(long seq) {
        return Instant.parse("2026-10-31T23:59:55Z").plusSeconds(seq);
    }

    private void deliverAll(String name, Sink sink) {
        while (round.deliver(feed(name, sink))) {
            assertThat(sink.got.size()).isLessThan(1_000);
        }
    }

    private OptionalLong lowest() {
        return transactions.run(tx -> new FeedOffsets(tx).lowest());
    }

    private OptionalLong since(Instant at) {
        return transactions.run(tx -> new FeedOffsets(tx).firstSince(at));
    }

    private boolean replay(String name, long from) {
        return transactions.run(tx -> new FeedOffsets(tx).replay(name, from));
    }

    private FeedState state(String name) {
        return transactions.run(tx -> new FeedOffsets(tx).all()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Feed feed(String name, Outlet outlet) {
        return new Feed(
                plan(name, FeedPlan.Start.BEGINNING),
                new Teller(People.PSEUDONYMS, Pseudonyms.of(new byte[32], name)),
                outlet);
    }

    private static FeedPlan plan(String name, FeedPlan.Start start) {
        return new FeedPlan(
                name,
                FeedPlan.Kind.SYSLOG,
                FeedFormat.CEF,
                URI.create("tls://siem.example:6514"),
                People.PSEUDONYMS,
                start,
                false,
                4,
                "idp",
                FeedPlan.Secrets.NONE);
    }

    private static List<@Nullable Recorded> read(Connection tx, List<byte[]> leaves) {
        List<@Nullable Recorded> read = new ArrayList<>();
        for (byte[] leaf : leaves) {
            try {
                read.add(Leaf.read(leaf));
            } catch (IOException e) {
                read.add(null);
            }
        }
        return read;
    }

    /** The other side. Without an answer it breaks. */
    private static final class Sink implements Outlet {
        private final List<Long> got = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();
        private Outcome answer = new Outcome.Taken();
        private @Nullable Runnable meanwhile;

        @Override
        public Outcome send(List<Told> batch) {
            if (meanwhile != null) {
                meanwhile.run();
                meanwhile = null;
            }
            batch.forEach(one -> got.add(one.seq()));
            told.addAll(batch);
            if (answer == null) {
                throw new IllegalStateException("broken");
            }
            return answer;
        }
    }

    /** Time that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-21T03:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
