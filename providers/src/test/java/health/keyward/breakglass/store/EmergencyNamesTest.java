package health.keyward.breakglass.store;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.CLEO;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static health.keyward.breakglass.core.EmergencyExamples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.core.EmergencyReview;
import health.keyward.breakglass.core.EmergencyReview.Disposition;
import health.keyward.breakglass.core.EmergencySeal;
import health.keyward.breakglass.core.HistoryConsent;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A custodian who is erased leaves what was done and no name, on the real tables. */
class EmergencyNamesTest {
    private static final String ANYWHERE = """
        SELECT (SELECT count(*) FROM kw_emergency_opening o WHERE o.realm_id = ? AND o::text LIKE ?)
             + (SELECT count(*) FROM kw_emergency_reading r JOIN kw_emergency_opening o ON o.id = r.opening
                 WHERE o.realm_id = ? AND r::text LIKE ?)
             + (SELECT count(*) FROM kw_emergency_review r JOIN kw_emergency_opening o ON o.id = r.opening
                 WHERE o.realm_id = ? AND r::text LIKE ?)
             + (SELECT count(*) FROM kw_emergency_seal s WHERE s.realm_id = ? AND s::text LIKE ?)
             + (SELECT count(*) FROM kw_breakglass_list_candidate c WHERE c.realm_id = ? AND c::text LIKE ?)
        """;

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final UUID opening = UUID.randomUUID();
    private final UserId ana = new UserId(ANA.id());
    private final EmergencyNames names = new EmergencyNames();
    private final EmergencyOpenings openings = new EmergencyOpenings();
    private final AskLists lists = new AskLists();
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
        String kept = AskText.of(new EmergencyRegister(List.of(sealed())));
        lists.keep(tx, realm, kept, NOON);
        publish(1, kept);
        EmergencyOpening example = waiting();
        openings.begin(
                tx,
                realm,
                new EmergencyOpening(
                        opening,
                        example.account(),
                        example.accountName(),
                        true,
                        "Exercise",
                        consent(ANA, "session-a", NOON),
                        null,
                        null,
                        null,
                        null,
                        null));
        openings.join(tx, realm, opening, consent(BEN, "session-b", NOON), null);
        openings.use(tx, realm, opening, "session-x", NOON);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void who_stands_in_the_register_or_in_a_use_that_is_not_over_is_not_erased() throws SQLException {
        assertThat(names.inForce(tx, realm, ana)).isTrue();
        publish(2, AskText.of(EmergencyRegister.EMPTY));
        assertThat(names.inForce(tx, realm, ana)).as("the use is not over").isTrue();
        openings.over(tx, realm, opening, NOON);
        assertThat(names.inForce(tx, realm, ana)).isFalse();
    }

    @Test
    void who_is_erased_is_nowhere_any_more_and_the_others_are() throws SQLException {
        openings.over(tx, realm, opening, NOON);
        EmergencySeals seals = new EmergencySeals();
        seals.allow(tx, new HistoryConsent(opening, consent(ANA, "session-c", NOON)));
        seals.seal(
                tx,
                realm,
                "sealed-1",
                new EmergencySeal(Set.of("otp-1"), UUID.randomUUID(), ANA.id(), CLEO.id(), NOON));
        new EmergencyReviews()
                .review(tx, opening, new EmergencyReview(Disposition.DRILL, "A drill", ANA.id(), ANA.name(), NOON));
        publish(2, AskText.of(EmergencyRegister.EMPTY));
        assertThat(anywhere(ANA.id())).isPositive();

        names.forget(tx, realm, ana);

        assertThat(anywhere(ANA.id())).isZero();
        assertThat(anywhere("\"ana\"")).isZero();
        assertThat(anywhere(BEN.id())).isPositive();
        EmergencyOpening left = openings.find(tx, realm, opening).orElseThrow();
        assertThat(left.first().name()).isEqualTo("erased");
        assertThat(left.why()).isEqualTo("Exercise");
    }

    private void publish(int number, String body) throws SQLException {
        lists.publish(
                tx,
                realm,
                Kind.EMERGENCY_ADMINS,
                new Version(
                        number,
                        body,
                        AskText.hash(body),
                        ANA.name(),
                        ANA.id(),
                        BEN.name(),
                        BEN.id(),
                        UUID.randomUUID(),
                        NOON,
                        "For a test"));
    }

    private long anywhere(String text) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(ANYWHERE)) {
            for (int i = 1; i <= 9; i += 2) {
                select.setString(i, realm.value());
                select.setString(i + 1, "%" + text + "%");
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
