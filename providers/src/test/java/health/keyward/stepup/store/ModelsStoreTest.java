package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.Attestation;
import health.keyward.stepup.core.ModelCatalogue.Count;
import health.keyward.stepup.core.ModelDecision;
import health.keyward.stepup.core.ModelDecision.Kind;
import health.keyward.stepup.store.KeptMetadata.Head;
import health.keyward.stepup.store.KeptMetadata.Source;
import health.keyward.stepup.store.KeptMetadata.Try;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelsStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final UUID MODEL = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final String ROOT = "a".repeat(64);

    private static DataSource database;

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final KeptMetadata kept = new KeptMetadata();
    private final ModelDecisions decisions = new ModelDecisions();
    private final Attestations attestations = new Attestations();
    private final KeyRecords records = new KeyRecords();

    @BeforeAll
    static void opens() throws Exception {
        database = RealDatabase.fresh();
        try (Connection tx = connect();
                Statement statement = tx.createStatement()) {
            statement.execute("""
                CREATE TABLE IF NOT EXISTS CREDENTIAL (ID varchar(36) PRIMARY KEY, TYPE varchar(255), USER_ID varchar(36),
                  CREDENTIAL_DATA text);
                CREATE TABLE IF NOT EXISTS FED_USER_CREDENTIAL (ID varchar(36) PRIMARY KEY, TYPE varchar(255),
                  USER_ID varchar(255), REALM_ID varchar(36), CREDENTIAL_DATA text);\
                """);
            tx.commit();
        }
    }

    @Test
    void the_number_of_the_metadata_never_goes_back_under_one_root() throws Exception {
        try (Connection tx = connect()) {
            assertThat(kept.keep(tx, head(7, ROOT), "seven")).isTrue();
            assertThat(kept.keep(tx, head(7, ROOT), "another seven")).isFalse();
            assertThat(kept.keep(tx, head(6, ROOT), "six")).isFalse();
            assertThat(kept.head(tx)).contains(head(7, ROOT));
            assertThat(kept.keep(tx, head(8, ROOT), "eight")).isTrue();
            assertThat(kept.blob(tx, head(8, ROOT).sha256())).contains("eight");
            assertThat(kept.blob(tx, head(7, ROOT).sha256())).isEmpty();
            assertThat(kept.keep(tx, head(2, "b".repeat(64)), "of another root"))
                    .as("whoever sets another root starts anew")
                    .isTrue();
        }
    }

    @Test
    void the_database_itself_refuses_older_metadata_and_none() throws Exception {
        try (Connection tx = connect()) {
            kept.keep(tx, head(7, ROOT), "seven");
            for (String sql : new String[] {"UPDATE kw_metadata SET number = 6", "DELETE FROM kw_metadata"}) {
                var before = tx.setSavepoint();
                assertThatThrownBy(() -> execute(tx, sql)).hasMessageContaining("metadata are replaced by newer ones");
                tx.rollback(before);
            }
        }
    }

    @Test
    void the_last_try_of_each_source_is_kept() throws Exception {
        try (Connection tx = connect()) {
            Try refused = new Try(Source.UPLOAD, NOON, false, "c".repeat(64), "its signature does not fit");
            Try fetched = new Try(Source.URL, NOON, false, null, "no answer");
            kept.tried(tx, new Try(Source.UPLOAD, NOON.minusSeconds(9), true, "d".repeat(64), "Number 6."));
            kept.tried(tx, refused);
            kept.tried(tx, fetched);
            assertThat(kept.tries(tx)).isEqualTo(Map.of(Source.UPLOAD, refused, Source.URL, fetched));
        }
    }

    @Test
    void the_newest_decision_counts_in_its_realm_and_the_older_ones_stay() throws Exception {
        try (Connection tx = connect()) {
            ModelDecision accepted = decision(Kind.ACCEPTED, Level.HARDWARE_BOUND);
            ModelDecision refused = decision(Kind.REFUSED, Level.PHISHING_RESISTANT);
            decisions.add(tx, accepted);
            decisions.add(tx, refused);
            assertThat(decisions.newest(tx, realm, MODEL)).contains(refused);
            assertThat(decisions.newest(tx, new RealmId("other"), MODEL)).isEmpty();
            assertThat(records.of(tx, realm, "no-such-credential", MODEL))
                    .isEqualTo(new KeyRecords.Found(Optional.empty(), Optional.of(refused)));
            assertThat(decisions.history(tx, realm, MODEL)).containsExactly(refused, accepted);
            assertThat(decisions.inForce(tx, realm)).containsExactly(refused);
            for (String sql :
                    new String[] {"UPDATE kw_model_decision SET level = 4", "DELETE FROM kw_model_decision"}) {
                var before = tx.setSavepoint();
                assertThatThrownBy(() -> execute(tx, sql)).hasMessageContaining("never rewritten");
                tx.rollback(before);
            }
        }
    }

    @Test
    void an_attestation_is_found_in_its_realm_and_goes_with_its_credential() throws Exception {
        try (Connection tx = connect()) {
            Attestation stays = attestation(credential(tx, MODEL));
            Attestation goes = attestation(UUID.randomUUID().toString());
            attestations.add(tx, stays);
            attestations.add(tx, goes);
            assertThat(records.of(tx, realm, stays.credential(), MODEL).attestation())
                    .contains(stays);
            assertThat(records.of(tx, new RealmId("other"), stays.credential(), MODEL)
                            .attestation())
                    .isEmpty();
            assertThat(attestations.sweep(tx)).isEqualTo(1);
            assertThat(records.of(tx, realm, goes.credential(), MODEL).attestation())
                    .isEmpty();
            assertThat(records.of(tx, realm, stays.credential(), MODEL).attestation())
                    .isPresent();
        }
    }

    @Test
    void seen_models_are_counted_with_those_that_proved_theirs() throws Exception {
        UUID other = UUID.randomUUID();
        try (Connection tx = connect()) {
            attestations.add(tx, attestation(credential(tx, MODEL)));
            credential(tx, MODEL);
            credential(tx, other);
            execute(
                    tx,
                    "INSERT INTO fed_user_credential VALUES ('" + UUID.randomUUID()
                            + "', 'webauthn-passwordless', 'f', '" + realm.value() + "', '{\"aaguid\":\"" + other
                            + "\"}')");
            execute(
                    tx,
                    "INSERT INTO credential (id, type, user_id, credential_data) SELECT '" + UUID.randomUUID()
                            + "', 'otp', id, '{}' FROM user_entity LIMIT 1");
            assertThat(new SeenModels().count(tx, realm))
                    .isEqualTo(Map.of(MODEL, new Count(2, 1), other, new Count(2, 0)));
            assertThat(new SeenModels().count(tx, new RealmId("other"))).isEmpty();
        }
    }

    private String credential(Connection tx, UUID model) throws SQLException {
        String user = UUID.randomUUID().toString();
        String id = UUID.randomUUID().toString();
        execute(
                tx,
                "INSERT INTO user_entity (id, realm_id, username) VALUES ('" + user + "', '" + realm.value() + "', '"
                        + user + "')");
        execute(
                tx,
                "INSERT INTO credential (id, type, user_id, credential_data) VALUES ('" + id
                        + "', 'webauthn-passwordless', '" + user + "', '{\"aaguid\":\"" + model
                        + "\",\"counter\":1}')");
        return id;
    }

    private Attestation attestation(String credential) {
        return new Attestation(
                realm, new UserId("u"), credential, MODEL, "packed", Attestation.Outcome.PROVEN, false, 7, NOON);
    }

    private ModelDecision decision(Kind kind, Level upTo) {
        return new ModelDecision(
                realm,
                MODEL,
                kind,
                upTo,
                false,
                kind == Kind.ACCEPTED ? "FMR 0.0002, laboratory 17" : null,
                "victor",
                "victor.system-admin",
                NOON,
                "as tested");
    }

    private static Head head(int number, String root) {
        return new Head(
                number,
                LocalDate.parse("2026-12-01"),
                Integer.toString(number % 10).repeat(64),
                root,
                Source.FILE,
                NOON,
                null);
    }

    private static void execute(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
