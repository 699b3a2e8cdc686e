package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.CoSignature.Purpose;
import health.keyward.breakglass.core.CoSignature.Signed;
import health.keyward.breakglass.core.CoSignature.State;
import health.keyward.breakglass.core.EligibleHoldings.Step;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures of colleagues, steps into roles and words, on the real tables (BG-1, BG-5, BG-6). */
class CoSignaturesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final Signed BEN = new Signed(new UserId("ben"), "ben", "session-of-ben", NOON);

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final CoSignatures signatures = new CoSignatures();
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
    void a_request_is_found_by_its_code_signed_once_and_used_once() throws SQLException {
        CoSignature asked = asked("123456");
        assertThat(signatures.add(tx, asked)).isTrue();
        assertThat(signatures.byCode(tx, realm, "123456")).contains(asked);
        assertThat(signatures.byCode(tx, new RealmId("other"), "123456")).isEmpty();
        assertThat(signatures.use(tx, asked.id())).isFalse();
        assertThat(signatures.sign(tx, asked.id(), BEN)).isTrue();
        assertThat(signatures.sign(tx, asked.id(), BEN)).isFalse();
        assertThat(signatures.find(tx, realm, asked.id()).orElseThrow().signed())
                .isEqualTo(BEN);
        assertThat(signatures.use(tx, asked.id())).isTrue();
        assertThat(signatures.use(tx, asked.id())).isFalse();
    }

    @Test
    void a_code_is_given_out_once_at_a_time() throws SQLException {
        signatures.add(tx, asked("123456"));
        assertThat(signatures.add(tx, asked("123456"))).isFalse();
    }

    @Test
    void the_table_itself_refuses_an_own_signature() throws SQLException {
        CoSignature asked = asked("123456");
        signatures.add(tx, asked);
        assertThatThrownBy(() -> signatures.sign(tx, asked.id(), new Signed(ADA, "ada", "another", NOON)))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void what_was_gained_since_yesterday_is_known_and_gaining_it_again_counts_anew() throws SQLException {
        EligibleSteps steps = new EligibleSteps();
        Step step = new Step("ada-" + realm.value(), "nurse");
        steps.gained(tx, List.of(step), NOON);
        assertThat(steps.since(tx, NOON.minus(Duration.ofHours(24)))).contains(step);
        assertThat(steps.since(tx, NOON)).doesNotContain(step);
        steps.gained(tx, List.of(step), NOON.plusSeconds(60));
        assertThat(steps.since(tx, NOON)).contains(step);
    }

    @Test
    void words_are_known_again_for_the_same_person_only() throws SQLException {
        AskWords words = new AskWords();
        assertThat(words.saidBefore(tx, realm, ADA, "Urgent, need access", NOON))
                .isFalse();
        assertThat(words.saidBefore(tx, realm, ADA, "urgent need ACCESS", NOON)).isTrue();
        assertThat(words.saidBefore(tx, realm, new UserId("ben"), "urgent need access", NOON))
                .isFalse();
        words.forgetPerson(tx, ADA);
        assertThat(words.saidBefore(tx, realm, ADA, "urgent need access", NOON)).isFalse();
    }

    private CoSignature asked(String code) {
        return new CoSignature(
                UUID.randomUUID(),
                realm,
                code,
                Purpose.FACTOR,
                ADA,
                "ada",
                "session-of-ada",
                "ward-board",
                "p-7",
                "phi",
                "EMERGENCY_TREATMENT",
                0,
                "",
                NOON,
                State.WAITING,
                null);
    }
}
