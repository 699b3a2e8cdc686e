package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.Histogram;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.history.SignInGrid;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginHistoryTest extends PageTest {
    @Test
    void the_sentence_answers_the_question_before_the_list_does() {
        visit(LoginHistoryView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("failures")
                .contains("in the last 24 hours")
                .contains("three times their usual rate");
    }

    @Test
    void the_list_reads_page_after_page_without_ever_asking_for_a_count() {
        visit(LoginHistoryView.PATH);
        var grid = find(SignInGrid.class).single();
        assertThat(test(grid).getRow(120)).isEqualTo(HOUSE.scenes().rows().get(120));
        assertThat(calls("history/sign-ins"))
                .hasSize(3)
                .allSatisfy(c -> assertThat(c.values("limit")).containsExactly("50"));
    }

    @Test
    void every_filter_of_the_address_bar_reaches_the_api() {
        visit(
                LoginHistoryView.PATH
                        + "?time=7d&person=am&app=pharmacy&app=ward-board&outcome=failed&cause=wrong_password&method=passkey&address=10.0.0.0%2F8&kind=sign_in");
        var asked = calls("history/sign-ins").getFirst();
        assertThat(asked.values("from"))
                .containsExactly(NOW.minus(Duration.ofDays(7)).toString());
        assertThat(asked.values("to")).isEmpty();
        assertThat(asked.values("person")).containsExactly("am");
        assertThat(asked.values("app")).containsExactly("pharmacy", "ward-board");
        assertThat(asked.values("outcome")).containsExactly("FAILED");
        assertThat(asked.values("cause")).containsExactly("WRONG_PASSWORD");
        assertThat(asked.values("method")).containsExactly("PASSKEY");
        assertThat(asked.values("address")).containsExactly("10.0.0.0/8");
        assertThat(asked.values("kind")).containsExactly("SIGN_IN");
    }

    @Test
    void every_call_carries_the_token_of_the_admin_who_looks() {
        visit(LoginHistoryView.PATH);
        assertThat(HOUSE.calls())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.token()).isEqualTo("Bearer token-of-mgarcia"));
    }

    @Test
    void hostile_filters_are_dropped_and_the_page_still_stands() {
        visit(
                LoginHistoryView.PATH
                        + "?address=%27%20OR%201%3D1&outcome=%3Cscript%3E&from=yesterday&to=never&open=..%2F..%2Fme&person=%00");
        var asked = calls("history/sign-ins").getFirst();
        assertThat(asked.values("address")).isEmpty();
        assertThat(asked.values("outcome")).isEmpty();
        assertThat(asked.values("person")).isEmpty();
        assertThat(calls("history/sign-ins/..")).isEmpty();
        assertThat(find(SignInGrid.class).single().isVisible()).isTrue();
    }

    @Test
    void new_rows_announce_themselves_and_do_not_move_the_list() {
        visit(LoginHistoryView.PATH);
        var top = test(find(SignInGrid.class).single()).getRow(0);
        HOUSE.arrive(12);
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
        answers();
        var fresh = find(Button.class).withId("fresh").single();
        assertThat(fresh.getText()).isEqualTo("12 new");
        assertThat(test(find(SignInGrid.class).single()).getRow(0)).isEqualTo(top);
        int before = calls("history/sign-ins").size();
        test(fresh).click();
        answers();
        assertThat(calls("history/sign-ins")).hasSize(before + 1);
    }

    @Test
    void dragging_over_the_histogram_narrows_the_time() {
        visit(LoginHistoryView.PATH);
        var histogram = find(Histogram.class).single();
        var from = NOW.minus(Duration.ofHours(3));
        ComponentUtil.fireEvent(histogram, new Histogram.RangeChosen(histogram, true, from, from.plusSeconds(1800)));
        answers();
        var asked = calls("history/sign-ins").getLast();
        assertThat(asked.values("from")).containsExactly(from.toString());
        assertThat(asked.values("to")).containsExactly(from.plusSeconds(1800).toString());
    }

    @Test
    void the_drawer_says_a_step_up_in_words_and_what_spoke_against_the_sign_in() {
        var row = HOUSE.scenes().rows().stream()
                .filter(one -> one.outcome() == Outcome.SUCCESS && one.kind() == EventKind.SIGN_IN)
                .findFirst()
                .orElseThrow();
        visit(LoginHistoryView.PATH + "?open=" + row.id());
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("phishing-resistant key (phr)")
                .contains("Passkey")
                .contains("Pharmacy, Risky sign-ins")
                .contains("several failed attempts, a network that is new for the person")
                .doesNotContain("keyward_", "failed-attempts");
    }

    @Test
    void the_drawer_tells_everything_in_words_and_goes_on_to_the_next_row() {
        var rows = HOUSE.scenes().rows();
        visit(LoginHistoryView.PATH + "?open=" + rows.get(0).id());
        var drawer = find(Drawer.class).single();
        assertThat(drawer.getElement().getTextRecursively())
                .contains("What happened")
                .contains("Where from")
                .contains("unknown")
                .contains(rows.get(0).id());
        test(find(Button.class).withId("drawer-next").single()).click();
        answers();
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains(rows.get(1).id());
    }

    @Test
    void a_name_that_belongs_to_nobody_is_shown_by_its_first_digits() {
        var stranger = HOUSE.scenes().rows().stream()
                .filter(r -> r.unknownName() != null)
                .findFirst()
                .orElseThrow();
        visit(LoginHistoryView.PATH + "?open=" + stranger.id());
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("unknown name #" + stranger.unknownName().substring(0, 6));
    }

    @Test
    void empty_failed_forbidden_and_step_up_are_four_different_states() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(LoginHistoryView.PATH);
        assertThat(state()).isEqualTo("empty");
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(LoginHistoryView.PATH + "?time=1h");
        assertThat(state()).isEqualTo("failed");
        HOUSE.mood(StubHouse.Mood.FORBIDDEN);
        visit(LoginHistoryView.PATH + "?time=7d");
        assertThat(state()).isEqualTo("forbidden");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        visit(LoginHistoryView.PATH + "?time=30d");
        assertThat(state()).isEqualTo("step-up");
    }

    @Test
    void a_failed_page_can_be_asked_again() {
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(LoginHistoryView.PATH);
        HOUSE.mood(StubHouse.Mood.NORMAL);
        test(find(Button.class).withClassName("kw-again").single()).click();
        answers();
        assertThat(test(find(SignInGrid.class).single()).getRow(0).outcome()).isIn((Object[]) Outcome.values());
    }

    @Test
    void a_question_can_be_kept_and_opened_again() {
        visit(LoginHistoryView.PATH + "?outcome=failed");
        test(find(Button.class).withId("views").single()).click();
        test(find(TextField.class).withId("views-name").single()).setValue("Failures");
        test(find(Button.class).withId("views-save").single()).click();
        answers();
        assertThat(calls("history/views/Failures")).hasSize(1);
        assertThat(find(Div.class).withId("views-list").single().getElement().getOuterHTML())
                .contains("activity/sign-ins?outcome=failed");
    }
}
