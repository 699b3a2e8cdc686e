package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.CaseFigures;
import health.keyward.breakglass.core.CaseFilter;
import health.keyward.breakglass.core.CaseReviewers.Review;
import health.keyward.breakglass.core.CaseSchedule.Step;
import health.keyward.breakglass.core.CaseState;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.CaseVerdict;
import health.keyward.breakglass.core.CaseVerdict.Answer;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.CaseVerdict.Item;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.core.ReviewCase.Word;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews on the real tables: one per grant, kept as they were (BG-13 to BG-16). */
class CaseTableTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final UserId OLGA = new UserId("olga");

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final GrantTable grants = new GrantTable();
    private final CaseTable cases = new CaseTable();
    private final CaseFile file = new CaseFile();
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
    void a_grant_has_one_case_of_its_id_in_its_own_realm_alone() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        ReviewCase found = cases.find(tx, realm, grant.id()).orElseThrow();
        assertThat(found.state()).isEqualTo(CaseState.OPEN);
        assertThat(found.requester()).isEqualTo(ADA);
        assertThat(found.due()).isEqualTo(NOON.plus(Duration.ofHours(72)));
        assertThat(found.over()).isEqualTo(grant.until());
        assertThat(found.used()).isZero();
        assertThat(found.reviewer()).isNull();
        assertThat(cases.find(tx, new RealmId("other"), grant.id())).isEmpty();
        assertThat(cases.find(tx, realm, "not-an-id")).isEmpty();
        assertThatThrownBy(() -> cases.open(tx, grant, NOON)).isInstanceOf(SQLException.class);
    }

    @Test
    void whoever_holds_a_case_learns_whether_it_is_open() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        assertThat(cases.hold(tx, realm, grant.id())).isTrue();
        assertThat(cases.hold(tx, new RealmId("other"), grant.id())).isFalse();
        judge(grant, OLGA, Disposition.APPROPRIATE);
        cases.close(tx, realm, grant.id(), Disposition.APPROPRIATE, NOON);
        assertThat(cases.hold(tx, realm, grant.id())).isFalse();
    }

    @Test
    void there_is_no_case_without_a_grant() {
        assertThatThrownBy(() -> cases.open(tx, grant("p-7", "s-1", NOON), NOON))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("foreign key");
    }

    @Test
    void nobody_deletes_a_case_nor_moves_its_date_nor_opens_a_closed_one() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        judge(grant, OLGA, Disposition.APPROPRIATE);
        cases.close(tx, realm, grant.id(), Disposition.APPROPRIATE, NOON);
        Grant open = opened("p-8", "s-1", NOON);
        file.word(tx, open.id(), Word.Kind.QUESTION, OLGA, "olga", NOON, "Why?");
        tx.commit();
        for (String sql : List.of(
                "DELETE FROM kw_case WHERE realm_id = ?",
                "UPDATE kw_case SET state = 'OPEN', closed_at = NULL, disposition = NULL WHERE realm_id = ? AND state = 'CLOSED'",
                "UPDATE kw_case SET due_at = due_at + interval '1 day' WHERE realm_id = ? AND state = 'OPEN'",
                "UPDATE kw_case_verdict SET note = 'fine' WHERE realm_id = ?",
                "DELETE FROM kw_case_verdict WHERE realm_id = ?",
                "DELETE FROM kw_case_word w USING kw_case c WHERE c.id = w.case_id AND c.realm_id = ?")) {
            assertThatThrownBy(() -> run(sql))
                    .as(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("a review stays as it was");
            tx.rollback();
        }
    }

    @Test
    void the_database_takes_no_verdict_of_the_requester_and_no_blank_usage_that_nobody_attests() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        tx.commit();
        assertThatThrownBy(() -> judge(grant, ADA, Disposition.APPROPRIATE))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check constraint");
        tx.rollback();
        ReviewCase reviewed = cases.find(tx, realm, grant.id()).orElseThrow();
        assertThatThrownBy(() -> file.judged(
                        tx,
                        reviewed,
                        new CaseVerdict(Disposition.APPROPRIATE, answers(), "", false),
                        0,
                        OLGA,
                        "olga",
                        NOON))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("check constraint");
    }

    @Test
    void the_queue_begins_with_the_highest_rank_and_then_with_what_is_due_first() throws SQLException {
        Grant late = opened("p-1", "s-1", NOON.minusSeconds(60));
        Grant flagged = opened("p-2", "s-1", NOON);
        Grant usual = opened("p-3", "s-1", NOON);
        cases.rank(tx, realm, flagged.id(), 10);
        assertThat(cases.list(tx, realm, CaseFilter.OPEN, 9))
                .extracting(ReviewCase::id)
                .containsExactly(flagged.id(), late.id(), usual.id());
        assertThat(cases.list(tx, realm, CaseFilter.OPEN, 2)).hasSize(2);
        cases.assign(tx, realm, usual.id(), OLGA, "olga", NOON);
        assertThat(cases.list(tx, realm, new CaseFilter(false, null, OLGA, null), 9))
                .extracting(ReviewCase::id)
                .containsExactly(usual.id());
        cases.state(tx, realm, usual.id(), CaseState.ASKED);
        assertThat(cases.list(tx, realm, new CaseFilter(false, CaseState.ASKED, null, ADA), 9))
                .extracting(ReviewCase::id)
                .containsExactly(usual.id());
        judge(usual, OLGA, Disposition.INAPPROPRIATE);
        cases.close(tx, realm, usual.id(), Disposition.INAPPROPRIATE, NOON);
        assertThat(cases.list(tx, realm, CaseFilter.OPEN, 9)).hasSize(2);
        assertThat(cases.list(tx, realm, new CaseFilter(true, null, null, null), 9))
                .extracting(ReviewCase::disposition)
                .containsExactly(Disposition.INAPPROPRIATE);
    }

    @Test
    void the_round_trip_of_questions_and_every_verdict_are_kept_in_their_order() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        cases.said(tx, realm, grant.id(), "was called to the ward", "SHORT");
        cases.step(tx, realm, grant.id(), Step.REMINDED);
        file.word(tx, grant.id(), Word.Kind.QUESTION, OLGA, "olga", NOON, "Who called you?");
        file.word(tx, grant.id(), Word.Kind.ANSWER, ADA, "ada", NOON.plusSeconds(60), "The charge nurse.");
        judge(grant, OLGA, Disposition.CONTESTED);
        judge(grant, new UserId("pia"), Disposition.POLICY_GAP);
        assertThat(file.words(tx, grant.id()))
                .extracting(Word::words)
                .containsExactly("Who called you?", "The charge nurse.");
        assertThat(file.verdicts(tx, grant.id()))
                .extracting(given -> given.verdict().disposition())
                .containsExactly(Disposition.CONTESTED, Disposition.POLICY_GAP);
        assertThat(file.verdicts(tx, grant.id()).getFirst().verdict().checklist())
                .isEqualTo(answers());
        ReviewCase found = cases.find(tx, realm, grant.id()).orElseThrow();
        assertThat(found.words()).isEqualTo("was called to the ward");
        assertThat(found.remarks()).isEqualTo("SHORT");
        assertThat(found.step()).isEqualTo(Step.REMINDED);
    }

    @Test
    void who_reviewed_whom_is_remembered_also_while_it_is_in_hand() throws SQLException {
        Grant inHand = opened("p-1", "s-1", NOON);
        cases.assign(tx, realm, inHand.id(), OLGA, "olga", NOON.plusSeconds(5));
        Grant judged = opened("p-2", "s-1", NOON);
        judge(judged, new UserId("pia"), Disposition.APPROPRIATE);
        assertThat(cases.reviews(tx, realm, NOON.minusSeconds(1)))
                .containsExactlyInAnyOrder(
                        new Review(ADA, OLGA, NOON.plusSeconds(5)), new Review(ADA, new UserId("pia"), NOON));
        assertThat(cases.load(tx, realm)).isEqualTo(Map.of(OLGA, 1));
        cases.free(tx, realm, inHand.id());
        assertThat(cases.load(tx, realm)).isEmpty();
    }

    @Test
    void it_was_done_before_for_this_patient_in_another_session_or_three_times_lately() throws SQLException {
        opened("p-7", "s-0", NOON.minus(Duration.ofDays(31)));
        Grant first = opened("p-7", "s-1", NOON);
        Grant longer = opened("p-8", "s-1", NOON.plusSeconds(60));
        Grant again = opened("p-7", "s-2", NOON.plusSeconds(120));
        Grant another = opened("p-9", "s-3", NOON.plusSeconds(180));
        Grant much = opened("p-10", "s-4", NOON.plusSeconds(240));
        assertThat(cases.repeated(tx, first.id())).isFalse();
        assertThat(cases.repeated(tx, longer.id())).isFalse();
        assertThat(cases.repeated(tx, again.id())).isTrue();
        assertThat(cases.repeated(tx, another.id())).isTrue();
        assertThat(cases.repeated(tx, much.id())).isTrue();
    }

    @Test
    void of_two_who_say_different_things_the_table_keeps_what_gives_more_reason_to_look() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        for (Fact fact : Fact.values()) {
            for (Known one : Known.values()) {
                for (Known other : Known.values()) {
                    String id = UUID.randomUUID().toString().replace("-", "");
                    file.fact(tx, id, fact, one);
                    file.fact(tx, id, fact, other);
                    assertThat(file.facts(tx, id).get(fact))
                            .as("%s: %s, then %s", fact, one, other)
                            .isEqualTo(health.keyward.breakglass.core.CaseTriage.merged(fact, one, other));
                }
            }
        }
        assertThat(file.facts(tx, grant.id())).containsEntry(Fact.VIP, Known.UNKNOWN);
    }

    @Test
    void an_erased_person_leaves_no_name_and_no_word_and_their_review_goes_on() throws SQLException {
        Grant closed = opened("p-7", "s-1", NOON);
        cases.said(tx, realm, closed.id(), "was called to the ward", "");
        cases.assign(tx, realm, closed.id(), OLGA, "olga", NOON);
        file.word(tx, closed.id(), Word.Kind.QUESTION, OLGA, "olga", NOON, "Who called you?");
        file.word(tx, closed.id(), Word.Kind.ANSWER, ADA, "ada", NOON, "The charge nurse.");
        judge(closed, OLGA, Disposition.APPROPRIATE);
        cases.close(tx, realm, closed.id(), Disposition.APPROPRIATE, NOON);
        file.forget(tx, realm, ADA);
        assertThat(file.words(tx, closed.id())).extracting(Word::words).containsOnly("erased");
        assertThat(file.words(tx, closed.id())).extracting(Word::name).containsExactly("olga", "erased");
        assertThat(file.verdicts(tx, closed.id()).getFirst().verdict().note()).isEqualTo("erased");
        assertThat(cases.reviews(tx, realm, NOON.minusSeconds(1)))
                .extracting(review -> review.requester().value())
                .allSatisfy(requester -> assertThat(requester).startsWith("erased-"));
        ReviewCase left = cases.find(tx, realm, closed.id()).orElseThrow();
        assertThat(left.words()).isEqualTo("erased");
        assertThat(left.disposition()).isEqualTo(Disposition.APPROPRIATE);

        Grant open = opened("p-8", "s-1", NOON);
        cases.assign(tx, realm, open.id(), OLGA, "olga", NOON);
        file.forget(tx, realm, OLGA);
        assertThat(cases.find(tx, realm, open.id()).orElseThrow().reviewer()).isNull();
        ReviewCase.Reviewer gone =
                cases.find(tx, realm, closed.id()).orElseThrow().reviewer();
        assertThat(gone).isNotNull();
        assertThat(gone.name()).isEqualTo("erased");
        assertThat(file.verdicts(tx, closed.id()).getFirst().name()).isEqualTo("erased");
    }

    @Test
    void nobody_is_erased_whose_access_waits_for_its_verdict() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        assertThatThrownBy(() -> new CaseUsage().forget(tx, realm, ADA)).hasMessageContaining("close the case first");
        judge(grant, OLGA, Disposition.APPROPRIATE);
        cases.close(tx, realm, grant.id(), Disposition.APPROPRIATE, NOON);
        new CaseUsage().forget(tx, realm, ADA);
    }

    @Test
    void what_was_erased_is_not_written_again() throws SQLException {
        Grant grant = opened("p-7", "s-1", NOON);
        judge(grant, OLGA, Disposition.APPROPRIATE);
        cases.close(tx, realm, grant.id(), Disposition.APPROPRIATE, NOON);
        file.forget(tx, realm, OLGA);
        tx.commit();
        for (String sql : List.of(
                "UPDATE kw_case_verdict SET by_id = 'erased-by-me' WHERE realm_id = ?",
                "UPDATE kw_case_verdict SET by_id = 'pia', by_name = 'pia' WHERE realm_id = ?",
                "UPDATE kw_case_verdict SET note = 'erased', disposition = 'INCIDENT' WHERE realm_id = ?",
                "UPDATE kw_case SET reviewer = 'pia', reviewer_name = 'pia', assigned_at = now() WHERE realm_id = ?")) {
            assertThatThrownBy(() -> run(sql))
                    .as(sql)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("a review stays as it was");
            tx.rollback();
        }
    }

    @Test
    void cases_are_counted_for_the_figures_of_their_grants() throws SQLException {
        Instant later = NOON.plus(Duration.ofHours(80));
        assertThat(cases.figures(tx, realm, NOON, later, later)).isEqualTo(CaseFigures.Reviewed.NOTHING);
        Grant fast = opened("p-1", "s-1", NOON);
        judge(fast, OLGA, Disposition.INAPPROPRIATE);
        cases.close(tx, realm, fast.id(), Disposition.INAPPROPRIATE, NOON.plus(Duration.ofMinutes(30)));
        opened("p-2", "s-1", NOON);
        opened("p-3", "s-1", NOON.minusSeconds(1));
        assertThat(cases.figures(tx, realm, NOON, later, later))
                .isEqualTo(new CaseFigures.Reviewed(30.0, 0.5, 1.0, 0.0));
    }

    private void judge(Grant grant, UserId by, Disposition disposition) throws SQLException {
        file.judged(
                tx,
                cases.find(tx, realm, grant.id()).orElseThrow(),
                new CaseVerdict(disposition, answers(), "Seen and asked about.", false),
                2,
                by,
                by.value(),
                NOON);
    }

    private static Map<Item, Answer> answers() {
        return Map.of(
                Item.REASON,
                Answer.YES,
                Item.PATIENT,
                Answer.CANNOT_TELL,
                Item.EXTENT,
                Answer.YES,
                Item.TIME,
                Answer.YES);
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, realm.value());
            statement.executeUpdate();
        }
    }

    private Grant opened(String patient, String session, Instant at) throws SQLException {
        Grant grant = grant(patient, session, at);
        grants.add(tx, grant);
        cases.open(tx, grant, at);
        return grant;
    }

    private Grant grant(String patient, String session, Instant from) {
        return new Grant(
                UUID.randomUUID().toString().replace("-", ""),
                realm,
                ADA,
                "ada",
                patient,
                List.of("ward-board"),
                "clinical",
                "read",
                "BTG",
                "EMERGENCY_TREATMENT",
                1,
                from,
                from.plus(Duration.ofHours(1)),
                new Grant.Binding(session, "ward-board", null, null),
                false,
                null,
                false,
                null);
    }
}
