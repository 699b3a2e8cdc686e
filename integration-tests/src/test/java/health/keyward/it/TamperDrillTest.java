package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.audit.Recorded;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.core.AllAnchors;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.store.Arrival;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Disposal;
import health.keyward.audit.store.Leaf;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.LogEpoch;
import health.keyward.audit.store.LogExport;
import health.keyward.audit.store.Marker;
import health.keyward.audit.store.Sequencer;
import health.keyward.audit.store.Signer;
import health.keyward.audit.store.Transactions;
import health.keyward.verifier.Main;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of AL-14: 100,000 entries through the real sequencer and signer, then what a database administrator can do, by SQL, with the triggers
 * switched off. What the real export hands out is given to the verifier as an auditor would, and it names what was done and where. Each tampering is
 * rolled back after its export.
 */
class TamperDrillTest {
    private static final int SIZE = 100_000;
    private static final int ROUND = 20_000;
    private static final Origin ORIGIN = new Origin("audit.example.org/drill");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String KEYCLOAK = """
            CREATE TABLE REALM (ID varchar(36) PRIMARY KEY, NAME varchar(255));
            CREATE TABLE USER_ENTITY (ID varchar(36) PRIMARY KEY, REALM_ID varchar(255), USERNAME varchar(255), FIRST_NAME varchar(255),
              LAST_NAME varchar(255), EMAIL varchar(255), ENABLED boolean DEFAULT true, CREATED_TIMESTAMP bigint,
              SERVICE_ACCOUNT_CLIENT_LINK varchar(255));
            CREATE TABLE USER_ATTRIBUTE (ID varchar(36), USER_ID varchar(36), NAME varchar(255), VALUE varchar(255));
            CREATE TABLE KEYCLOAK_GROUP (ID varchar(36) PRIMARY KEY, NAME varchar(255), PARENT_GROUP varchar(36) NOT NULL, REALM_ID varchar(36));
            CREATE TABLE USER_GROUP_MEMBERSHIP (GROUP_ID varchar(36), USER_ID varchar(36));
            """;

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;
    private static SigningKey key;

