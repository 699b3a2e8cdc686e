package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.KeyOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key per person, made once whoever asks first, wrapped outside the database, gone everywhere when it is erased. */
class KeyCabinetTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);
    private static final KeyOwner ADA = new KeyOwner.Person("r1", "ada-id");

    @TempDir
    private Path folder;

    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(1);
    private final AtomicInteger opened = new AtomicInteger();
    private DataSource database;

    @BeforeEach
    void aDatabaseOfItsOwn() throws IOException {
        database = RealDatabase.fresh();
        Files.write(folder.resolve("kek-1"), filled(1));
    }

    @AfterEach
    void endLanes() {
        lanes.forEach(Lane::close);
    }

    @Test
    void a_person_has_one_key_on_every_node_and_after_every_start() {
        DataKey first = cabinet().of(ADA);
        DataKey elsewhere = cabinet().of(ADA);
        assertThat(elsewhere.ref()).isEqualTo(first.ref());
        assertThat(elsewhere.commitment()).isEqualTo(first.commitment());
        assertThat(cabinet().of(new KeyOwner.Person("r2", "ada-id")).ref()).isNotEqualTo(first.ref());
    }

    @Test
    void many_who_ask_at_once_get_the_same_key() {
        List<KeyCabinet> nodes = List.of(cabinet(), cabinet(), cabinet());
        List<CompletableFuture<UUID>> asked = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            KeyCabinet node = nodes.get(i % 3);
            asked.add(CompletableFuture.supplyAsync(() -> node.of(ADA).ref()));
        }
        assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(number("SELECT count(*) FROM kw_audit_subject")).isOne();
    }

    @Test
    void keys_of_many_are_made_together_and_are_those_that_each_would_have_got() {
        KeyCabinet node = cabinet();
        UUID before = node.of(ADA).ref();
        List<KeyOwner> all = people(200);
        cabinet().ready(all);
        node.ready(all);
        assertThat(number("SELECT count(*) FROM kw_audit_subject")).isEqualTo(201);
        assertThat(node.of(ADA).ref()).isEqualTo(before);
        KeyCabinet later = cabinet();
        assertThat(all)
                .allSatisfy(one -> assertThat(later.of(one).commitment())
                        .isEqualTo(node.of(one).commitment()));
    }

    @Test
    void keys_of_many_need_no_database_once_they_are_at_hand() {
        KeyCabinet cabinet = cabinet();
        List<KeyOwner> all = people(50);
        cabinet.ready(all);
        run("DROP TABLE kw_audit_subject");
        cabinet.ready(all);
        assertThat(all.stream().map(cabinet::of).map(DataKey::ref).distinct()).hasSize(50);
        assertThatThrownBy(() -> cabinet.ready(List.of(ADA, new KeyOwner.Person("r1", "bob-id"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nodes_that_make_keys_of_the_same_people_at_once_make_each_once() {
        List<KeyCabinet> nodes = List.of(cabinet(), cabinet(), cabinet());
        List<KeyOwner> all = people(300);
        List<CompletableFuture<Void>> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            KeyCabinet node = nodes.get(i % 3);
            List<KeyOwner> some = new ArrayList<>(all.subList(i * 10, 180 + i * 10));
            Collections.shuffle(some, new Random(i));
            made.add(CompletableFuture.runAsync(() -> node.ready(some)));
        }
        made.forEach(CompletableFuture::join);
        assertThat(number("SELECT count(*) FROM kw_audit_subject")).isEqualTo(290);
        assertThat(all.subList(100, 200))
                .allSatisfy(one -> assertThat(
                                nodes.stream().map(node -> node.of(one).ref()).distinct())
                        .hasSize(1));
    }

    private static List<KeyOwner> people(int many) {
        return IntStream.range(0, many)
                .<KeyOwner>mapToObj(i -> new KeyOwner.Person("r1", "person-" + i))
                .toList();
    }

    @Test
    void the_database_alone_opens_nothing() {
        DataKey key = cabinet().of(ADA);
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE length(wrapped_dek) = 60"))
                .isOne();
        byte[] nonce = filled(2, DataKey.NONCE);
        byte[] sealed = key.seal(nonce, new byte[] {1, 2, 3});
        byte[] wrapped = bytes("SELECT wrapped_dek FROM kw_audit_subject");
        DataKey guessed = new DataKey(key.ref(), Arrays.copyOfRange(wrapped, 12, 44));
        assertThat(guessed.open(nonce, sealed)).isEmpty();
    }

    @Test
    void a_flood_of_unknown_names_adds_no_key_rows() {
        LeafWriter writer = new LeafWriter(cabinet());
        for (int i = 0; i < 1_000; i++) {
            writer.seal(
                    new Recorded.UserActivity(
                            EventIds.fresh(),
                            CLOCK.instant(),
                            "r1",
                            "LOGIN_ERROR",
                            "user_not_found",
                            null,
                            null,
                            "%064x".formatted(i),
                            "ward-board",
                            "openid-connect",
                            null,
                            List.of(),
                            null,
                            null,
                            false,
                            "10.0.0." + i % 256,
                            "curl",
                            null,
                            "c" + i,
                            List.of(),
                            Map.of()),
                    "b",
                    i);
        }
        assertThat(number("SELECT count(*) FROM kw_audit_subject")).isOne();
        assertThat(number("SELECT count(*) FROM kw_audit_subject WHERE user_id IS NOT NULL"))
                .isZero();
    }

    @Test
    void a_known_key_needs_no_database() {
        KeyCabinet cabinet = cabinet();
        cabinet.of(ADA);
        run("DROP TABLE kw_audit_subject");
        assertThat(cabinet.of(ADA)).isNotNull();
        assertThatThrownBy(() -> cabinet.of(new KeyOwner.Person("r1", "bob-id")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_erased_key_is_forgotten_at_the_next_look() throws SQLException {
        KeyCabinet cabinet = cabinet();
        UUID ref = cabinet.of(ADA).ref();
        erase(ref);
        cabinet.look();
        assertThat(cabinet.byRef(open(), Set.of(ref))).isEmpty();
        assertThat(cabinet.of(ADA).ref()).as("a new key for what comes after").isNotEqualTo(ref);
    }

    @Test
    void a_node_that_cannot_look_stops_using_what_it_knows_after_a_minute() throws SQLException {
        KeyCabinet cabinet = cabinet();
        UUID ref = cabinet.of(ADA).ref();
        erase(ref);
        assertThat(cabinet.of(ADA).ref()).as("within the lease").isEqualTo(ref);
        nanos.addAndGet(61_000_000_000L);
        assertThat(cabinet.of(ADA).ref()).isNotEqualTo(ref);
    }

    @Test
    void the_month_has_a_key_of_its_own() {
        KeyCabinet cabinet = cabinet();
        DataKey november = cabinet.of(new KeyOwner.Month("r1", YearMonth.of(2026, 11)));
        DataKey december = cabinet.of(new KeyOwner.Month("r1", YearMonth.of(2026, 12)));
        assertThat(december.ref()).isNotEqualTo(november.ref());
        assertThat(cabinet()
                        .of(new KeyOwner.Month("r1", YearMonth.of(2026, 11)))
                        .ref())
                .isEqualTo(november.ref());
    }

    @Test
    void a_lost_connection_is_opened_anew() {
        KeyCabinet cabinet = cabinet();
        cabinet.of(ADA);
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <>"
                + " pg_backend_pid()");
        assertThat(cabinet.of(new KeyOwner.Person("r1", "bob-id"))).isNotNull();
        assertThat(opened.get()).isEqualTo(2);
    }

    @Test
    void another_key_file_of_the_same_name_is_refused_at_the_start() throws IOException {
        cabinet();
        Files.write(folder.resolve("kek-1"), filled(2));
        assertThatThrownBy(this::cabinet).hasMessageContaining("kek-1 is not the one");
    }

    @Test
    void a_missing_key_file_is_refused_at_the_start() throws IOException {
        cabinet();
        Files.move(folder.resolve("kek-1"), folder.resolve("kek-2"));
        assertThatThrownBy(this::cabinet).hasMessageContaining("kek-1 is not in");
        Files.delete(folder.resolve("kek-2"));
        assertThatThrownBy(this::cabinet).hasMessageContaining("there is no key file kek-1");
    }

    @Test
    void a_short_key_file_is_refused() throws IOException {
        Files.write(folder.resolve("kek-1"), new byte[31]);
        assertThatThrownBy(this::cabinet).hasMessageContaining("kek-1 has 31 bytes; it needs 32");
    }

    private KeyCabinet cabinet() {
        Lane lane = new Lane(() -> {
            opened.incrementAndGet();
            return database.getConnection();
        });
        lanes.add(lane);
        KeyCabinet cabinet = new KeyCabinet(KekRing.in(folder), CLOCK, nanos::get, lane);
        cabinet.check();
        return cabinet;
    }

    /** What erasing a person does to the tables. */
    private void erase(UUID ref) {
        run("UPDATE kw_audit_subject SET user_id = NULL, wrapped_dek = NULL, kek_id = NULL, shredded_at = now()"
                + " WHERE subject_ref = '"
                + ref + "'");
        run("UPDATE kw_audit_generation SET n = n + 1");
    }

    private Connection open() throws SQLException {
        return database.getConnection();
    }

    private void run(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private long number(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private byte[] bytes(String sql) {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static byte[] filled(int value) {
        return filled(value, 32);
    }

    private static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
