package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.breakglass.CasesView;
import health.keyward.console.review.MineView;
import health.keyward.console.stub.CaseScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.breakglass.AssignBreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCheck;
import health.keyward.contract.breakglass.BreakGlassQuestion;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.test.context.support.WithMockUser;

/** Cases are read, asked about and judged on two pages (BG-12 to BG-16). */
class CasesTest extends PageTest {
    private static final List<BreakGlassCheck> ALL_IN_ORDER = List.of(
            new BreakGlassCheck("REASON", "YES"),
            new BreakGlassCheck("PATIENT", "YES"),
            new BreakGlassCheck("EXTENT", "YES"),
            new BreakGlassCheck("TIME", "YES"));

    @Test
    void the_queue_says_what_stands_out_and_what_is_overdue() {
        visit(CasesView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("3").contains("1 are overdue");
        assertThat(calls("breakglass/cases").getLast().values("state")).isEmpty();
        assertThat(grid().getGenericDataView().getItems())
                .extracting(BreakGlassCase::id)
                .containsExactly(CaseScene.FLAGGED, CaseScene.BLANK, CaseScene.HINDERED);
    }

    @Test
    void the_list_stands_in_the_address() {
        visit(CasesView.PATH + "?show=closed");
        assertThat(calls("breakglass/cases").getLast().values("state")).containsExactly("CLOSED");
        assertThat(grid().getGenericDataView().getItems())
                .extracting(BreakGlassCase::disposition)
                .containsExactly("APPROPRIATE");
    }

    @Test
    void the_file_shows_the_grant_what_was_done_and_what_nobody_knows() {
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        assertThat(find(H1.class).single().getText()).contains("ajones");
        assertThat(text(Paragraph.class, "sentence")).contains("The review is overdue");
        assertThat(text(Div.class, "case-grant"))
                .contains("p-7", "COVERING", "called to the ward", "the same words as before");
        assertThat(text(Div.class, "case-signs")).contains("VIPyes").contains("Same unitunknown");
        assertThat(text(Div.class, "case-uses")).contains("PERMIT").contains("App, by its own word");
    }

    @Test
    void a_verdict_needs_every_item_of_the_checklist() {
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        test(button("case-judge")).click();
        test(button("verdict-do")).click();
        assertThat(HOUSE.cases().handedIn()).isNull();
        inOrder();
        test(button("verdict-do")).click();
        answers();
        assertThat(HOUSE.cases().handedIn())
                .isEqualTo(new GiveBreakGlassVerdict("APPROPRIATE", ALL_IN_ORDER, "", false));
        assertThat(text(Div.class, "case-verdicts")).contains("Appropriate").contains("mgarcia");
        assertThat(find(Button.class).withId("case-judge").all()).isEmpty();
    }

    @Test
    void blank_usage_is_attested() {
        visit(CasesView.PATH + "/" + CaseScene.BLANK);
        assertThat(text(Div.class, "case-uses")).contains("Somebody has to attest");
        test(button("case-judge")).click();
        inOrder();
        test(find(Checkbox.class).withId("verdict-blank").single()).click();
        test(find(TextArea.class).withId("verdict-note").single()).setValue("the patient died before");
        test(button("verdict-do")).click();
        answers();
        assertThat(HOUSE.cases().handedIn())
                .isEqualTo(new GiveBreakGlassVerdict("APPROPRIATE", ALL_IN_ORDER, "the patient died before", true));
    }

    @Test
    void where_something_was_recorded_nothing_is_attested() {
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        test(button("case-judge")).click();
        assertThat(find(Checkbox.class).withId("verdict-blank").all()).isEmpty();
        find(Dialog.class).single().close();
    }

    @Test
    void a_verdict_outlives_a_stronger_sign_in_and_is_not_given_by_itself() {
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        test(button("case-judge")).click();
        inOrder();
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("verdict-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate(CasesView.PATH);
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        answers();
        assertThat(HOUSE.cases().handedIn()).isNull();
        test(button("verdict-do")).click();
        answers();
        assertThat(HOUSE.cases().handedIn())
                .isEqualTo(new GiveBreakGlassVerdict("APPROPRIATE", ALL_IN_ORDER, "", false));
    }

    @Test
    void the_person_is_asked_and_the_case_given_to_somebody() {
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        test(button("case-assign")).click();
        test(find(TextArea.class).withId("case-words").single()).setValue("hkowalczyk");
        test(button("case-do")).click();
        answers();
        assertThat(HOUSE.cases().handedIn()).isEqualTo(new AssignBreakGlassCase("hkowalczyk"));
        test(button("case-ask")).click();
        test(button("case-do")).click();
        test(find(TextArea.class).withId("case-words").single()).setValue("Who called you?");
        test(button("case-do")).click();
        answers();
        assertThat(HOUSE.cases().handedIn()).isEqualTo(new BreakGlassQuestion("Who called you?"));
        assertThat(text(Div.class, "case-questions")).contains("Who called you?");
        assertThat(find(Button.class).withId("case-ask").all()).isEmpty();
    }

    @Test
    void whoever_may_not_review_is_told_why_and_has_no_button() {
        visit(CasesView.PATH + "/" + CaseScene.HINDERED);
        assertThat(text(Div.class, "case-acts")).contains("stands above you");
        assertThat(find(Button.class).withId("case-judge").all()).isEmpty();
        assertThat(find(Button.class).withId("case-ask").all()).isEmpty();
    }

    @Test
    @WithMockUser(username = "rhall", roles = "reviewer")
    void a_reviewer_sees_cases_and_gives_them_to_nobody() {
        visit(CasesView.PATH);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .containsExactly(MineView.PATH, CasesView.PATH);
        visit(CasesView.PATH + "/" + CaseScene.FLAGGED);
        assertThat(find(Button.class).withId("case-judge").all()).hasSize(1);
        assertThat(find(Button.class).withId("case-assign").all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CasesView.PATH, CasesView.PATH + "/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"})
    void gone_wrong_looks_different_from_nothing_there(String page) {
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(page);
        assertThat(state()).isEqualTo("failed");
    }

    @Test
    void an_empty_list_says_so() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(CasesView.PATH);
        assertThat(state()).isEqualTo("empty");
        assertThat(find(Main.class).all()).isNotEmpty();
    }

    private void inOrder() {
        for (var item : List.of("reason", "patient", "extent", "time")) {
            radio("verdict-" + item).setValue("YES");
        }
        select("verdict-disposition").setValue("APPROPRIATE");
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<String> radio(String id) {
        return find(RadioButtonGroup.class).withId(id).single();
    }

    @SuppressWarnings("unchecked")
    private Select<String> select(String id) {
        return find(Select.class).withId(id).single();
    }

    @SuppressWarnings("unchecked")
    private Grid<BreakGlassCase> grid() {
        return find(Grid.class).withId("cases").single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
