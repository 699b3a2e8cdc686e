package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.KeyOwner;
import health.keyward.audit.core.Numbered;
import health.keyward.history.store.HistoryProjection;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasure, holds, disposal and new keys on a real database: what is gone is gone, and the log goes on proving itself. */
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final RealmId REALM = new RealmId("r1");
    private static final UserId ADA = new UserId("ada-id");
    private static final UserId BOB = new UserId("bob-id");

    @TempDir
    private Path folder;

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Projection> projections = List.of(new HistoryProjection(CLOCK));
    private final EventIds ids = new EventIds();
    private DataSource database;
    private KekRing ring;
    private Lane lane;
    private KeyCabinet cabinet;
    private Inbox inbox;

    @BeforeEach
    void aHouseWithTwoPeople() throws Exception {
        database = RealDatabase.fresh();
        Files.write(folder.resolve("kek-1"), filled(1));
        opens();
        signsIn(ADA);
        signsIn(BOB);
        sequence();
    }

    @AfterEach
    void endLanes() {
        lanes.forEach(Lane::close);
    }

    @Test
    void a_shredded_person_is_readable_nowhere_and_the_log_is_what_it_was() throws SQLException {
        String leaves = text("SELECT string_agg(encode(leaf, 'hex'), ',' ORDER BY seq) FROM kw_audit_log");
        assertThat(names()).containsExactly("ada", "bob");
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE username = 'ada'"))
                .isOne();

        assertThat(shred(ADA, "order 7")).isEqualTo(new Outcome.Done(1));

        assertThat(text("SELECT string_agg(encode(leaf, 'hex'), ',' ORDER BY seq) FROM kw_audit_log"))
                .isEqualTo(leaves);
        cabinet.look();
        assertThat(names()).containsExactly(null, "bob");
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE user_id = 'ada-id'"))
                .isZero();
        assertThat(number(
                        "SELECT count(*) FROM kw_audit_subject WHERE shredded_at IS NOT NULL AND wrapped_dek IS NULL"))
                .isOne();
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE username = 'ada'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM kw_history_person WHERE user_id = 'ada-id'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE username = 'bob'"))
                .isOne();
        sequence();
        assertThat(marks()).singleElement().satisfies(mark -> {
            assertThat(mark.type()).isEqualTo("SHRED");
            assertThat(mark.facts()).containsEntry("approval", "a-1").containsEntry("legalOrder", "order 7");
        });
    }

    @Test
    void what_is_shown_still_agrees_with_what_was_recorded() throws SQLException {
        shred(ADA, "order 7");
        try (Connection tx = transaction()) {
            List<health.keyward.audit.Entry> entries = new ArrayList<>();
            new LogTable(tx).each(1, 3, row -> {
                try {
                    entries.add(new health.keyward.audit.Entry(
                            row.seq(), row.seqAt(), row.boot(), row.nseq(), Leaf.read(row.leaf())));
                } catch (IOException e) {
                    throw new SQLException(e);
                }
            });
            assertThat(entries).hasSize(2);
            assertThat(projections.getFirst().differs(tx, 1, 3, entries)).isEmpty();
        }
    }

    @Test
    void no_read_model_knows_the_id_of_a_shredded_person() throws SQLException {
        shred(ADA, "order 7");
        String columns =
                text("SELECT string_agg(table_name || '.' || column_name, ' ') FROM information_schema.columns WHERE"
                        + " table_schema = 'public' AND table_name ~ '^kw_(history|audit)' AND column_name IN ('user_id',"
                        + " 'target_user_id', 'actor_id')");
        assertThat(columns)
                .contains("kw_history_event.user_id", "kw_history_person.user_id", "kw_audit_subject.user_id");
        for (String column : columns.split(" ")) {
            String[] name = column.split("\\.");
            assertThat(number("SELECT count(*) FROM " + name[0] + " WHERE " + name[1] + " = 'ada-id'"))
                    .as(column)
                    .isZero();
        }
    }

    @Test
    void the_read_models_built_anew_do_not_bring_the_person_back() throws SQLException {
        shred(ADA, "order 7");
        cabinet.look();
        run("TRUNCATE kw_history_event, kw_history_person, kw_history_last_sign_in");
        try (Connection tx = transaction()) {
            List<health.keyward.audit.Entry> entries = new ArrayList<>();
            long seq = 1;
            for (Recorded recorded : read(tx)) {
                entries.add(new health.keyward.audit.Entry(seq, NOW, "b", seq, recorded));
                seq++;
            }
            projections.getFirst().project(tx, entries);
            tx.commit();
        }
        assertThat(number("SELECT count(*) FROM kw_history_event")).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM kw_history_person")).isOne();
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE user_id IS NULL AND username IS NULL AND"
                        + " address IS NULL"))
                .isOne();
    }

    @Test
    void a_backup_from_before_opens_nothing_of_a_shredded_person_once_the_old_key_is_gone() throws Exception {
        run("CREATE TABLE backup AS SELECT * FROM kw_audit_subject");
        Files.write(folder.resolve("kek-2"), filled(2));
        shred(ADA, "order 7");
        assertThat(rewrap(2)).isEqualTo(new Outcome.Done(1));
        run("DELETE FROM kw_audit_subject");
        run("INSERT INTO kw_audit_subject SELECT * FROM backup");
        run("UPDATE kw_audit_generation SET n = n + 1");
        cabinet.look();
        assertThat(names()).as("as long as the old key file exists").containsExactly("ada", "bob");

        Files.delete(folder.resolve("kek-1"));
        opens();

        assertThat(names()).containsExactly(null, null);
    }

    @Test
    void a_whole_database_put_back_from_before_opens_nobody_once_the_old_key_is_gone() throws Exception {
        lanes.forEach(Lane::close);
        lanes.clear();
        DataSource dump = RealDatabase.copyOf(database);
        opens();
        Files.write(folder.resolve("kek-2"), filled(2));
        assertThat(shred(ADA, "order 7")).isEqualTo(new Outcome.Done(1));
        assertThat(rewrap(2)).isEqualTo(new Outcome.Done(1));

        database = dump;
        run("DROP TABLE kw_history_event, kw_history_change, kw_history_person, kw_history_last_sign_in CASCADE");
        opens();
        assertThat(names()).as("as long as the old key file exists").containsExactly("ada", "bob");

        Files.delete(folder.resolve("kek-1"));
        assertThatThrownBy(this::opens)
                .as("a server does not start on it")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kek-1");
        assertThat(names()).as("and whoever reads it without a server").containsExactly(null, null);
        assertThat(text("SELECT string_agg(leaf, '' ORDER BY seq) FROM kw_audit_log"))
                .as("with its quotes, for three bytes alone turn up in sealed ones by chance")
                .doesNotContain(HexFormat.of().formatHex("\"ada\"".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void after_new_keys_everybody_else_is_readable_without_the_old_file() throws Exception {
        Files.write(folder.resolve("kek-2"), filled(2));
        assertThat(rewrap(2)).isEqualTo(new Outcome.Done(2));
        Files.delete(folder.resolve("kek-1"));
        opens();
        assertThat(names()).containsExactly("ada", "bob");
        signsIn(new UserId("eve-id"));
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE kek_id = 2"))
                .isEqualTo(3);
        sequence();
        assertThat(marks())
                .singleElement()
                .satisfies(mark -> assertThat(mark.facts())
                        .isEqualTo(Map.of("fromKek", "1", "toKek", "2", "keys", "2", "approval", "a-1")));
    }

    @Test
    void new_keys_need_a_file_and_a_later_number() throws Exception {
        assertThat(rewrap(2)).isEqualTo(new Outcome.Refused(Why.NO_KEY_FILE));
        assertThat(rewrap(1)).isEqualTo(new Outcome.Refused(Why.NOT_A_LATER_EPOCH));
        Files.write(folder.resolve("kek-2"), filled(2));
        rewrap(2);
        assertThat(rewrap(2)).isEqualTo(new Outcome.Refused(Why.NOT_A_LATER_EPOCH));
    }

    @Test
    void new_keys_that_were_ordered_are_made_once_and_the_order_says_how_it_ended() throws Exception {
        order(2, "a-1");
        assertThat(orders().getFirst().trouble()).isEqualTo("NO_KEY_FILE");
        assertThat(orders().getFirst().endedAt()).as("the file may still come").isNull();
        Files.write(folder.resolve("kek-2"), filled(2));
        round();
        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.endedAt()).isNotNull();
            assertThat(order.keys()).isEqualTo(2);
            assertThat(order.trouble()).isNull();
        });
        order(2, "a-2");
        assertThat(orders()).hasSize(2).anySatisfy(order -> {
            assertThat(order.approval()).isEqualTo("a-2");
            assertThat(order.endedAt()).isNotNull();
            assertThat(order.keys()).isNull();
            assertThat(order.trouble()).isEqualTo("NOT_A_LATER_EPOCH");
        });
        sequence();
        assertThat(marks())
                .singleElement()
                .satisfies(mark -> assertThat(mark.facts()).containsEntry("approval", "a-1"));
        try (Connection tx = transaction()) {
            assertThat(Keks.all(tx))
                    .extracting(Keks.Row::epoch, Keks.Row::dataKeys)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2, 2L), org.assertj.core.groups.Tuple.tuple(1, 0L));
        }
    }

    @Test
    void new_keys_that_were_broken_off_are_finished_by_the_next_try() throws Exception {
        Files.write(folder.resolve("kek-2"), filled(2));
        run("INSERT INTO kw_audit_kek (epoch, check_value, opened_at) VALUES (2, '\\x"
                + HexFormat.of().formatHex(ring.of(2).check()) + "', now())");
        signsIn(new UserId("eve-id"));
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE kek_id = 2"))
                .isOne();
        assertThat(rewrap(2)).isEqualTo(new Outcome.Done(2));
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE kek_id = 1"))
                .isZero();
        assertThat(number("SELECT count(*) FROM kw_audit_kek WHERE retired_at IS NOT NULL"))
                .isOne();
    }

    @Test
    void a_person_with_records_under_the_floor_is_not_shredded_without_an_order() throws SQLException {
        assertThat(shred(ADA, null)).isEqualTo(new Outcome.Refused(Why.YOUNGER_THAN_THE_FLOOR));
        assertThat(shred(ADA, " ")).isEqualTo(new Outcome.Refused(Why.YOUNGER_THAN_THE_FLOOR));
        run("UPDATE kw_audit_subject SET made_at = '2019-01-01T00:00:00Z'");
        assertThat(shred(ADA, null))
                .as("the log itself is asked")
                .isEqualTo(new Outcome.Refused(Why.YOUNGER_THAN_THE_FLOOR));
        assertThat(names()).containsExactly("ada", "bob");
    }

    @Test
    void a_person_whose_records_are_all_old_is_shredded() throws SQLException {
        cabinet.of(new KeyOwner.Person("r1", "old-id"));
        run("UPDATE kw_audit_subject SET made_at = '2019-01-01T00:00:00Z' WHERE user_id = 'old-id'");
        assertThat(shred(new UserId("old-id"), null)).isEqualTo(new Outcome.Done(1));
        assertThat(shred(new UserId("nobody"), null)).isEqualTo(new Outcome.Refused(Why.NO_SUCH_PERSON));
    }

    @Test
    void a_hold_on_the_person_or_the_realm_stops_even_an_order() throws SQLException {
        hold(Optional.of(ADA));
        assertThat(shred(ADA, "order 7")).isEqualTo(new Outcome.Refused(Why.ON_HOLD));
        release(Optional.of(ADA));
        hold(Optional.empty());
        assertThat(shred(ADA, "order 7")).isEqualTo(new Outcome.Refused(Why.ON_HOLD));
        release(Optional.empty());
        hold(Optional.of(BOB));
        assertThat(shred(ADA, "order 7")).isEqualTo(new Outcome.Done(1));
    }

    @Test
    void holds_are_marks_that_name_the_approval_and_no_person() throws SQLException {
        assertThat(hold(Optional.of(ADA))).isEqualTo(new Outcome.Done(1));
        assertThat(hold(Optional.of(ADA))).isEqualTo(new Outcome.Refused(Why.HELD_ALREADY));
        assertThat(release(Optional.empty())).isEqualTo(new Outcome.Refused(Why.NO_SUCH_HOLD));
        assertThat(release(Optional.of(ADA))).isEqualTo(new Outcome.Done(1));
        assertThat(release(Optional.of(ADA))).isEqualTo(new Outcome.Refused(Why.NO_SUCH_HOLD));
        sequence();
        assertThat(marks()).extracting(Recorded.Mark::type).containsExactly("HOLD", "RELEASE");
        assertThat(marks().getFirst().facts())
                .containsEntry("on", "PERSON")
                .containsEntry("approval", "a-1")
                .doesNotContainValue("ada-id");
        try (Connection tx = transaction()) {
            assertThat(RetentionMarks.newest(tx, 5))
                    .extracting(row -> row.mark().type())
                    .containsExactly("RELEASE", "HOLD");
        }
    }

    @Test
    void what_was_on_its_way_into_the_read_models_does_not_bring_a_shredded_person_back() throws SQLException {
        signsIn(ADA);
        shred(ADA, "order 7");
        sequence();
        assertThat(number("SELECT count(*) FROM kw_history_event")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM kw_history_event WHERE username = 'ada' OR user_id = 'ada-id'"))
                .as("this node had the key in memory")
                .isZero();
    }

    @Test
    void the_floor_is_what_the_settings_say_where_that_is_longer() throws SQLException {
        cabinet.of(new KeyOwner.Person("r1", "old-id"));
        run("UPDATE kw_audit_subject SET made_at = '2019-01-01T00:00:00Z' WHERE user_id = 'old-id'");
        run("INSERT INTO kw_audit_settings (version, retention_years) VALUES (1, 8)");
        assertThat(shred(new UserId("old-id"), null)).isEqualTo(new Outcome.Refused(Why.YOUNGER_THAN_THE_FLOOR));
        assertThatThrownBy(
                        () -> run("SELECT kw_audit_dispose(date_trunc('month', now() - interval '7 years'), 'b', 1)"))
                .cause()
                .hasMessageContaining("8 years");
    }

    @Test
    void a_shredding_that_is_rolled_back_leaves_everything() throws SQLException {
        try (Connection tx = transaction()) {
            new Shredder(CLOCK, this::marked).shred(tx, REALM, ADA, "order 7", "a-1", projections);
            tx.rollback();
        }
        assertThat(names()).containsExactly("ada", "bob");
    }

    @Test
    void the_way_out_opens_for_nothing_younger_for_nobody_without_a_mark_and_not_under_a_hold() {
        assertThatThrownBy(() -> run("SELECT kw_audit_dispose(now() - interval '5 years', 'b', 1)"))
                .cause()
                .hasMessageContaining("6 years");
        assertThatThrownBy(() -> run("SELECT kw_audit_dispose('2015-01-01', 'b', 1)"))
                .cause()
                .hasMessageContaining("no mark");
        hold(Optional.empty());
        assertThatThrownBy(() -> run("SELECT kw_audit_dispose('2015-01-01', 'b', 1)"))
                .cause()
                .hasMessageContaining("on hold");
        assertThatThrownBy(() -> run("DELETE FROM kw_audit_log")).cause().hasMessageContaining("append-only");
        assertThatThrownBy(() -> run("DELETE FROM kw_audit_payload; TRUNCATE kw_audit_payload"))
                .cause()
                .hasMessageContaining("append-only");
    }

    private void opens() throws IOException {
        ring = KekRing.in(folder);
        lane = new Lane(database::getConnection);
        lanes.add(lane);
        cabinet = new KeyCabinet(ring, CLOCK, () -> 0, lane);
        cabinet.check();
        inbox = new Inbox(new LeafWriter(cabinet));
    }

    private void signsIn(UserId person) throws SQLException {
        String name = person.value().replace("-id", "");
        Recorded login = new Recorded.UserActivity(
                EventIds.fresh(),
                NOW,
                REALM.value(),
                "LOGIN",
                null,
                person.value(),
                name,
                null,
                "ward-board",
                "openid-connect",
                "password",
                List.of("pwd"),
                "mfa",
                NOW,
                false,
                "10.1.2.3",
                "curl",
                "s-" + name,
                "c",
                List.of(),
                Map.of());
        try (Connection tx = transaction()) {
            inbox.add(tx, ids.number(List.of(login)).getFirst());
            tx.commit();
        }
    }

    private void sequence() throws SQLException {
        try (Connection tx = transaction()) {
            new Sequencer(CLOCK, new LeafReader(cabinet)).round(tx, 1_000, projections);
            tx.commit();
        }
    }

    private Numbered marked(Connection tx, Recorded.Mark mark) throws SQLException {
        Numbered numbered = ids.number(List.of(mark)).getFirst();
        inbox.add(tx, numbered);
        return numbered;
    }

    private Outcome shred(UserId person, @Nullable String order) throws SQLException {
        try (Connection tx = transaction()) {
            Outcome outcome = new Shredder(CLOCK, this::marked).shred(tx, REALM, person, order, "a-1", projections);
            tx.commit();
            return outcome;
        }
    }

    private Outcome rewrap(int epoch) {
        return new Rewrap(ring, CLOCK, lane, this::marked).to(epoch, "a-1");
    }

    private void order(int epoch, String approval) throws SQLException {
        try (Connection tx = transaction()) {
            RewrapOrders.order(tx, epoch, approval, NOW);
            tx.commit();
        }
        round();
    }

    private void round() throws SQLException {
        try (Connection tx = transaction()) {
            RewrapOrders.round(tx, new Rewrap(ring, CLOCK, lane, this::marked), NOW);
            tx.commit();
        }
    }

    private List<RewrapOrders.Row> orders() throws SQLException {
        try (Connection tx = transaction()) {
            return RewrapOrders.newest(tx, 5);
        }
    }

    private Outcome hold(Optional<UserId> person) {
        try (Connection tx = transaction()) {
            Outcome outcome = new Holds(CLOCK, this::marked).place(tx, REALM, person, "case 3", "a-1");
            tx.commit();
            return outcome;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome release(Optional<UserId> person) throws SQLException {
        try (Connection tx = transaction()) {
            Outcome outcome = new Holds(CLOCK, this::marked).release(tx, REALM, person, "a-2");
            tx.commit();
            return outcome;
        }
    }

    /** Who signed in, in the order of the log, as far as the keys still say. */
    private List<@Nullable String> names() throws SQLException {
        List<@Nullable String> names = new ArrayList<>();
        try (Connection tx = transaction()) {
            for (Recorded recorded : read(tx)) {
                if (recorded instanceof Recorded.UserActivity activity) {
                    names.add(activity.username());
                }
            }
        }
        return names;
    }

    private List<Recorded.Mark> marks() throws SQLException {
        try (Connection tx = transaction()) {
            return read(tx).stream()
                    .filter(Recorded.Mark.class::isInstance)
                    .map(Recorded.Mark.class::cast)
                    .toList();
        }
    }

    private List<Recorded> read(Connection tx) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT leaf FROM kw_audit_log WHERE seq > 0 ORDER BY seq")) {
            while (row.next()) {
                leaves.add(row.getBytes(1));
            }
        }
        List<Recorded> read = new ArrayList<>();
        for (Recorded recorded : new LeafReader(cabinet).read(tx, leaves)) {
            if (recorded != null) {
                read.add(recorded);
            }
        }
        return read;
    }

    private Connection transaction() throws SQLException {
        Connection tx = database.getConnection();
        tx.setAutoCommit(false);
        return tx;
    }

    private void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
