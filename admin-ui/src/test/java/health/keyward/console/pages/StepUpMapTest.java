package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.stepup.StepUpView;
import health.keyward.console.stub.MapScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step-up map is read, changed, previewed, published and put back on its page (SU-1). */
class StepUpMapTest extends PageTest {
    private static final StepUpRule BOARD = new StepUpRule(
            "Ward board",
            List.of("ward-board"),
            List.of(),
            List.of("nurse"),
            List.of(),
            List.of(),
            List.of(),
            List.of("10.20.0.0/16", "10.30.0.0/16"),
            false,
            "phr",
            900L,
            false);

    @Test
    void each_rule_is_a_sentence_and_what_is_gone_is_said() {
        visit(StepUpView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("3 rules").contains("version 4");
        assertThat(text(Div.class, "map-rules"))
                .contains("App pharmacy; by anyone with controlled-substance-signer")
                .contains("phishing-resistant key, at most 5 minutes old, another factor than at sign-in")
                .contains("Apps with patient data; from anywhere but 10.20.0.0/16 or 2001:db8:20::/48")
                .contains("second factor, each time")
                .contains("No longer there: There is no app portal.");
        assertThat(text(Div.class, "map-versions"))
                .contains("readers in the pharmacy were exchanged")
                .contains("anneke.devries and a second administrator");
        assertThat(button("map-preview").isEnabled()).isFalse();
    }

    @Test
    void a_rule_is_added_previewed_and_published_for_a_reason() {
        visit(StepUpView.PATH);
        addsTheBoard();
        assertThat(text(Div.class, "map-pending")).contains("not published");
        assertThat(text(Div.class, "map-rules")).contains("Ward board").contains("Not published");
        assertThat(HOUSE.stepUpMap().handedIn()).isNull();

        test(button("map-preview")).click();
        settle();
        assertThat(text(Paragraph.class, "preview-answer"))
                .isEqualTo("Of 1,984 sign-ins in the last 30 days that these rules speak of, 312 would have been asked"
                        + " for more, of 23 people.");
        assertThat(text(Div.class, "preview"))
                .contains("Ada Lovelace")
                .contains("41 times")
                .contains("u-9")
                .contains("no level was recorded");
        test(button("publish-do")).click();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(HOUSE.stepUpMap().handedIn()).isNull();
        test(reason()).setValue("nurses carry keys now");
        test(button("publish-do")).click();
        settle();
        assertThat(HOUSE.stepUpMap().handedIn())
                .isEqualTo(new StepUpMapDraft(4, rules(BOARD), "nurses carry keys now"));
        assertThat(text(Paragraph.class, "publish-receipt")).contains("Version 5 counts now");
        test(button("publish-close")).click();
        settle();
        assertThat(text(Paragraph.class, "sentence")).contains("4 rules").contains("version 5");
        assertThat(find(Div.class).withId("map-pending").all()).isEmpty();
    }

    @Test
    void a_map_that_asks_for_less_is_handed_to_a_second_administrator() {
        visit(StepUpView.PATH);
        remove("Pharmacy");
        test(button("map-preview")).click();
        settle();
        assertThat(text(Paragraph.class, "publish-second")).contains("less than now: Pharmacy");
        assertThat(button("publish-do").getText()).isEqualTo("Propose");
        test(reason()).setValue("the trial is over");
        test(button("publish-do")).click();
        settle();
        assertThat(text(Paragraph.class, "publish-receipt")).contains("waits for another administrator");
        assertThat(find(Anchor.class).withId("publish-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + MapScene.PROPOSAL);
        test(button("publish-close")).click();
        settle();
        assertThat(text(Paragraph.class, "sentence")).contains("version 4");
        assertThat(text(Div.class, "map-rules")).contains("Pharmacy");
    }

    @Test
    void a_draft_survives_another_page_and_a_stronger_sign_in_with_its_reason() {
        visit(StepUpView.PATH);
        addsTheBoard();
        UI.getCurrent().navigate("activity/changes");
        visit(StepUpView.PATH);
        assertThat(text(Div.class, "map-rules")).contains("Ward board");
        test(button("map-preview")).click();
        settle();
        test(reason()).setValue("nurses carry keys now");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("publish-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(StepUpView.PATH);
        settle();
        assertThat(reason().getValue()).isEqualTo("nurses carry keys now");
        assertThat(HOUSE.stepUpMap().handedIn()).as("nothing happens by itself").isNull();
        test(button("publish-do")).click();
        settle();
        assertThat(HOUSE.stepUpMap().handedIn()).isNotNull();
        test(button("publish-close")).click();
    }

    @Test
    void a_draft_can_be_thrown_away() {
        visit(StepUpView.PATH);
        remove("Pharmacy");
        assertThat(text(Div.class, "map-rules")).doesNotContain("Pharmacy");
        test(button("map-discard")).click();
        assertThat(text(Div.class, "map-rules")).contains("Pharmacy");
        assertThat(button("map-preview").isEnabled()).isFalse();
    }

    @Test
    void an_old_version_is_looked_at_by_its_address_and_taken_over_as_a_draft() {
        visit(StepUpView.PATH + "?version=2");
        settle();
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("controlled substances, 21 CFR 1311")
                .contains("role controlled-substance-signer: mfa")
                .contains("5c5c");
        test(button("version-restore")).click();
        settle();
        assertThat(text(Div.class, "map-rules")).contains("Pharmacy").doesNotContain("Old portal");
        assertThat(button("map-preview").isEnabled()).isTrue();
    }

    @Test
    void a_rule_about_risk_says_so_and_its_preview_counts_it_apart() {
        visit(StepUpView.PATH);
        test(button("map-add")).click();
        settle();
        test(find(TextField.class).withId("rule-name").single()).setValue("Risky sign-ins");
        test(find(Checkbox.class).withId("rule-risk").single()).click();
        assertThat(find(Paragraph.class).withId("rule-sentence").single().getText())
                .isEqualTo("When the risk is elevated: second factor.");
        test(button("rule-do")).click();
        settle();
        test(button("map-preview")).click();
        settle();
        assertThat(text(Div.class, "preview"))
                .contains("the rule Risky sign-ins is not in these figures")
                .contains("it would have asked 77 times, 9 people");
        find(Dialog.class).single().close();
    }

    @Test
    void two_rules_never_have_one_name() {
        visit(StepUpView.PATH);
        test(button("map-add")).click();
        settle();
        test(find(TextField.class).withId("rule-name").single()).setValue("pharmacy");
        test(button("rule-do")).click();
        assertThat(find(TextField.class).withId("rule-name").single().isInvalid())
                .isTrue();
        assertThat(find(Paragraph.class).withId("rule-sentence").single().getText())
                .isEqualTo("Always: second factor.");
        find(Dialog.class).single().close();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY,empty", "FAILING,failed"})
    void nothing_there_and_gone_wrong_look_different(StubHouse.Mood mood, String state) {
        HOUSE.mood(mood);
        visit(StepUpView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(StepUpView.PATH);
        remove("Old portal");
        test(button("map-preview")).click();
        settle();
        String page = find(Main.class).single().getElement().getTextRecursively()
                + find(Dialog.class).single().getElement().getTextRecursively();
        find(Dialog.class).single().close();
        settle();
        test(button("map-add")).click();
        settle();
        assertThat(page + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "map.");
    }

    private void addsTheBoard() {
        test(button("map-add")).click();
        settle();
        test(find(TextField.class).withId("rule-name").single()).setValue("Ward board");
        box("rule-apps").setValue(Set.of("ward-board"));
        box("rule-roles").setValue(Set.of("nurse"));
        test(find(TextField.class).withId("rule-except").single()).setValue("10.30.0.0/16, 10.20.0.0/16");
        select("rule-level").setValue("phr");
        select("rule-age").setValue(900L);
        assertThat(find(Paragraph.class).withId("rule-sentence").single().getText())
                .isEqualTo("App ward-board; by anyone with nurse; from anywhere but 10.20.0.0/16 or 10.30.0.0/16:"
                        + " phishing-resistant key, at most 15 minutes old.");
        test(button("rule-do")).click();
        settle();
    }

    private void remove(String rule) {
        Component card = find(Div.class).all().stream()
                .filter(div -> rule.equals(div.getElement().getAttribute("data-rule")))
                .findFirst()
                .orElseThrow();
        test(find(Button.class, card).all().stream()
                        .filter(b -> "remove".equals(b.getElement().getAttribute("data-act")))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    private static List<StepUpRule> rules(StepUpRule added) {
        return List.of(MapScene.PHARMACY, MapScene.OUTSIDE, MapScene.OLD_APP, added);
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<String> box(String id) {
        return (MultiSelectComboBox<String>)
                find(MultiSelectComboBox.class).withId(id).single();
    }

    @SuppressWarnings("unchecked")
    private Select<Object> select(String id) {
        return (Select<Object>) find(Select.class).withId(id).single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private TextArea reason() {
        return find(TextArea.class).withId("publish-reason").single();
    }

    /** Looking for something is what lets waiting answers in. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            answers();
            find(Div.class).all();
        }
    }
}
