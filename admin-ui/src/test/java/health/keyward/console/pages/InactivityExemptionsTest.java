package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.PersonField;
import health.keyward.console.inactivity.ExemptionsView;
import health.keyward.console.inactivity.InactiveView;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.MapScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityExemption;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.NewInactivityExemption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exemptions and leaves are listed, proposed and ended on their page (IN-8, IN-9). */
class InactivityExemptionsTest extends PageTest {
    @Test
    void who_is_left_alone_is_listed_and_filters_live_in_the_address() {
        visit(ExemptionsView.PATH);
        assertThat(test(listed()).getRow(0).username()).isEqualTo("cmoreau");
        assertThat(test(listed()).getRow(1).state()).isEqualTo(InactivityExemption.State.EXPIRED);
        visit(ExemptionsView.PATH + "?kind=exemption&standing=yes&person=" + InactivityScene.WARNED);
        assertThat(HOUSE.calls().stream()
                        .filter(call -> call.path().equals("inactivity/exemptions"))
                        .reduce((one, other) -> other))
                .hasValueSatisfying(call -> {
                    assertThat(call.values("kind")).containsExactly("EXEMPTION");
                    assertThat(call.values("standing")).containsExactly("YES");
                    assertThat(call.values("person")).containsExactly(InactivityScene.WARNED);
                });
        assertThat(find(Main.class).single().getElement().getTextRecursively())
                .as("by name, as far as it is known")
                .contains("Person: cmoreau");
    }

    @Test
    void the_figures_of_the_accounts_lead_here() {
        visit(InactiveView.PATH);
        assertThat(find(RouterLink.class).withId("count-leave").single().getHref())
                .startsWith("access/inactive/exemptions?")
                .contains("kind=leave", "standing=yes");
    }

