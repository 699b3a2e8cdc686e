package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.PersonField;
import health.keyward.console.services.ServicesView;
import health.keyward.console.stub.ServiceScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityServiceAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicesTest extends PageTest {
    private static final String AT = "inactivity/service-accounts";

    @Test
    void one_sentence_says_how_many_nobody_answers_for_and_what_they_are_held_to() {
        visit(ServicesView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("3 apps and services", "nobody answers for 1", "None is disabled");
        assertThat(test(listed()).getRow(0).clientId()).isEqualTo("lab-feed");
    }

    @Test
    void filters_live_in_the_address() {
        visit(ServicesView.PATH + "?owned=no&state=in_use&search=lab");
        assertThat(test(listed()).getRow(0).clientId()).isEqualTo("lab-feed");
        assertThat(calls(AT)).singleElement().satisfies(call -> {
            assertThat(call.values("owned")).containsExactly("NO");
            assertThat(call.values("state")).containsExactly("IN_USE");
            assertThat(call.values("search")).containsExactly("lab");
        });
    }

    @Test
    void a_client_opens_at_the_side_with_owner_use_and_what_holds_it() {
        visit(ServicesView.PATH + "?open=" + ServiceScene.UNOWNED);
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("lab-feed", "Nobody", "Never, as far as the history knows", "nobody who may sign in answers")
                .doesNotContain("!{");
        assertThat(find(Button.class).withId("service-restore").all()).isEmpty();
    }

    @Test
    void an_owner_is_set_with_a_reason() {
        visit(ServicesView.PATH + "?open=" + ServiceScene.UNOWNED);
        test(button("service-own")).click();
        test(button("service-do")).click();
        assertThat(find(PersonField.class).withId("service-owner").single().isInvalid())
                .isTrue();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(posts()).isEmpty();
        find(PersonField.class)
                .withId("service-owner")
                .single()
                .setValue(new PersonHits.Hit("u-9", "pkowalski", null, null, true));
        reason().setValue("Runs the laboratory");
        test(button("service-do")).click();
        answers();
        assertThat(posts()).containsExactly(AT + "/" + ServiceScene.UNOWNED + "/owner");
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("u-9");
    }

    @Test
    void a_client_is_disabled_and_restored_with_one_press_each_and_a_reason() {
        visit(ServicesView.PATH + "?open=" + ServiceScene.USED);
        test(button("service-disable")).click();
        reason().setValue("Its secret leaked");
        test(button("service-do")).click();
        answers();
        test(button("service-restore")).click();
        reason().setValue("It has a new secret");
        test(button("service-do")).click();
        answers();
        assertThat(posts())
                .containsExactly(AT + "/" + ServiceScene.USED + "/disable", AT + "/" + ServiceScene.USED + "/restore");
    }

    @Test
    void what_was_typed_survives_a_fresh_sign_in() {
        visit(ServicesView.PATH + "?open=" + ServiceScene.USED);
        test(button("service-disable")).click();
        reason().setValue("Its secret leaked");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("service-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit("activity/changes");
        visit(ServicesView.PATH);
        answers();
        assertThat(reason().getValue()).isEqualTo("Its secret leaked");
        assertThat(posts()).hasSize(1);
    }

    @Test
    void a_policy_is_activated_only_after_its_list_was_shown() {
        visit(ServicesView.PATH);
        test(button("service-policy-open")).click();
        assertThat(button("service-activate").isEnabled()).isFalse();
        find(IntegerField.class).withId("service-unused").single().setValue(90);
        test(button("service-preview")).click();
        assertThat(text(Div.class, "service-preview-list")).contains("lab-feed: The owner is told on");
        find(IntegerField.class).withId("service-notice").single().setValue(20);
        assertThat(button("service-activate").isEnabled())
                .as("that list was of another policy")
                .isFalse();
        test(button("service-preview")).click();
        find(TextArea.class).withId("service-policy-reason").single().setValue("The quarter is over");
        test(button("service-activate")).click();
        answers();
        assertThat(posts()).containsExactly(AT + "/policy/preview", AT + "/policy/preview", AT + "/policy");
        assertThat(text(Paragraph.class, "sentence")).contains("for 90 days is disabled", "told 20 days before");
    }

    @Test
    void a_policy_that_was_stopped_is_proposed_to_go_on_and_another_administrator_confirms() {
        visit(ServicesView.PATH);
        assertThat(find(Button.class).withId("services-go-on").all()).isEmpty();
        HOUSE.services().stopped();
        visit(ServicesView.PATH + "?state=in_use");
        assertThat(text(Div.class, "services-halted")).contains("stopped", "42 apps and services at once");
        test(button("services-go-on")).click();
        test(button("go-on-do")).click();
        assertThat(posts()).isEmpty();
        find(TextArea.class).withId("go-on-reason").single().setValue("The list was looked at");
        test(button("go-on-do")).click();
        answers();
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest("service-accounts-run", Map.of(), "The list was looked at"));
        assertThat(text(Paragraph.class, "go-on-receipt")).contains("Nothing is disabled yet");
        assertThat(find(Anchor.class).withId("go-on-there").single().getHref()).startsWith("approvals?show=mine&open=");
        test(button("go-on-close")).click();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(ServicesView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityServiceAccount> listed() {
        return find(Grid.class).withId("service-accounts").single();
    }

    private TextArea reason() {
        return find(TextArea.class).withId("service-reason").single();
    }

    private List<String> posts() {
        return HOUSE.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .map(StubHouse.Call::path)
                .toList();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
