package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.evidence.EvidenceView;
import health.keyward.console.stub.ProposalScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.approval.ProposalRequest;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.PersonHits;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, held and let go, and how an administrator proposes it to a second one. */
class RetentionTest extends PageTest {
    private static final PersonHits.Hit ADA =
            new PersonHits.Hit("6d1f5e0c-0000-4000-8000-000000000001", "alovelace", "Ada Lovelace", null, true);

    @Test
    void holds_old_months_keys_and_the_last_acts_are_shown() {
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "retention")).contains("kept for 7 years at least");
        assertThat(text(Div.class, "retain-holds"))
                .contains("case 3")
                .contains("The whole realm")
                .contains("2 holds of other realms stop a disposal too");
        assertThat(text(Div.class, "retain-disposal")).contains("4,500 entries from 2015-03 to 2016-05");
        assertThat(text(Div.class, "retain-keys"))
                .contains("kek-2")
                .contains("812")
                .contains("Closed");
        assertThat(text(Div.class, "retain-acts"))
                .contains("One person was erased")
                .contains("184,101")
                .contains("Something else");
        assertThat(calls("audit/retention")).hasSize(1);
    }

    @Test
    void what_stands_against_an_act_is_said_instead_of_offered() {
        HOUSE.ledger().against();
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "retain-disposal")).contains("Something is on hold");
        assertThat(text(Div.class, "retain-keys"))
                .contains("kek-3 was ordered and waits")
                .contains("put a later key file on every server first");
        assertThat(find(Button.class).withId("retain-dispose").all()).isEmpty();
        assertThat(find(Button.class).withId("retain-rewrap").all()).isEmpty();
    }

    @Test
    void another_realm_decides_about_its_own_people_only() {
        HOUSE.ledger().elsewhere();
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "retention")).contains("decided in the realm that keeps the evidence");
        assertThat(find(Div.class).withId("retain-keys").all()).isEmpty();
        assertThat(button("retain-shred").isEnabled()).isTrue();
    }

    @Test
    void an_erasure_is_proposed_for_one_person_and_ends_with_a_receipt_that_leads_to_the_second_administrator() {
        visit(EvidenceView.PATH);
        test(button("retain-shred")).click();
        assertThat(text(Paragraph.class, "propose-what"))
                .contains("this one person")
                .contains("cannot be undone")
                .contains("7 years");
        test(button("propose-do")).click();
        assertThat(person().isInvalid()).isTrue();
        assertThat(area().isInvalid()).isTrue();
        assertThat(HOUSE.proposals().proposed()).isNull();

        person().setValue(ADA);
        test(field()).setValue("order 7");
        test(area()).setValue("the court asks for it");
        test(button("propose-do")).click();
        settle();

        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest(
                        "shred-person",
                        Map.of("person", ADA.userId(), "legalOrder", "order 7"),
                        "the court asks for it"));
        assertThat(text(Paragraph.class, "propose-receipt")).contains("waits for another administrator");
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("data key of the person")
                .contains(ProposalScene.HASH);
        assertThat(find(Anchor.class).withId("propose-there").single().getHref())
                .isEqualTo("approvals?show=mine&open=" + ProposalScene.OWN);
        test(button("propose-close")).click();
    }

    @Test
    void a_hold_is_for_one_person_or_for_the_whole_realm() {
        visit(EvidenceView.PATH);
        test(button("retain-hold")).click();
        var everybody = find(Checkbox.class).withId("propose-everybody").single();
        test(everybody).click();
        assertThat(person().isEnabled()).isFalse();
        test(area()).setValue("a letter came");
        test(button("propose-do")).click();
        assertThat(field().isInvalid()).as("a hold names a case").isTrue();
        test(field()).setValue("case 3");
        test(button("propose-do")).click();
        settle();
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest(
                        "legal-hold", Map.of("wholeRealm", "true", "reason", "case 3"), "a letter came"));
    }

    @Test
    void releasing_disposing_and_new_keys_say_how_many_and_ask_why() {
        visit(EvidenceView.PATH);
        test(find(Button.class).withClassName("kw-release").all().getLast()).click();
        assertThat(text(Paragraph.class, "propose-what"))
                .contains("whole realm")
                .contains("court of 3 May");
        proposes("the case is closed");
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(
                        new ProposalRequest("legal-hold-release", Map.of("wholeRealm", "true"), "the case is closed"));
        test(button("retain-dispose")).click();
        assertThat(text(Paragraph.class, "propose-what"))
                .contains("4,500 entries of the months 2015-03 to 2016-05")
                .contains("numbers 1 to 4,500, of all realms");
        proposes("they are old enough");
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest("dispose", Map.of("before", "2019-11"), "they are old enough"));
        test(button("retain-rewrap")).click();
        assertThat(text(Paragraph.class, "propose-what"))
                .contains("All 812 data keys")
                .contains("kek-3");
        proposes("every year");
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest("rewrap-keys", Map.of("toEpoch", "3"), "every year"));
    }

    @Test
    void a_new_epoch_is_offered_only_while_the_log_refuses_to_be_signed() {
        visit(EvidenceView.PATH);
        assertThat(find(Button.class).withId("retain-epoch").all()).isEmpty();
        HOUSE.ledger().state(LedgerHealth.State.RED);
        UI.getCurrent().navigate("activity/changes");
        visit(EvidenceView.PATH);
        test(button("retain-epoch")).click();
        proposes("too short");
        assertThat(area().isInvalid()).isTrue();
        proposes("the dump of Friday was put back");
        assertThat(HOUSE.proposals().proposed())
                .isEqualTo(new ProposalRequest(
                        "new-epoch",
                        Map.of("reason", "the dump of Friday was put back"),
                        "the dump of Friday was put back"));
    }

    @Test
    void why_it_cannot_be_proposed_is_said_in_the_dialog_and_nothing_is_lost() {
        visit(EvidenceView.PATH);
        test(button("retain-shred")).click();
        person().setValue(ADA);
        test(area()).setValue("although held");
        test(button("propose-do")).click();
        assertThat(text(Paragraph.class, "propose-trouble")).contains("It is on hold. Release the hold first.");
        assertThat(area().getValue()).isEqualTo("although held");
    }

    @Test
    void what_was_typed_survives_a_stronger_sign_in_and_nothing_happens_by_itself() {
        visit(EvidenceView.PATH);
        test(button("retain-shred")).click();
        person().setValue(ADA);
        test(field()).setValue("order 7");
        test(area()).setValue("the court asks for it");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("propose-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(EvidenceView.PATH);
        settle();
        assertThat(person().getValue().userId()).isEqualTo(ADA.userId());
        assertThat(field().getValue()).isEqualTo("order 7");
        assertThat(area().getValue()).isEqualTo("the court asks for it");
        assertThat(HOUSE.proposals().proposed()).isNull();
        test(button("propose-do")).click();
        settle();
        assertThat(HOUSE.proposals().proposed()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        visit(EvidenceView.PATH);
        test(button("retain-shred")).click();
        assertThat(find(Main.class).single().getElement().getTextRecursively()
                        + find(Dialog.class).single().getElement().getTextRecursively())
                .doesNotContain("!{", "!(", "retain.");
    }

    private void proposes(String why) {
        test(area()).setValue(why);
        test(button("propose-do")).click();
        settle();
        if (!find(Button.class).withId("propose-close").all().isEmpty()) {
            test(button("propose-close")).click();
            settle();
        }
    }

    /** Looking for something is what lets waiting answers in. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            answers();
            assertThat(find(Main.class).all()).hasSize(1);
        }
    }

    @SuppressWarnings("unchecked")
    private ComboBox<PersonHits.Hit> person() {
        return find(ComboBox.class).withId("propose-person").single();
    }

    private TextField field() {
        return find(TextField.class).withId("propose-reference").single();
    }

    private TextArea area() {
        return find(TextArea.class).withId("propose-reason").single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