    @Test
    void an_exemption_is_proposed_with_owner_end_and_reason_and_another_administrator_confirms() {
        visit(ExemptionsView.PATH);
        test(button("exemption-add")).click();
        test(button("exemption-do")).click();
        assertThat(person("exemption-person").isInvalid()).isTrue();
        assertThat(person("exemption-owner").isInvalid()).isTrue();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        fill();
        test(button("exemption-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isEqualTo(new NewInactivityExemption(
                        InactivityExemptionKind.EXEMPTION,
                        InactivityScene.WARNED,
                        "works for us in spring",
                        InactivityScene.OWNER,
                        null,
                        Instant.parse("2027-01-16T00:00:00Z"),
                        false));
        assertThat(text(Paragraph.class, "exemption-receipt")).contains("Proposed for akim", "not the person");
        assertThat(find(Anchor.class).withId("exemption-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + MapScene.PROPOSAL);
        test(button("exemption-close")).click();
    }

    @Test
    void a_leave_has_a_beginning_may_last_longer_and_may_shut_the_account() {
        visit(ExemptionsView.PATH);
        test(button("exemption-add")).click();
        assertThat(find(DatePicker.class).withId("exemption-from").all()).isEmpty();
        leave();
        fill();
        date("exemption-from").setValue(LocalDate.parse("2026-12-01"));
        date("exemption-until").setValue(LocalDate.parse("2027-11-30"));
        test(find(Checkbox.class).withId("exemption-blocks").single()).click();
        test(button("exemption-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isEqualTo(new NewInactivityExemption(
                        InactivityExemptionKind.LEAVE,
                        InactivityScene.WARNED,
                        "works for us in spring",
                        InactivityScene.OWNER,
                        Instant.parse("2026-12-01T00:00:00Z"),
                        Instant.parse("2027-12-01T00:00:00Z"),
                        true));
        test(button("exemption-close")).click();
    }

    @Test
    void nobody_answers_for_their_own_and_what_the_house_refuses_is_said_in_its_words() {
        visit(ExemptionsView.PATH);
        test(button("exemption-add")).click();
        fill();
        person("exemption-owner").setValue(hit(InactivityScene.WARNED, "akim"));
        test(button("exemption-do")).click();
        assertThat(person("exemption-owner").getErrorMessage()).contains("their own exemption");
        person("exemption-owner").setValue(hit(InactivityScene.OWNER, "pkowalski"));
        person("exemption-person").setValue(hit("7b0d5c1e-7d1f-4c55-9c0e-1a2b3c4d5e6f", "mgarcia"));
        test(button("exemption-do")).click();
        assertThat(text(Paragraph.class, "exemption-trouble")).contains("Somebody else must ask for it");
        find(Dialog.class).single().close();
    }

    @Test
    void what_was_typed_survives_a_fresh_sign_in_and_nothing_happens_by_itself() {
        visit(InactiveView.PATH + "?open=" + InactivityScene.WARNED);
        test(button("dormant-exempt")).click();
        assertThat(person("exemption-person").getValue().username()).isEqualTo("akim");
        leave();
        fill();
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("exemption-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(InactiveView.PATH + "?open=" + InactivityScene.WARNED);
        answers();
        assertThat(person("exemption-person").getValue().username()).isEqualTo("akim");
        assertThat(person("exemption-owner").getValue().username()).isEqualTo("pkowalski");
        assertThat(date("exemption-until").getValue()).isEqualTo(LocalDate.parse("2027-01-15"));
        assertThat(reason().getValue()).isEqualTo("works for us in spring");
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        test(button("exemption-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isInstanceOfSatisfying(
                        NewInactivityExemption.class,
                        asked -> assertThat(asked.kind()).isEqualTo(InactivityExemptionKind.LEAVE));
        test(button("exemption-close")).click();
    }

    @Test
    void one_that_stands_is_ended_for_a_reason_and_one_that_is_over_cannot_be() {
        visit(ExemptionsView.PATH + "?open=bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");
        assertThat(drawer())
                .contains("dosei", "Over", "Not possible meanwhile", "Parental leave")
                .contains("Proposed bymgarcia", "Confirmed bypkowalski");
        assertThat(find(Button.class).withId("exemption-end").all()).isEmpty();
        visit(ExemptionsView.PATH + "?open=" + InactivityScene.EXEMPTION);
        test(button("exemption-end")).click();
        test(button("end-exemption-do")).click();
        assertThat(calls("inactivity/exemptions/" + InactivityScene.EXEMPTION + "/end"))
                .isEmpty();
        test(find(TextArea.class).withId("end-exemption-reason").single()).setValue("she is back");
        test(button("end-exemption-do")).click();
        answers();
        assertThat(calls("inactivity/exemptions/" + InactivityScene.EXEMPTION + "/end"))
                .hasSize(1);
        assertThat(drawer()).contains("Ended early", "she is back");
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(ExemptionsView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(ExemptionsView.PATH + "?open=" + InactivityScene.EXEMPTION);
        test(button("exemption-add")).click();
        answers();
        assertThat(find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "dormant.");
        find(Dialog.class).single().close();
    }

    @SuppressWarnings("unchecked")
    private void leave() {
        find(RadioButtonGroup.class).withId("exemption-kind").single().setValue(InactivityExemptionKind.LEAVE);
    }

    private void fill() {
        person("exemption-person").setValue(hit(InactivityScene.WARNED, "akim"));
        person("exemption-owner").setValue(hit(InactivityScene.OWNER, "pkowalski"));
        date("exemption-until").setValue(LocalDate.parse("2027-01-15"));
        reason().setValue("works for us in spring");
    }

    private static PersonHits.Hit hit(String id, String username) {
        return new PersonHits.Hit(id, username, null, null, true);
    }

    private PersonField person(String id) {
        return find(PersonField.class).withId(id).single();
    }

    private DatePicker date(String id) {
        return find(DatePicker.class).withId(id).single();
    }

    private TextArea reason() {
        return find(TextArea.class).withId("exemption-reason").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityExemption> listed() {
        return find(Grid.class).withId("exemptions").single();
    }

    private String drawer() {
        return find(Drawer.class).single().getElement().getTextRecursively();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
