package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.inactivity.InactivityPoliciesView;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.inactivity.InactivityAccountType;
import health.keyward.contract.inactivity.InactivityActivation;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What accounts are held to is read, changed, tried dry and activated on its page (IN-3, IN-4, IN-6). */
class InactivityPoliciesTest extends PageTest {
    private static final InactivityPolicy NURSES = new InactivityPolicy(
            "nurses",
            InactivityAccountType.HUMAN,
            "nurse",
            "/wards",
            null,
            null,
            new InactivityPolicy.Limits(30, 40, 50),
            new InactivityPolicy.Limits(14, 21, 30),
            0,
            0,
            true,
            true,
            false,
            true);
    private static final Instant BASELINE = NOW.minus(Duration.ofDays(300));

    @Test
    void each_policy_says_whom_it_concerns_and_what_happens_when() {
        visit(InactivityPoliciesView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("2 policies in force: version 2, activated Nov 9", "by victor.hale")
                .contains("the yearly review");
        assertThat(text(Div.class, "dormant-policies"))
                .contains("kind: May break the glass")
                .contains("Not used: warned after 60 and 75 days, disabled after 90.")
                .contains("Never used: warned 14 and 21 days after it was made, disabled after 30.")
                .contains("Archived 30 days after it was disabled, deleted 365 days later.")
                .contains("Disabled at once when the last day has passed.");
        assertThat(button("policies-preview").isEnabled()).as("nothing differs").isFalse();
        assertThat(find(DatePicker.class).withId("policies-baseline").single().getValue())
                .isEqualTo(LocalDate.parse("2026-01-25"));
    }

    @Test
    void a_policy_is_added_tried_dry_and_activated_for_a_reason_by_the_hash_that_was_shown() {
        visit(InactivityPoliciesView.PATH);
        addsTheNurses();
        assertThat(text(Div.class, "policies-pending")).contains("not in force");
        assertThat(text(Div.class, "dormant-policies"))
                .contains("role nurse; group /wards and those below it", "Not in force")
                .contains("Never archived or deleted.", "Refreshed tokens");
        assertThat(HOUSE.inactivity().draft()).as("nothing was tried yet").isNull();

        test(button("policies-preview")).click();
        answers();
        assertThat(HOUSE.inactivity().draft())
                .isEqualTo(new InactivityDraft(
                        2, BASELINE, List.of(InactivityScene.PRIVILEGED, InactivityScene.PEOPLE, NURSES)));
        assertThat(text(Div.class, "dry-run"))
                .contains("A run now would act on 55 accounts of 208 and hold back 4. Nothing was done.")
                .contains("The circuit breaker would stop it")
                .contains("people and nurses are equally specific")
                .contains("Disable22422")
                .contains("akimFirst warningNot usedpeople");
        test(button("activate-do")).click();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        test(reason()).setValue("nurses change wards often");
        test(button("activate-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isEqualTo(new InactivityActivation(InactivityScene.HASH, "nurses change wards often"));
        assertThat(text(Paragraph.class, "activate-receipt")).contains("Version 3 is in force");
        test(button("activate-close")).click();
        answers();
        assertThat(text(Paragraph.class, "sentence")).contains("3 policies in force: version 3");
        assertThat(find(Div.class).withId("policies-pending").all()).isEmpty();
    }

    @Test
    void what_was_changed_outlives_another_page_and_a_stronger_sign_in_and_nothing_happens_by_itself() {
        visit(InactivityPoliciesView.PATH);
        test(button("policy-remove-0")).click();
        visit("activity/changes");
        visit(InactivityPoliciesView.PATH);
        assertThat(text(Div.class, "dormant-policies")).doesNotContain("privileged");
        test(button("policies-preview")).click();
        answers();
        test(reason()).setValue("one is enough");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("activate-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(InactivityPoliciesView.PATH);
        answers();
        assertThat(reason().getValue()).isEqualTo("one is enough");
        assertThat(HOUSE.inactivity().handedIn()).isNull();
        test(button("activate-do")).click();
        answers();
        assertThat(HOUSE.inactivity().handedIn())
                .isEqualTo(new InactivityActivation(InactivityScene.HASH, "one is enough"));
        test(button("activate-close")).click();
    }

    @Test
    void days_that_do_not_grow_and_a_name_that_is_taken_are_refused() {
        visit(InactivityPoliciesView.PATH);
        test(button("policy-edit-1")).click();
        answers();
        test(field("policy-name")).setValue("privileged");
        test(days("policy-used-disable")).setValue(70);
        test(button("policy-do")).click();
        assertThat(field("policy-name").getErrorMessage()).contains("Another policy has this name");
        assertThat(days("policy-used-disable").isInvalid()).isTrue();
        assertThat(find(Div.class).withId("policies-pending").all()).isEmpty();
        find(Dialog.class).single().close();
    }

    @Test
    void another_baseline_is_a_change_and_can_be_discarded() {
        visit(InactivityPoliciesView.PATH);
        test(find(DatePicker.class).withId("policies-baseline").single()).setValue(LocalDate.parse("2026-06-01"));
        assertThat(button("policies-preview").isEnabled()).isTrue();
        test(button("policies-preview")).click();
        answers();
        assertThat(HOUSE.inactivity().draft())
                .extracting(InactivityDraft::baseline)
                .isEqualTo(Instant.parse("2026-06-01T00:00:00Z"));
        find(Dialog.class).single().close();
        test(button("policies-discard")).click();
        assertThat(button("policies-preview").isEnabled()).isFalse();
        assertThat(find(DatePicker.class).withId("policies-baseline").single().getValue())
                .isEqualTo(LocalDate.parse("2026-01-25"));
    }

    @Test
    void before_the_first_activation_the_defaults_can_be_tried_as_they_are() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(InactivityPoliciesView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("No policy is active");
        assertThat(button("policies-preview").isEnabled()).isTrue();
        test(button("policies-preview")).click();
        answers();
        assertThat(HOUSE.inactivity().draft())
                .isEqualTo(new InactivityDraft(
                        0,
                        Instant.parse("2026-11-21T00:00:00Z"),
                        List.of(InactivityScene.PRIVILEGED, InactivityScene.PEOPLE)));
        find(Dialog.class).single().close();
    }

    @ParameterizedTest
    @CsvSource({"FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(InactivityPoliciesView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(InactivityPoliciesView.PATH);
        addsTheNurses();
        test(button("policies-preview")).click();
        answers();
        assertThat(find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "dormant.");
        find(Dialog.class).single().close();
        test(button("policies-discard")).click();
    }

    private void addsTheNurses() {
        test(button("policy-add")).click();
        answers();
        test(field("policy-name")).setValue("nurses");
        test(field("policy-role")).setValue("nurse");
        test(field("policy-group")).setValue("/wards");
        test(days("policy-used-warn")).setValue(30);
        test(days("policy-used-again")).setValue(40);
        test(days("policy-used-disable")).setValue(50);
        test(days("policy-archive")).setValue(0);
        test(days("policy-delete")).setValue(0);
        test(find(Checkbox.class).withId("policy-other").single()).click();
        test(button("policy-do")).click();
        answers();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private TextField field(String id) {
        return find(TextField.class).withId(id).single();
    }

    private IntegerField days(String id) {
        return find(IntegerField.class).withId(id).single();
    }

    private TextArea reason() {
        return find(TextArea.class).withId("activate-reason").single();
    }
}
