package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.breakglass.EligibilityView;
import health.keyward.console.breakglass.ReasonsView;
import health.keyward.console.stub.GlassScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassEligible;
import health.keyward.contract.breakglass.BreakGlassReason;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may break the glass, and why, is read and changed by two people on two pages (BG-1, BG-6). */
class BreakGlassListsTest extends PageTest {
    @Test
    void the_list_says_who_may_alone_and_who_needs_a_second_person() {
        visit(EligibilityView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("version 3").contains("2 rows");
        assertThat(text(Div.class, "eligible-rows"))
                .contains("nurse")
                .contains("ward-board")
                .contains("Alone")
                .contains("/Billing")
                .contains("With a second person");
        assertThat(text(Div.class, "list-versions"))
                .contains("victor.hale")
                .contains("anneke.devries")
                .contains("the yearly review");
    }

    @Test
    void a_row_is_added_and_proposed_for_a_reason() {
        visit(EligibilityView.PATH);
        test(button("eligible-add")).click();
        settle();
        test(field("eligible-name")).setValue("physician");
        test(find(Checkbox.class).withId("eligible-clinical").single()).click();
        test(button("eligible-do")).click();
        settle();
        test(find(IntegerField.class).withId("eligibility-hours").single()).setValue(48);
        test(button("eligibility-propose")).click();
        settle();
        test(button("list-do")).click();
        assertThat(HOUSE.glass().handedIn()).as("a reason is needed").isNull();
        test(find(TextArea.class).withId("list-reason").single()).setValue("physicians cover nights");
        test(button("list-do")).click();
        settle();
        assertThat(HOUSE.glass().handedIn())
                .isEqualTo(new BreakGlassEligibilityDraft(
                        3,
                        List.of(
                                GlassScene.NURSES,
                                GlassScene.BILLING,
                                new BreakGlassEligible("ROLE", null, "physician", List.of(), List.of(), false)),
                        48,
                        "Call 555",
                        "Llame al 555",
                        "physicians cover nights"));
        assertThat(text(Paragraph.class, "list-receipt")).contains("Nothing has changed yet");
        test(button("list-close")).click();
    }

    @Test
    void what_was_changed_outlives_a_stronger_sign_in() {
        visit(EligibilityView.PATH);
        test(button("remove-eligible-1")).click();
        test(button("eligibility-propose")).click();
        settle();
        test(find(TextArea.class).withId("list-reason").single()).setValue("billing left");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("list-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(EligibilityView.PATH);
        settle();
        assertThat(text(Div.class, "eligible-rows")).doesNotContain("/Billing");
        test(button("list-do")).click();
        settle();
        assertThat(HOUSE.glass().handedIn()).isInstanceOf(BreakGlassEligibilityDraft.class);
        test(button("list-close")).click();
    }

    @Test
    void without_a_list_nobody_may_and_the_page_says_so() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(EligibilityView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("Nobody may break the glass");
    }

    @Test
    void a_reason_is_changed_and_proposed() {
        visit(ReasonsView.PATH);
        assertThat(text(Div.class, "reason-rows"))
                .contains("I am treating this patient")
                .contains("ETREAT, emergency treatment")
                .contains("240 min");
        test(button("edit-reason-0")).click();
        settle();
        test(find(IntegerField.class).withId("reason-minutes").single()).setValue(120);
        test(button("reason-do")).click();
        settle();
        test(button("reasons-propose")).click();
        settle();
        test(find(TextArea.class).withId("list-reason").single()).setValue("shorter is enough");
        test(button("list-do")).click();
        settle();
        assertThat(HOUSE.glass().handedIn())
                .isEqualTo(new BreakGlassReasonsDraft(
                        2,
                        List.of(
                                new BreakGlassReason(
                                        "EMERGENCY_TREATMENT",
                                        "ETREAT",
                                        "I am treating this patient",
                                        "Atiendo al paciente",
                                        120,
                                        false,
                                        List.of()),
                                GlassScene.OTHER),
                        List.of("sensitive"),
                        "shorter is enough"));
        test(button("list-close")).click();
    }

    @ParameterizedTest
    @ValueSource(strings = {EligibilityView.PATH, ReasonsView.PATH})
    void gone_wrong_looks_different_from_nothing_there(String page) {
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(page);
        assertThat(state()).isEqualTo("failed");
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private TextField field(String id) {
        return find(TextField.class).withId(id).single();
    }

    private void settle() {
        answers();
    }
}
