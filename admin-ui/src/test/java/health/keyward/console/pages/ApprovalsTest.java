package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Drawer;
import health.keyward.console.stub.ProposalScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.approval.ProposalRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsTest extends PageTest {
    @Test
    void what_waits_for_me_is_listed_without_what_i_proposed() {
        visit(ApprovalsView.PATH);
        assertThat(listed()).containsExactly(ProposalScene.OTHERS);
        assertThat(text(Paragraph.class, "sentence")).contains("One change waits");
    }

    @ParameterizedTest
    @CsvSource({"mine, 22222222-2222-4222-8222-222222222222", "done, 33333333-3333-4333-8333-333333333333"})
    void the_other_lists_have_their_address(String show, String id) {
        visit(ApprovalsView.PATH + "?show=" + show);
        assertThat(listed()).containsExactly(id);
    }

    @Test
    void the_top_bar_counts_what_waits_for_me_only() {
        visit(ApprovalsView.PATH);
        assertThat(find(Button.class).withId("waiting").single().getElement().getTextRecursively())
                .contains("1");
    }

    @Test
    void the_exact_change_and_its_hash_are_shown_before_anybody_confirms() {
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("role system-admin")
                .contains("held")
                .contains("Stands in for the head of the ward")
                .contains(ProposalScene.HASH)
                .contains("protected-role")
                .doesNotContain("!{");
    }

    @Test
    void confirming_names_the_hash_that_was_shown_and_ends_with_a_receipt() {
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        test(button("decide-confirm")).click();
        test(button("decision-do")).click();
        settle();
        assertThat(text(Paragraph.class, "decision-receipt"))
                .contains("Carried out")
                .contains("Carmen");
        assertThat(posts()).containsExactly("approval/proposals/" + ProposalScene.OTHERS + "/confirm");
        test(button("decision-close")).click();
        settle();
        assertThat(find(Main.class).single().getElement().getTextRecursively()).contains("No change waits");
    }

    @Test
    void whom_it_concerns_can_be_looked_up_before_anybody_confirms() {
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        assertThat(find(Anchor.class).withId("proposal-person").single().getHref())
                .startsWith("people/");
    }

    @Test
    void declining_needs_a_reason() {
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        test(button("decide-decline")).click();
        test(button("decision-do")).click();
        assertThat(find(TextArea.class).withId("decision-reason").single().isInvalid())
                .isTrue();
        assertThat(posts()).isEmpty();
        test(find(TextArea.class).withId("decision-reason").single()).setValue("Not agreed with the ward");
        test(button("decision-do")).click();
        settle();
        assertThat(text(Paragraph.class, "decision-receipt")).contains("Declined");
    }

    @Test
    void ones_own_proposal_can_only_be_taken_back() {
        visit(ApprovalsView.PATH + "?show=mine&open=" + ProposalScene.OWN);
        assertThat(find(Button.class).withId("decide-confirm").all()).isEmpty();
        test(button("decide-withdraw")).click();
        test(button("decision-do")).click();
        settle();
        assertThat(text(Paragraph.class, "decision-receipt")).contains("Taken back");
    }

    @Test
    void what_was_typed_survives_a_fresh_sign_in_and_nothing_happens_by_itself() {
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        test(button("decide-decline")).click();
        test(find(TextArea.class).withId("decision-reason").single()).setValue("Not agreed with the ward");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("decision-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(ApprovalsView.PATH + "?open=" + ProposalScene.OTHERS);
        settle();
        assertThat(find(TextArea.class).withId("decision-reason").single().getValue())
                .isEqualTo("Not agreed with the ward");
        assertThat(posts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_a_list_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(ApprovalsView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    private List<String> listed() {
        @SuppressWarnings("unchecked")
        Grid<ProposalRow> grid = find(Grid.class).withId("proposals").single();
        return grid.getListDataView().getItems().map(ProposalRow::id).toList();
    }

    private List<String> posts() {
        return HOUSE.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .map(StubHouse.Call::path)
                .toList();
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
