package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseVerdict.Answer;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.CaseVerdict.Item;
import health.keyward.breakglass.core.CaseVerdict.Refusal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verdict needs (BG-12, BG-14). */
class CaseVerdictTest {
    private static final String NOTE = "Seen on the ward and asked the charge nurse.";

    @Test
    void an_access_in_order_needs_no_words() {
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), "", false).against(CaseState.OPEN, true, 3))
                .isEmpty();
    }

    @Test
    void nobody_judges_an_access_that_still_runs() {
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), "", false).against(CaseState.OPEN, false, 3))
                .contains(Refusal.STILL_RUNNING);
    }

    @Test
    void a_closed_case_stays_closed() {
        assertThat(verdict(Disposition.INCIDENT, all(Answer.NO), NOTE, false).against(CaseState.CLOSED, true, 3))
                .contains(Refusal.CLOSED);
    }

    @Test
    void blank_usage_is_attested_with_words_and_never_closed_by_itself() {
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), NOTE, false)
                        .against(CaseState.OPEN, true, 0))
                .contains(Refusal.BLANK_NOT_ATTESTED);
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), "", true).against(CaseState.OPEN, true, 0))
                .contains(Refusal.NOTE_MISSING);
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), NOTE, true).against(CaseState.OPEN, true, 0))
                .isEmpty();
        assertThat(verdict(Disposition.APPROPRIATE, all(Answer.YES), NOTE, true).against(CaseState.OPEN, true, 1))
                .contains(Refusal.NOT_BLANK);
    }

    @ParameterizedTest
    @EnumSource(
            value = Disposition.class,
            names = {"APPROPRIATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everything_else_needs_words(Disposition disposition) {
        assertThat(verdict(disposition, all(Answer.CANNOT_TELL), "too short", false)
                        .against(CaseState.OPEN, true, 3))
                .contains(Refusal.NOTE_MISSING);
        assertThat(verdict(disposition, all(Answer.CANNOT_TELL), NOTE, false).against(CaseState.OPEN, true, 3))
                .isEmpty();
    }

    @Test
    void every_item_of_the_checklist_is_answered() {
        Map<Item, Answer> some = new EnumMap<>(all(Answer.YES));
        some.remove(Item.EXTENT);
        assertThat(verdict(Disposition.APPROPRIATE, some, NOTE, false).against(CaseState.OPEN, true, 3))
                .contains(Refusal.CHECKLIST_OPEN);
    }

    @Test
    void nobody_calls_in_order_what_an_answer_says_is_not() {
        Map<Item, Answer> answers = new EnumMap<>(all(Answer.YES));
        answers.put(Item.PATIENT, Answer.NO);
        assertThat(verdict(Disposition.POLICY_GAP, answers, NOTE, false).against(CaseState.OPEN, true, 3))
                .contains(Refusal.CONTRADICTION);
        assertThat(verdict(Disposition.INAPPROPRIATE, answers, NOTE, false).against(CaseState.OPEN, true, 3))
                .isEmpty();
    }

    @Test
    void a_question_waits_for_its_answer_and_a_closed_case_is_asked_nothing() {
        assertThat(CaseState.OPEN.mayAsk()).isTrue();
        assertThat(CaseState.ANSWERED.mayAsk()).isTrue();
        assertThat(CaseState.ASKED.mayAsk()).isFalse();
        assertThat(CaseState.CLOSED.mayAsk()).isFalse();
        assertThat(CaseState.ASKED.mayAnswer()).isTrue();
        assertThat(CaseState.OPEN.mayAnswer()).isFalse();
    }

    @Test
    void only_a_contested_case_stays_open() {
        assertThat(Disposition.values()).filteredOn(one -> !one.closes()).containsExactly(Disposition.CONTESTED);
    }

    private static CaseVerdict verdict(
            Disposition disposition, Map<Item, Answer> checklist, String note, boolean attested) {
        return new CaseVerdict(disposition, checklist, note, attested);
    }

    private static Map<Item, Answer> all(Answer answer) {
        Map<Item, Answer> all = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            all.put(item, answer);
        }
        return all;
    }
}