    @BeforeAll
    static void aLog() throws Exception {
        server = EmbeddedPostgres.builder()
                .setPgBinaryResolver(TamperDrillTest::binaries)
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(KEYCLOAK);
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            new Liquibase("META-INF/keyward/changelog.xml", new ClassLoaderResourceAccessor(), database)
                    .update(new Contexts());
        }
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = new SigningKey(ORIGIN.name(), pair.getPrivate(), pair.getPublic());
        Anchors anchors = AllAnchors.of(
                new AllAnchors.Places(Files.createDirectory(folder.resolve("anchors")), null, null, null),
                ORIGIN,
                List.of(key.vkey()),
                CLOCK);
        Signer signer = new Signer(ORIGIN, List.of(key), anchors, Duration.ofSeconds(1), TamperDrillTest::mark, CLOCK);
        Sequencer sequencer = new Sequencer(CLOCK, new LeafReader((tx, refs) -> Map.of()));
        Transactions database = new InTransactions();
        for (int from = 0; from < SIZE; from += ROUND) {
            int first = from;
            database.run(tx -> {
                arrive(tx, first);
                return sequencer.round(tx, ROUND, List.of());
            });
            signer.round(database);
            database.run(tx -> tx.createStatement().executeUpdate("DELETE FROM kw_audit_inbox"));
        }
    }

    /** The binaries are on the class path twice, of their own and by the manifest of the starter's jar; they are the same. */
    private static InputStream binaries(String system, String machine) throws IOException {
        String architecture = machine.equals("aarch64") ? "arm_64" : machine;
        String name = ("/postgres-" + system + "-" + architecture + ".txz")
                .replace(' ', '_')
                .toLowerCase(Locale.ROOT);
        InputStream binaries = TamperDrillTest.class.getResourceAsStream(name);
        if (binaries == null) {
            throw new IOException(name + " is not on the class path");
        }
        return binaries;
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void arrive(Connection tx, int first) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES ('drill', ?, ?, ?)")) {
            Instant begin = CLOCK.instant();
            for (int i = first; i < first + ROUND; i++) {
                Instant at = begin.plusNanos(i * 1_000L);
                insert.setLong(1, i + 1L);
                insert.setObject(2, at.atOffset(ZoneOffset.UTC));
                insert.setBytes(
                        3,
                        Leaf.bytes(new Recorded.Undone(
                                EventIds.fresh(),
                                at,
                                "hospital",
                                "LOGIN",
                                "u" + i % 500,
                                "person",
                                "ward-board",
                                "192.0.2.7")));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Arrival mark(String type, Map<String, String> facts) {
        Instant now = CLOCK.instant();
        return new Arrival("signer", 1, now, Leaf.bytes(new Recorded.Mark(EventIds.fresh(), now, "", type, facts)));
    }

    @Test
    void an_untouched_log_is_green_against_its_anchors_too() throws Exception {
        assertThat(drill("", true)).isEqualTo("OK");
    }

    @Test
    void a_changed_field_is_named() throws Exception {
        assertThat(
                        drill(
                                "UPDATE kw_audit_log SET leaf = overlay(leaf PLACING 'u8'::bytea FROM position('u7'::bytea IN leaf)) WHERE seq = 54008"))
                .isEqualTo("CHANGED_ENTRY@54008");
    }

    @Test
    void a_changed_field_with_its_hash_in_the_tree_is_bracketed_by_two_checkpoints() throws Exception {
        assertThat(drill("""
                UPDATE kw_audit_log SET leaf = overlay(leaf PLACING 'u8'::bytea FROM position('u7'::bytea IN leaf)) WHERE seq = 54008;
                UPDATE kw_audit_tile SET hashes = overlay(hashes PLACING
                    (SELECT sha256('\\x00'::bytea || leaf) FROM kw_audit_log WHERE seq = 54008) FROM (54007 % 256) * 32 + 1)
                  WHERE level = 0 AND idx = 54007 / 256""")).isEqualTo("CHANGED_ENTRY@40001");
    }

    @Test
    void an_entry_deleted_in_the_middle_is_named() throws Exception {
        assertThat(drill("DELETE FROM kw_audit_log WHERE seq = 70001")).isEqualTo("MISSING_ENTRY@70001");
    }

    @Test
    void a_deletion_that_closed_its_gap_is_named() throws Exception {
        assertThat(drill("""
                DELETE FROM kw_audit_log WHERE seq = 99001;
                UPDATE kw_audit_log SET seq = -seq WHERE seq > 99001;
                UPDATE kw_audit_log SET seq = -seq - 1 WHERE seq < 0""")).isEqualTo("MISSING_ENTRY@99001");
    }

    @Test
    void a_deleted_end_is_named() throws Exception {
        assertThat(drill("DELETE FROM kw_audit_log WHERE seq > 99500")).isEqualTo("TRUNCATED@99501");
    }

    @Test
    void an_entry_put_in_is_named() throws Exception {
        assertThat(drill("""
                UPDATE kw_audit_log SET seq = -seq WHERE seq >= 99001;
                UPDATE kw_audit_log SET seq = -seq + 1 WHERE seq < 0;
                INSERT INTO kw_audit_log (seq, seq_at, boot, nseq, leaf)
                  SELECT 99001, seq_at, boot, 0, convert_to(regexp_replace(convert_from(leaf, 'UTF8'),
                      '"id":"[0-9a-f]{32}"', '"id":"00000000000000000000000000000001"'), 'UTF8')
                  FROM kw_audit_log WHERE seq = 99000""")).isEqualTo("EXTRA_ENTRY@99001");
    }

    @Test
    void entries_that_changed_places_are_named() throws Exception {
        assertThat(drill("""
                UPDATE kw_audit_log a SET leaf = b.leaf FROM kw_audit_log b
                WHERE (a.seq, b.seq) IN ((300, 90000), (90000, 300))""")).isEqualTo("REORDERED@300");
    }

    @Test
    void an_entry_replaced_by_a_copy_of_another_is_named() throws Exception {
        assertThat(
                        drill(
                                "UPDATE kw_audit_log SET leaf = (SELECT leaf FROM kw_audit_log WHERE seq = 300) WHERE seq = 90000"))
                .isEqualTo("DUPLICATE@90000");
    }

    @Test
    void old_entries_that_went_without_a_word_are_named() throws Exception {
        assertThat(drill("DELETE FROM kw_audit_log WHERE seq <= 1000")).isEqualTo("SILENT_DISPOSAL@1");
    }

    @Test
    void months_that_were_disposed_of_are_explained_and_what_went_beside_them_is_named() throws Exception {
        assertThat(disposal("SELECT 1")).isEqualTo("OK");
        assertThat(disposal("DELETE FROM kw_audit_log WHERE seq <= 1300")).isEqualTo("SILENT_DISPOSAL@1001");
    }

    @Test
    void a_changed_tile_is_named() throws Exception {
        assertThat(
                        drill(
                                "UPDATE kw_audit_tile SET hashes = set_byte(hashes, 64, get_byte(hashes, 64) # 1) WHERE level = 0 AND idx = 3"))
                .isEqualTo("CHANGED_TILE@771");
    }

    @Test
    void a_log_set_back_as_a_whole_is_caught_by_its_anchors_alone() throws Exception {
        String setBack = """
                DELETE FROM kw_audit_checkpoint WHERE size > 60000;
                DELETE FROM kw_audit_log WHERE seq > 60000;
                UPDATE kw_audit_head SET size = 60000""";
        assertThat(drill(setBack)).isEqualTo("OK");
        assertThat(drill(setBack, true)).isEqualTo("TRUNCATED@60001");
    }

    @Test
    void a_checkpoint_signed_anew_by_somebody_else_is_named() throws Exception {
        assertThat(
                        drill(
                                "UPDATE kw_audit_checkpoint SET note = regexp_replace(note, ' [A-Za-z0-9+/=]+\\n$', ' ' || repeat('A', 91) || '=' || chr(10))"))
                .startsWith("WRONG_KEY");
    }

    private static String drill(String tampering) throws Exception {
        return drill(tampering, false);
    }

    /** @return class and number of the first bad entry, or OK */
    private static String drill(String tampering, boolean anchored) throws Exception {
        Path export = Files.createTempFile(folder, "export", ".zip");
        try (Connection tx = server.getPostgresDatabase().getConnection();
                Statement sql = tx.createStatement()) {
            tx.setAutoCommit(false);
            sql.execute("SET LOCAL session_replication_role = replica");
            if (!tampering.isEmpty()) {
                sql.execute(tampering);
                assertThat(sql.getUpdateCount()).isPositive();
            }
            export(tx, export);
            tx.rollback();
        }
        return verdict(export, anchored ? folder.resolve("anchors") : null);
    }

    /** The first 1,000 entries are made ten years old and disposed of by the real thing, the mark is numbered and signed. */
    private static String disposal(String tampering) throws Exception {
        Path export = Files.createTempFile(folder, "export", ".zip");
        EventIds ids = new EventIds();
        try (Connection tx = server.getPostgresDatabase().getConnection();
                Statement sql = tx.createStatement()) {
            tx.setAutoCommit(false);
            sql.execute("SET LOCAL session_replication_role = replica");
            sql.execute("SELECT kw_audit_log_month(now() - interval '10 years')");
            sql.execute("UPDATE kw_audit_log SET seq_at = seq_at - interval '10 years' WHERE seq <= 1000");
            Marker marker = (same, mark) -> {
                Numbered row = ids.number(List.of(mark)).getFirst();
                insert(same, row.boot(), row.nseq(), CLOCK.instant(), Leaf.bytes(mark));
                return row;
            };
            assertThat(new Disposal(CLOCK, marker)
                            .dispose(tx, YearMonth.now(CLOCK).minusYears(9), "a-1"))
                    .isEqualTo(new Outcome.Done(1_000));
            new Sequencer(CLOCK, new LeafReader((same, refs) -> Map.of())).round(tx, ROUND, List.of());
            Transactions inThis = new Transactions() {
                @Override
                public <T> T run(Work<T> work) {
                    try {
                        return work.on(tx);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            new Signer(ORIGIN, List.of(key), Anchors.NONE, Duration.ZERO, TamperDrillTest::mark, CLOCK).round(inThis);
            sql.execute(tampering);
            export(tx, export);
            tx.rollback();
        }
        return verdict(export, null);
    }

    private static void insert(Connection tx, String boot, long nseq, Instant at, byte[] leaf) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, boot);
            insert.setLong(2, nseq);
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.setBytes(4, leaf);
            insert.executeUpdate();
        }
    }

    private static void export(Connection tx, Path to) throws Exception {
        LogEpoch epoch = LogEpoch.all(tx).getLast();
        Checkpoints.Kept last = new Checkpoints(tx).newest(epoch.epoch()).orElseThrow();
        long minimumIndex = LogExport.minimumIndex(tx, epoch);
        String log = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "origin", ORIGIN.of(epoch.epoch()),
                        "epoch", epoch.epoch(),
                        "firstSeq", epoch.firstSeq(),
                        "size", last.size(),
                        "minimumIndex", minimumIndex));
        try (OutputStream out = Files.newOutputStream(to)) {
            new LogExport(tx, epoch, last, out).write(log, minimumIndex);
        }
    }

    private static String verdict(Path export, @Nullable Path anchors) throws IOException {
        Path report = Files.createTempFile(folder, "report", ".json");
        List<String> words = anchors == null
                ? List.of("verify", export.toString(), "--key", key.vkey().text(), "--json", report.toString())
                : List.of(
                        "verify",
                        export.toString(),
                        "--key",
                        key.vkey().text(),
                        "--json",
                        report.toString(),
                        "--anchors",
                        anchors.toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = Main.run(words, new PrintStream(said, true, StandardCharsets.UTF_8), System.err, CLOCK);
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("exitCode").asInt())
                .as(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(code);
        Files.delete(export);
        return json.has("class")
                ? json.get("class").asText() + "@" + json.path("firstBadSeq").asText("-")
                : "OK";
    }

    /** Each piece of work in a transaction of its own. */
    private static final class InTransactions implements Transactions {
        @Override
        public <T> T run(Work<T> work) {
            try (Connection tx = server.getPostgresDatabase().getConnection()) {
                tx.setAutoCommit(false);
                T done = work.on(tx);
                tx.commit();
                return done;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
