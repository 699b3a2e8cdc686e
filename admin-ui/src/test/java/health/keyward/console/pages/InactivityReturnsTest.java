package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.base.Drawer;
import health.keyward.console.inactivity.ReturnsView;
import health.keyward.console.stub.DepartureScene;
import health.keyward.console.stub.MapScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.InactivityReturn;
import health.keyward.contract.inactivity.NewInactivityReturn;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come back and how, which requests wait, and what becomes of what was taken, on its page (IN-10). */
class InactivityReturnsTest extends PageTest {
    private static final String AT = "inactivity/returns";

    @Test
    void whose_account_is_shut_is_listed_with_who_can_open_it() {
        visit(ReturnsView.PATH);
        assertThat(test(listed()).getRow(0).way()).isEqualTo(InactivityReturn.Way.ALONE);
        assertThat(test(listed()).getRow(1).username()).isEqualTo("oberg");
        assertThat(find(Div.class).withId("returns-waiting").all())
                .as("none of the proposals is about a return")
                .isEmpty();
    }

    @Test
    void requests_that_wait_are_named_with_who_asked_and_lead_to_the_approvals() {
        HOUSE.proposals().add(MapScene.PROPOSAL, "inactivity-return", "Open the account of oberg again");
        visit(ReturnsView.PATH);
        assertThat(waiting())
                .contains(
                        "Requests that wait for an administrator",
                        "Open the account of oberg again",
                        "asked by aokafor")
                .doesNotContain("system-admin");
        assertThat(find(Anchor.class).all())
                .anySatisfy(link -> assertThat(link.getHref()).isEqualTo("approvals?open=" + MapScene.PROPOSAL));
    }

    @Test
    void filters_live_in_the_address() {
        visit(ReturnsView.PATH + "?search=ob&kept=yes");
        assertThat(calls(AT)).singleElement().satisfies(call -> {
            assertThat(call.values("search")).containsExactly("ob");
            assertThat(call.values("kept")).containsExactly("YES");
        });
        assertThat(find(Main.class).single().getElement().getTextRecursively())
                .contains("Person: ob", "Roles and groups taken: something is kept");
    }

    @Test
    void one_of_them_opens_at_the_side_with_training_and_proposed_roles() {
        visit(ReturnsView.PATH + "?open=" + DepartureScene.STAFFED);
        assertThat(drawer())
                .contains("oberg", "Olaf Berg", "Manager or staff asks", "Trained again", "2025")
                .contains("Role ward-clerk · one administrator gives it back")
                .contains("Group /pharmacy · sensitive, needs two administrators");
        visit(ReturnsView.PATH + "?open=" + DepartureScene.ALONE);
        assertThat(drawer()).contains("lwood", "The person, alone", "Alone until");
    }

    @Test
    void an_account_is_proposed_to_be_opened_with_the_day_of_a_new_training() {
        visit(ReturnsView.PATH + "?open=" + DepartureScene.STAFFED);
        test(button("return-open")).click();
        test(button("return-do")).click();
        assertThat(day().isInvalid()).isTrue();
        assertThat(HOUSE.departures().handedIn()).isNull();
        day().setValue(LocalDate.parse("2026-11-20"));
        reason("return").setValue("back from abroad");
        test(button("return-do")).click();
        answers();
        assertThat(HOUSE.departures().handedIn())
                .isEqualTo(new NewInactivityReturn(
                        DepartureScene.STAFFED, LocalDate.parse("2026-11-20"), "back from abroad"));
        assertThat(text(Paragraph.class, "return-receipt")).contains("Proposed for oberg", "not the person");
        assertThat(find(Anchor.class).withId("return-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + MapScene.PROPOSAL);
        test(button("return-close")).click();
    }

    @Test
    void a_role_is_given_back_at_once_and_a_sensitive_group_waits_for_a_second_person() {
        visit(ReturnsView.PATH + "?open=" + DepartureScene.STAFFED);
        test(button("kept-GIVE-" + DepartureScene.ROLE)).click();
        reason("kept").setValue("works on the ward again");
        test(button("kept-do")).click();
        answers();
        assertThat(HOUSE.departures().handedIn())
                .isEqualTo(new DecideInactivityKept(DecideInactivityKept.Decision.GIVE, "works on the ward again"));
        assertThat(drawer()).doesNotContain("ward-clerk");
        test(button("kept-GIVE-" + DepartureScene.SENSITIVE)).click();
        reason("kept").setValue("works in the pharmacy");
        test(button("kept-do")).click();
        answers();
        assertThat(text(Paragraph.class, "kept-receipt")).contains("Proposed: /pharmacy for oberg");
        test(button("kept-close")).click();
    }

    @Test
    void what_was_typed_about_one_role_survives_a_fresh_sign_in() {
        visit(ReturnsView.PATH + "?open=" + DepartureScene.STAFFED);
        test(button("kept-DROP-" + DepartureScene.ROLE)).click();
        reason("kept").setValue("does other work now");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("kept-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit("activity/changes");
        visit(ReturnsView.PATH);
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("ward-clerk is taken off the list of oberg", "You signed in again");
        assertThat(reason("kept").getValue()).isEqualTo("does other work now");
        assertThat(HOUSE.departures().handedIn()).isNull();
        find(Dialog.class).single().close();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(ReturnsView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        HOUSE.proposals().add(MapScene.PROPOSAL, "inactivity-return", "Open the account of oberg again");
        visit(ReturnsView.PATH + "?open=" + DepartureScene.STAFFED);
        test(button("return-open")).click();
        answers();
        assertThat(find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "dormant.");
        find(Dialog.class).single().close();
    }

    private String waiting() {
        return text(Div.class, "returns-waiting");
    }

    private DatePicker day() {
        return find(DatePicker.class).withId("return-day").single();
    }

    private TextArea reason(String dialog) {
        return find(TextArea.class).withId(dialog + "-reason").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityReturn> listed() {
        return find(Grid.class).withId("returns").single();
    }

    private String drawer() {
        return find(Drawer.class).single().getElement().getTextRecursively();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
