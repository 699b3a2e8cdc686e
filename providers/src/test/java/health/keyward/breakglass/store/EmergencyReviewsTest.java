package health.keyward.breakglass.store;

import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyReview;
import health.keyward.breakglass.core.EmergencyReview.Disposition;
import health.keyward.breakglass.store.EmergencyReviews.Action;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session of an emergency account did, and what was found of it, on the real tables (EA-8, EA-9). */
class EmergencyReviewsTest {
    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final String session = UUID.randomUUID().toString();
    private final UUID id = UUID.randomUUID();
    private final EmergencyReviews reviews = new EmergencyReviews();
    private Connection tx;

    @BeforeEach
    void used() throws SQLException {
        tx = RealDatabase.connect();
        EmergencyOpening example = waiting();
        EmergencyOpenings openings = new EmergencyOpenings();
        openings.begin(
                tx,
                realm,
                new EmergencyOpening(
                        id,
                        "sealed-1",
                        "sealed-1",
                        true,
                        example.why(),
                        example.first(),
                        null,
                        null,
                        null,
                        null,
                        null));
        openings.join(tx, realm, id, consent(BEN, "session-b", NOON), null);
        openings.use(tx, realm, id, session, NOON);
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void a_use_is_reviewed_once_and_the_first_word_stands() throws SQLException {
        EmergencyReview review = new EmergencyReview(Disposition.DRILL, "As planned", "dora-id", "dora", NOON);
        assertThat(reviews.review(tx, id, review)).isTrue();
        assertThat(reviews.review(tx, id, new EmergencyReview(Disposition.REAL, "No", "eve-id", "eve", NOON)))
                .isFalse();
        assertThat(reviews.reviews(tx, realm)).containsExactly(java.util.Map.entry(id, review));
        assertThat(reviews.reviews(tx, new RealmId("other"))).isEmpty();
    }

    @Test
    void everything_the_session_did_is_listed_once_and_nothing_of_others() throws SQLException {
        EmergencyActions actions = new EmergencyActions();
        List<Entry> batch = List.of(
                change(7, session, NOON.plusSeconds(5)),
                change(8, "another-session", NOON.plusSeconds(6)),
                new Entry(
                        9,
                        NOON,
                        "boot",
                        9,
                        new Recorded.Refusal(
                                "0f".repeat(16),
                                NOON.plusSeconds(7),
                                realm.value(),
                                "hospital",
                                "GET",
                                "/admin/realms/hospital/events",
                                403,
                                actor(session),
                                null)));
        actions.project(tx, batch);
        actions.project(tx, batch);
        assertThat(reviews.actions(tx, id))
                .containsExactly(
                        new Action(7, NOON.plusSeconds(5), "UPDATE USER users/u1"),
                        new Action(9, NOON.plusSeconds(7), "refused 403 GET /admin/realms/hospital/events"));
    }

    @Test
    void what_a_session_of_yesterday_did_is_not_looked_for() throws SQLException {
        new EmergencyActions().project(tx, List.of(change(7, session, NOON.plus(Duration.ofHours(3)))));
        assertThat(reviews.actions(tx, id)).isEmpty();
    }

    @Test
    void the_last_change_of_staff_is_kept() throws SQLException {
        assertThat(reviews.staffChanged(tx, realm)).isEmpty();
        reviews.staffChanged(tx, realm, NOON);
        reviews.staffChanged(tx, realm, NOON.plusSeconds(1));
        assertThat(reviews.staffChanged(tx, realm)).contains(NOON.plusSeconds(1));
    }

    private Entry change(long seq, String in, Instant at) {
        return new Entry(
                seq,
                at,
                "boot",
                seq,
                new Recorded.Change(
                        "%032x".formatted(seq),
                        at,
                        realm.value(),
                        Recorded.Source.ADMIN_EVENT,
                        "UPDATE",
                        "USER",
                        "users/u1",
                        "u1",
                        "somebody",
                        actor(in),
                        List.of(),
                        null));
    }

    private Actor actor(String in) {
        return new Actor(realm.value(), "sealed-1", "sealed-1", "security-admin-console", in, "10.1.2.3");
    }
}
