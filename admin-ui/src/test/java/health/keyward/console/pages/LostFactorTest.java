package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Drawer;
import health.keyward.console.stub.ProposalScene;
import health.keyward.console.stub.RecoveryScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.stepup.PersonFactors;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LostFactorTest extends PageTest {
    private static final String PERSON = "people/" + ProposalScene.SUBJECT;

    @Test
    void who_lost_a_factor_is_proposed_with_how_the_identity_was_checked() {
        open();
        assertThat(dialog()).contains("cdiaz").doesNotContain("!{");
        fill();
        test(button("lost-do")).click();
        settle();
        assertThat(text(Paragraph.class, "lost-receipt")).contains("re-enrolment");
        assertThat(find(Anchor.class).withId("lost-there").single().getHref()).contains("show=mine");
        assertThat(Objects.requireNonNull(HOUSE.proposals().proposed()).asked())
                .isEqualTo(Map.of(
                        "person", ProposalScene.SUBJECT,
                        "checked", "IN_PERSON",
                        "document", "STAFF_BADGE_WITH_PHOTO",
                        "remove", RecoveryScene.TELEPHONE,
                        "factor", "AUTHENTICATOR_APP",
                        "delivery", "PRINTED"));
    }

    @Test
    void nothing_is_chosen_beforehand_and_nothing_goes_out_half() {
        open();
        test(button("lost-do")).click();
        assertThat(select("lost-checked").isInvalid()).isTrue();
        assertThat(select("lost-document").isInvalid()).isTrue();
        assertThat(find(TextArea.class).withId("lost-reason").single().isInvalid())
                .isTrue();
        assertThat(HOUSE.proposals().proposed()).isNull();
    }

    @Test
    void what_was_said_survives_a_fresh_sign_in_and_nothing_happens_by_itself() {
        open();
        fill();
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("lost-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(PERSON);
        settle();
        assertThat(select("lost-checked").getValue()).isEqualTo("IN_PERSON");
        assertThat(find(TextArea.class).withId("lost-reason").single().getValue())
                .isEqualTo("Lost on the way home");
        assertThat(HOUSE.proposals().proposed()).isNull();
    }

    @Test
    void when_the_factors_cannot_be_read_no_dialog_opens() {
        visit(PERSON);
        settle();
        HOUSE.mood(StubHouse.Mood.FAILING);
        test(button("lost-button")).click();
        settle();
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void the_code_is_shown_once_to_who_confirmed() {
        HOUSE.proposals().enrols();
        visit(ApprovalsView.PATH + "?show=done&open=" + ProposalScene.DONE);
        settle();
        assertThat(page()).contains("Code not shown yet");
        test(button("enrolment-show")).click();
        settle();
        assertThat(dialog()).contains(RecoveryScene.CODE);
        test(button("enrolment-close")).click();
        settle();
        assertThat(page()).contains("Waiting for the person").doesNotContain(RecoveryScene.CODE);
        assertThat(find(Button.class).withId("enrolment-show").all()).isEmpty();
    }

    private void open() {
        visit(PERSON);
        settle();
        test(button("lost-button")).click();
        settle();
    }

    private void fill() {
        select("lost-checked").setValue("IN_PERSON");
        select("lost-document").setValue("STAFF_BADGE_WITH_PHOTO");
        select("lost-factor").setValue("AUTHENTICATOR_APP");
        select("lost-delivery").setValue("PRINTED");
        @SuppressWarnings("unchecked")
        CheckboxGroup<PersonFactors.Factor> lost =
                find(CheckboxGroup.class).withId("lost-factors").single();
        assertThat(lost.getItemLabelGenerator().apply(lost.getListDataView().getItem(0)))
                .contains("One-time code", "Telephone", "2026");
        lost.select(lost.getListDataView().getItem(0));
        test(find(TextArea.class).withId("lost-reason").single()).setValue("Lost on the way home");
    }

    @SuppressWarnings("unchecked")
    private Select<String> select(String id) {
        return find(Select.class).withId(id).single();
    }

    private String dialog() {
        return find(Dialog.class).single().getElement().getTextRecursively();
    }

    private String page() {
        return find(Drawer.class).single().getElement().getTextRecursively();
    }

    /** Looking for something is what lets waiting answers in. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            answers();
            assertThat(find(Main.class).all()).hasSize(1);
        }
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
