package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.abac.PoliciesView;
import health.keyward.console.stub.PolicyScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicyModeProposal;
import health.keyward.contract.abac.PolicyProposal;
import org.junit.jupiter.api.Test;

/** What decides is seen, looked into and changed by proposals on its page (AB-8). */
class PoliciesTest extends PageTest {
    @Test
    void the_page_says_what_decides_what_watches_and_how_far_it_is_enforced() {
        visit(PoliciesView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .isEqualTo("Version 1 decides; its answers are only recorded; 1 app differs.");
        assertThat(text(Div.class, "policy-in-use"))
                .contains("5c1d90aa")
                .contains("embedded, in Keycloak itself")
                .contains("Watches")
                .contains("checked and good")
                .contains("60 minutes");
        assertThat(text(Div.class, "policy-enforcement"))
                .contains("Keyward console")
                .contains("as the realm")
                .contains("ward-board")
                .contains("enforced");
        assertThat(text(Div.class, "policy-versions")).contains("night shift may read from home");
        assertThat(text(Div.class, "policy-steps")).contains("see what the delivered rules would say");
    }

    @Test
    void where_nothing_decides_the_page_says_so_and_why() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(PoliciesView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("everybody is refused");
        assertThat(text(Div.class, "policy-in-use"))
                .contains("There is no policy")
                .contains("HTTP 503");
        assertThat(text(Div.class, "policy-versions")).contains("None was handed in yet.");
    }

    @Test
    void a_bundle_is_looked_into_compared_and_proposed_for_a_reason() {
        visit(PoliciesView.PATH);
        test(button("policy-version-2")).click();
        settle();
        assertThat(text(Div.class, "policy-checks"))
                .contains("All 122 cases are decided as the bundle says")
                .contains("Tests cover 97.2 % of the rules");
        test(button("policy-differs")).click();
        settle();
        assertThat(text(Div.class, "policy-difference"))
                .contains("+   \"from\": 6")
                .contains("-   \"from\": 7");
        test(button("policy-publish")).click();
        test(button("policy-do")).click();
        assertThat(HOUSE.policies().proposed()).isEmpty();
        test(find(TextArea.class).withId("policy-reason").single()).setValue("the night shift asked");
        test(button("policy-do")).click();
        assertThat(HOUSE.policies().proposed()).isEmpty();
        assertThat(text(Div.class, "policy-replay")).contains("12 of 1,190 decisions would be made otherwise");
        test(find(Checkbox.class).withId("policy-acknowledge").single()).click();
        test(button("policy-do")).click();
        assertThat(HOUSE.policies().proposed())
                .containsExactly(
                        new PolicyProposal(PolicyAct.PUBLISH, 2L, 3, "the night shift asked", PolicyScene.TURNED));
        assertThat(text(Paragraph.class, "policy-receipt")).contains("another administrator");
        assertThat(find(Anchor.class).withId("policy-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + PolicyScene.PROPOSAL);
    }

    @Test
    void where_no_replay_was_run_who_publishes_is_told_so_and_has_nothing_to_acknowledge() {
        visit(PoliciesView.PATH + "?bundle=0");
        settle();
        test(button("policy-publish")).click();
        assertThat(text(Div.class, "policy-replay")).contains("No replay was run");
        assertThat(find(Checkbox.class).withId("policy-acknowledge").all()).isEmpty();
        test(find(TextArea.class).withId("policy-reason").single()).setValue("as it was delivered");
        test(button("policy-do")).click();
        assertThat(HOUSE.policies().proposed())
                .containsExactly(new PolicyProposal(PolicyAct.PUBLISH, 0L, 3, "as it was delivered", null));
    }

    @Test
    void a_bundle_that_fails_its_cases_says_which_and_cannot_be_published() {
        visit(PoliciesView.PATH + "?bundle=3");
        settle();
        assertThat(text(Div.class, "policy-checks"))
                .contains("1 of 122 cases are decided otherwise")
                .contains("a clerk reads no record");
        assertThat(find(Button.class).withId("policy-publish").all()).isEmpty();
        assertThat(find(Button.class).withId("policy-watch").all()).isEmpty();
    }

    @Test
    void one_click_prepares_the_way_back_and_another_the_switch_of_an_app() {
        visit(PoliciesView.PATH);
        test(button("policy-rollback")).click();
        assertThat(text(Paragraph.class, "policy-what")).isEqualTo("Bundle of the installation decides again.");
        test(find(TextArea.class).withId("policy-reason").single()).setValue("too strict");
        test(button("policy-do")).click();
        test(button("policy-close")).click();
        test(button("enforce-ward-board")).click();
        test(find(TextArea.class).withId("policy-reason").single()).setValue("not yet");
        test(button("policy-do")).click();
        assertThat(HOUSE.policies().proposed())
                .containsExactly(
                        new PolicyProposal(PolicyAct.ROLLBACK, 0L, 3, "too strict", null),
                        new PolicyModeProposal("ward-board", PolicyMode.RECORD, 3, "not yet"));
    }

    @Test
    void what_was_typed_is_still_there_after_a_stronger_sign_in() {
        visit(PoliciesView.PATH);
        test(button("policy-rollback")).click();
        test(find(TextArea.class).withId("policy-reason").single()).setValue("too strict");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("policy-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        UI.getCurrent().navigate("activity/changes");
        answers();
        visit(PoliciesView.PATH);
        test(button("policy-rollback")).click();
        assertThat(find(TextArea.class).withId("policy-reason").single().getValue())
                .isEqualTo("too strict");
    }

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
