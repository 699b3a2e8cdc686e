package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.CoSignature.Purpose;
import health.keyward.breakglass.core.CoSignature.State;
import health.keyward.breakglass.store.AskWords;
import health.keyward.breakglass.store.CaseUsage;
import health.keyward.breakglass.store.CoSignatures;
import health.keyward.breakglass.store.GrantTable;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import jakarta.ws.rs.ForbiddenException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What erasing a person leaves in the tables of emergency access, on the real tables. */
class ForgettingTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada-id");
    private static final UserId BEN = new UserId("ben-id");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final GrantTable table = new GrantTable();
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void nothing_names_the_person_afterwards_and_everything_else_stays() throws SQLException {
        Grant own = over(ADA, "ada", null, BEN);
        Grant another = over(ADA, "ada", null, ADA);
        Grant signed = over(BEN, "ben", ADA, ADA);
        new CoSignatures().add(tx, asked(ADA, "111111"));
        new CoSignatures().add(tx, asked(BEN, "222222"));
        new AskWords().saidBefore(tx, realm, ADA, "the patient is unconscious", NOON);
        assertThat(mentions("ada")).isEqualTo(5);

        new Forgetting(new CaseUsage()).forget(tx, realm, ADA);

        assertThat(mentions("ada")).isZero();
        Grant left = table.find(tx, realm, own.id()).orElseThrow();
        assertThat(left.username()).isEqualTo("erased");
        assertThat(left.binding().device()).isNull();
        assertThat(left)
                .usingRecursiveComparison()
                .ignoringFields("person", "username", "binding")
                .isEqualTo(own);
        assertThat(table.find(tx, realm, another.id()).orElseThrow().person())
                .as("grants of one person still belong together")
                .isEqualTo(left.person());
        Grant ofBen = table.find(tx, realm, signed.id()).orElseThrow();
        assertThat(ofBen.username()).isEqualTo("ben");
        assertThat(ofBen.coSigner()).isEqualTo(left.person());
        assertThat(new CoSignatures().byCode(tx, realm, "222222")).isPresent();
    }

    @Test
    void the_same_person_of_another_realm_stays() throws SQLException {
        Grant grant = over(ADA, "ada", null, BEN);
        new Forgetting(new CaseUsage()).forget(tx, new RealmId("other"), ADA);
        assertThat(table.find(tx, realm, grant.id())).contains(grant);
    }

    @Test
    void nobody_is_erased_while_emergency_access_is_not_over() throws SQLException {
        table.add(tx, grant(ADA, "ada", null));
        assertThatThrownBy(() -> new Forgetting(new CaseUsage()).forget(tx, realm, ADA))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("end it first");
    }

    @Test
    void a_row_cannot_be_given_to_somebody_else_under_the_name_of_erasing() throws SQLException {
        over(ADA, "ada", BEN, BEN);
        for (String set : List.of(
                "person = 'ben-id', username = 'ben'",
                "username = 'erased'",
                "co_signer = 'eve-id'",
                "ended_by = NULL",
                "person = 'erased-1', username = 'erased', device = NULL, patient = 'p-8'",
                "end_reason = 'EXPIRED'")) {
            java.sql.Savepoint before = tx.setSavepoint();
            assertThatThrownBy(() -> run("UPDATE kw_grant SET " + set + " WHERE realm_id = ?"))
                    .as(set)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("refused");
            tx.rollback(before);
        }
        new Forgetting(new CaseUsage()).forget(tx, realm, ADA);
        assertThatThrownBy(() -> run("UPDATE kw_grant SET person = 'erased-2', username = 'erased' WHERE realm_id = ?"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("refused");
    }

    private long mentions(String name) throws SQLException {
        long all = 0;
        for (String rows : List.of("kw_grant", "kw_breakglass_cosign", "kw_breakglass_said")) {
            try (PreparedStatement ask = tx.prepareStatement("SELECT count(*) FROM " + rows
                    + " t WHERE realm_id = ? AND (to_jsonb(t)::text LIKE ? OR to_jsonb(t)::text LIKE ?)")) {
                ask.setString(1, realm.value());
                ask.setString(2, "%\"" + name + "\"%");
                ask.setString(3, "%\"" + name + "-id\"%");
                try (ResultSet row = ask.executeQuery()) {
                    row.next();
                    all += row.getLong(1);
                }
            }
        }
        return all;
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, realm.value());
            statement.executeUpdate();
        }
    }

    private Grant over(UserId person, String username, @Nullable UserId coSigner, UserId endedBy) throws SQLException {
        Grant grant = grant(person, username, coSigner);
        table.add(tx, grant);
        table.end(tx, realm, grant.id(), new Grant.End(NOON.plusSeconds(60), EndReason.REVOKED, endedBy));
        return table.find(tx, realm, grant.id()).orElseThrow();
    }

    private Grant grant(UserId person, String username, @Nullable UserId coSigner) {
        return new Grant(
                UUID.randomUUID().toString().replace("-", ""),
                realm,
                person,
                username,
                "p-7",
                List.of("ward-board"),
                "clinical",
                "read",
                "BTG",
                "NO_TIME",
                1,
                NOON,
                NOON.plusSeconds(900),
                new Grant.Binding("session-1", "ward-board", "key", "device-1"),
                coSigner != null,
                coSigner,
                false,
                null);
    }

    private CoSignature asked(UserId person, String code) {
        return new CoSignature(
                UUID.randomUUID(),
                realm,
                code,
                Purpose.FACTOR,
                person,
                person.value().replace("-id", ""),
                "session-1",
                "ward-board",
                "p-7",
                "clinical",
                "NO_TIME",
                1,
                "words",
                NOON,
                State.WAITING,
                null);
    }
}
