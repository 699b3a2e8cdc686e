package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.PersonField;
import health.keyward.console.inactivity.LeaversView;
import health.keyward.console.stub.DepartureScene;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leaves, where access has not ended, and what is late, on its page (IN-15). */
class InactivityLeaversTest extends PageTest {
    private static final String AT = "inactivity/leavers";

    @Test
    void who_leaves_is_listed_with_what_is_still_open_and_what_is_late() {
        visit(LeaversView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("within an hour", "one is overdue");
        assertThat(test(listed()).getRow(0).username()).isEqualTo("mreyes");
        assertThat(test(listed()).getRow(1).state()).isEqualTo(InactivityLeaver.State.WAITING);
    }

    @Test
    void filters_live_in_the_address() {
        visit(LeaversView.PATH + "?state=out&access=yes&person=" + InactivityScene.WARNED);
        assertThat(calls(AT)).singleElement().satisfies(call -> {
            assertThat(call.values("state")).containsExactly("OUT");
            assertThat(call.values("open")).containsExactly("YES");
            assertThat(call.values("person")).containsExactly(InactivityScene.WARNED);
        });
        assertThat(find(Main.class).single().getElement().getTextRecursively())
                .as("by name, as far as it is known")
                .contains("Person: mreyes", "State: Account shut");
    }

    @Test
    void one_of_them_opens_at_the_side_with_the_clock_of_each_app_and_partner() {
        visit(LeaversView.PATH + "?open=" + DepartureScene.LATE);
        assertThat(drawer())
                .contains("mreyes", "Shut, access is ending · overdue", "Dismissed", "mgarcia")
                .contains("ward-board", "Access ended", "took the logout message")
                .contains("pharmacy", "at the latest", "offline session", "did not take the logout message · overdue")
                .contains("lab", "Not told yet, due");
    }

    @Test
    void somebody_is_reported_with_a_last_moment_and_a_reason() {
        visit(LeaversView.PATH);
        test(button("leaver-add")).click();
        test(button("leaver-do")).click();
        assertThat(person().isInvalid()).isTrue();
        assertThat(reason("leaver").isInvalid()).isTrue();
        assertThat(HOUSE.departures().handedIn()).isNull();
        person().setValue(new PersonHits.Hit(InactivityScene.WARNED, "akim", null, null, true));
        find(DateTimePicker.class).withId("leaver-last").single().setValue(LocalDateTime.parse("2026-11-30T18:00"));
        reason("leaver").setValue("goes to another hospital");
        test(button("leaver-do")).click();
        answers();
        assertThat(HOUSE.departures().handedIn())
                .isEqualTo(new NewInactivityLeaver(
                        "akim", null, Instant.parse("2026-11-30T18:00:00Z"), "goes to another hospital"));
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(test(listed()).getRow(1).username()).isEqualTo("akim");
    }

    @Test
    void what_was_typed_survives_a_fresh_sign_in_and_nobody_is_shut_out_by_itself() {
        visit(LeaversView.PATH);
        test(button("leaver-add")).click();
        person().setValue(new PersonHits.Hit(InactivityScene.WARNED, "akim", null, null, true));
        reason("leaver").setValue("was dismissed");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("leaver-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit("activity/changes");
        visit(LeaversView.PATH);
        assertThat(person().getValue().username()).isEqualTo("akim");
        assertThat(reason("leaver").getValue()).isEqualTo("was dismissed");
        assertThat(HOUSE.departures().handedIn()).isNull();
        test(button("leaver-do")).click();
        answers();
        assertThat(HOUSE.departures().handedIn())
                .isEqualTo(new NewInactivityLeaver("akim", null, null, "was dismissed"));
    }

    @Test
    void a_report_is_taken_back_for_a_reason_and_once() {
        visit(LeaversView.PATH + "?open=" + DepartureScene.WAITING);
        test(button("leaver-back-open")).click();
        reason("leaver-back").setValue("she stays");
        test(button("leaver-back-do")).click();
        answers();
        assertThat(drawer()).contains("Taken back", "she stays");
        assertThat(find(Button.class).withId("leaver-back-open").all()).isEmpty();
    }

    @Test
    void taking_back_says_that_an_account_that_is_shut_stays_so() {
        visit(LeaversView.PATH + "?open=" + DepartureScene.LATE);
        test(button("leaver-back-open")).click();
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("The account of mreyes is shut and stays so");
        find(Dialog.class).single().close();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(LeaversView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(LeaversView.PATH + "?open=" + DepartureScene.LATE);
        test(button("leaver-add")).click();
        answers();
        assertThat(find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "dormant.");
        find(Dialog.class).single().close();
    }

    private PersonField person() {
        return find(PersonField.class).withId("leaver-person").single();
    }

    private TextArea reason(String dialog) {
        return find(TextArea.class).withId(dialog + "-reason").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityLeaver> listed() {
        return find(Grid.class).withId("leavers").single();
    }

    private String drawer() {
        return find(Drawer.class).single().getElement().getTextRecursively();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
