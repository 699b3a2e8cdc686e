package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.breakglass.EmergencyAdminsView;
import health.keyward.console.stub.EmergencyScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.contract.breakglass.EmergencyAdmin;
import health.keyward.contract.breakglass.EmergencyAdminsDraft;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Register, findings, drills and uses of emergency administrators on one page (EA-1, EA-8, EA-9). */
class EmergencyAdminsTest extends PageTest {
    @Test
    void the_page_says_which_accounts_there_are_and_what_stands_against_them() {
        visit(EmergencyAdminsView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("1 emergency accounts")
                .contains("5 things");
        assertThat(text(Div.class, "emergency-findings"))
                .contains("fewer than two accounts")
                .contains("sealed-1: A drill is overdue");
        assertThat(text(Div.class, "emergency-rows"))
                .contains("sealed-1")
                .contains("ana, ben, cleo")
                .contains("Security key")
                .contains("10.1.0.0/16")
                .contains("never");
        answers();
        assertThat(text(Div.class, "emergency-uses"))
                .contains("Drill: Exercise of November")
                .contains("ana, ben")
                .contains("not reviewed yet");
    }

    @Test
    void an_account_with_three_custodians_is_added_and_proposed() {
        visit(EmergencyAdminsView.PATH);
        test(button("emergency-add")).click();
        answers();
        test(field("emergency-account")).setValue("sealed-2");
        test(field("emergency-purpose")).setValue("A second way");
        test(field("emergency-custodians")).setValue("ana, ben");
        test(field("emergency-storage")).setValue("Safe in room 3");
        test(field("emergency-networks")).setValue("10.2.0.0/16");
        test(button("emergency-do")).click();
        assertThat(field("emergency-custodians").isInvalid())
                .as("two are not enough")
                .isTrue();
        test(field("emergency-custodians")).setValue("ana, ben, dora");
        test(button("emergency-do")).click();
        answers();
        test(button("emergency-propose")).click();
        answers();
        test(find(TextArea.class).withId("list-reason").single()).setValue("a second account");
        test(button("list-do")).click();
        answers();
        assertThat(HOUSE.emergency().handedIn())
                .isEqualTo(new EmergencyAdminsDraft(
                        2,
                        List.of(
                                EmergencyScene.SEALED,
                                new EmergencyAdmin(
                                        "sealed-2",
                                        "A second way",
                                        List.of("ana", "ben", "dora"),
                                        "Safe in room 3",
                                        "SECURITY_KEY",
                                        List.of("10.2.0.0/16"),
                                        null)),
                        "a second account"));
        test(button("list-close")).click();
    }

    @Test
    void what_an_account_was_enrolled_with_anew_is_proposed_to_be_bound_once_it_holds_something() {
        visit(EmergencyAdminsView.PATH);
        assertThat(find(Button.class).withId("seal-sealed-2").exists())
                .as("it holds nothing yet")
                .isFalse();
        test(button("seal-sealed-1")).click();
        answers();
        test(button("list-do")).click();
        assertThat(HOUSE.proposals().proposed()).as("a reason is needed").isNull();
        test(find(TextArea.class).withId("list-reason").single()).setValue("enrolled anew after the drill");
        test(button("list-do")).click();
        answers();
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest(
                        "emergency-seal", Map.of("account", EmergencyScene.ACCOUNT), "enrolled anew after the drill"));
        assertThat(find(Anchor.class).withId("list-there").single().getHref()).contains("open=");
        test(button("list-close")).click();
    }

    @Test
    @SuppressWarnings("unchecked")
    void what_was_done_is_read_and_then_said_to_be_a_drill() {
        visit(EmergencyAdminsView.PATH);
        answers();
        test(button("look-" + EmergencyScene.USE)).click();
        answers();
        assertThat(find(Paragraph.class).withId("emergency-path").single().getText())
                .contains("did not work")
                .contains("an identity provider, the mail server");
        assertThat(text(Div.class, "emergency-actions")).contains("4711").contains("UPDATE AUTH_FLOW");
        test(button("emergency-review")).click();
        assertThat(HOUSE.emergency().handedIn()).as("words are needed").isNull();
        find(Select.class).withId("emergency-disposition").single().setValue("DRILL");
        test(find(TextArea.class).withId("emergency-words").single()).setValue("as planned");
        test(button("emergency-review")).click();
        answers();
        assertThat(HOUSE.emergency().handedIn()).isEqualTo(new ReviewEmergencyUse("DRILL", "as planned"));
    }

    @Test
    void without_accounts_the_page_says_that_two_are_wanted() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(EmergencyAdminsView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("Two are wanted");
    }

    @Test
    void gone_wrong_looks_different_from_nothing_there() {
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(EmergencyAdminsView.PATH);
        assertThat(state()).isEqualTo("failed");
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private TextField field(String id) {
        return find(TextField.class).withId(id).single();
    }
}
