package health.keyward.breakglass.store;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static health.keyward.breakglass.core.EmergencyExamples.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Openings of emergency accounts, and the register, on the real tables (EA-1, EA-3, EA-4). */
class EmergencyOpeningsTest {
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final EmergencyOpenings openings = new EmergencyOpenings();
    private final EmergencyOpening waiting = begun();
    private Connection tx;

    private static EmergencyOpening begun() {
        EmergencyOpening example = waiting();
        return new EmergencyOpening(
                UUID.randomUUID(),
                example.account(),
                example.accountName(),
                true,
                example.why(),
                example.first(),
                null,
                null,
                null,
                null,
                null);
    }

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        openings.begin(tx, realm, waiting);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void the_register_survives_the_way_through_its_text_and_table() throws SQLException {
        EmergencyRegister register = new EmergencyRegister(List.of(sealed()));
        String body = AskText.of(register);
        AskLists lists = new AskLists();
        assertThat(lists.publish(tx, realm, Kind.EMERGENCY_ADMINS, version(body)))
                .isTrue();
        assertThat(AskText.register(lists.newest(tx, realm, Kind.EMERGENCY_ADMINS)
                        .orElseThrow()
                        .body()))
                .isEqualTo(register);
    }

    @Test
    void what_was_begun_is_read_back() throws SQLException {
        assertThat(openings.newest(tx, realm, "sealed-1")).contains(waiting);
        assertThat(openings.newest(tx, realm, "sealed-2")).isEmpty();
        assertThat(openings.newest(tx, new RealmId("other"), "sealed-1")).isEmpty();
    }

    @Test
    void one_second_custodian_joins_and_no_third() throws SQLException {
        assertThat(openings.join(tx, realm, waiting.id(), consent(BEN, "session-b", NOON), null))
                .isTrue();
        assertThat(openings.join(tx, realm, waiting.id(), consent(BEN, "session-c", NOON), null))
                .isFalse();
    }

    @Test
    void the_table_itself_refuses_one_person_twice() {
        assertThatThrownBy(() -> openings.join(tx, realm, waiting.id(), consent(ANA, "session-b", NOON), null))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void the_table_itself_refuses_one_session_twice() {
        assertThatThrownBy(() -> openings.join(tx, realm, waiting.id(), consent(BEN, "session-a", NOON), null))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void what_one_custodian_began_lets_nobody_in() throws SQLException {
        assertThat(openings.use(tx, realm, waiting.id(), "session-x", NOON)).isFalse();
    }

    @Test
    void an_opening_is_used_by_one_session() throws SQLException {
        openings.join(tx, realm, waiting.id(), consent(BEN, "session-b", NOON), null);
        assertThat(openings.use(tx, realm, waiting.id(), "session-x", NOON)).isTrue();
        assertThat(openings.use(tx, realm, waiting.id(), "session-y", NOON)).isFalse();
        assertThat(openings.drills(tx, realm)).containsEntry("sealed-1", NOON);
        assertThat(openings.underWay(tx))
                .anyMatch(one -> one.realm().equals(realm)
                        && "session-x".equals(one.opening().usedSession()));
    }

    @Test
    void a_session_is_over_once() throws SQLException {
        assertThat(openings.over(tx, realm, waiting.id(), NOON)).isFalse();
        openings.join(tx, realm, waiting.id(), consent(BEN, "session-b", NOON), null);
        openings.use(tx, realm, waiting.id(), "session-x", NOON);
        assertThat(openings.over(tx, realm, waiting.id(), NOON)).isTrue();
        assertThat(openings.over(tx, realm, waiting.id(), NOON)).isFalse();
        assertThat(openings.underWay(tx)).noneMatch(one -> one.realm().equals(realm));
    }

    private static Version version(String body) {
        return new Version(
                1,
                body,
                AskText.hash(body),
                "ana",
                "ana-id",
                "ben",
                "ben-id",
                UUID.fromString("00000000-0000-4000-8000-000000000002"),
                NOON,
                "First register");
    }
}
