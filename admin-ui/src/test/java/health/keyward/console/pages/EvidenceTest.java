package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.evidence.EvidenceView;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.proof.ProofDialog;
import health.keyward.console.stub.LedgerScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.audit.LedgerHealth;
import java.time.Year;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceTest extends PageTest {
    private static final String EVENT = "0123456789abcdef0123456789abcdef";

    @Test
    void a_house_in_order_says_what_is_signed_by_whom_it_is_kept_and_what_was_checked() {
        visit(EvidenceView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("184,211 entries")
                .contains("184,205 of them");
        assertThat(text(Div.class, "evidence-state")).contains("In order");
        assertThat(text(Div.class, "anchors"))
                .contains("directory")
                .contains("witness north")
                .contains("Nothing yet");
        assertThat(text(Div.class, "epochs")).contains("localhost/keyward");
        assertThat(text(Div.class, "check-result")).contains("Entries 184,001 to 184,211 were checked");
        assertThat(text(Div.class, "outside")).contains("localhost/keyward+1f9c3a55+");
        assertThat(banner().isVisible()).isFalse();
    }

    @Test
    void each_feed_says_how_far_its_receiver_is_and_what_went_wrong() {
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "feeds"))
                .contains("archive", "json to files, people: names", "In order")
                .contains("Failed 3 times", "syslog: ConnectException", "Tried again at", "212")
                .contains("Switched off by two administrators");
        assertThat(find(Button.class).withId("feed-replay-repository").single().isEnabled())
                .as("nothing was sent that could be sent again")
                .isFalse();
    }

    @Test
    void a_feed_is_sent_again_from_an_entry_and_for_a_reason() {
        visit(EvidenceView.PATH);
        test(find(Button.class).withId("feed-replay-siem").single()).click();
        test(find(Button.class).withId("replay-do").single()).click();
        assertThat(find(TextField.class).withId("replay-from").single().isInvalid())
                .isTrue();
        test(find(TextField.class).withId("replay-from").single()).setValue("999999999");
        test(find(TextArea.class).withId("replay-reason").single()).setValue("The disk of the SIEM was lost");
        test(find(Button.class).withId("replay-do").single()).click();
        assertThat(calls("audit/feeds/siem/replay")).as("not sent yet").isEmpty();
        test(find(TextField.class).withId("replay-from").single()).setValue("183000");
        test(find(Button.class).withId("replay-do").single()).click();
        answers();
        assertThat(calls("audit/feeds/siem/replay"))
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEqualTo("POST"));
        assertThat(find(Button.class).withId("replay-do").all()).isEmpty();
    }

    @Test
    void what_was_typed_to_send_a_feed_again_survives_a_stronger_sign_in() {
        visit(EvidenceView.PATH);
        test(find(Button.class).withId("feed-replay-siem").single()).click();
        test(find(TextField.class).withId("replay-from").single()).setValue("183000");
        test(find(TextArea.class).withId("replay-reason").single()).setValue("The disk of the SIEM was lost");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(find(Button.class).withId("replay-do").single()).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit("activity/changes");
        visit(EvidenceView.PATH);
        assertThat(find(TextField.class).withId("replay-from").single().getValue())
                .isEqualTo("183000");
        assertThat(find(TextArea.class).withId("replay-reason").single().getValue())
                .isEqualTo("The disk of the SIEM was lost");
        assertThat(calls("audit/feeds/siem/replay"))
                .as("nothing happens by itself")
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(LedgerHealth.State.class)
    void every_word_of_the_page_is_translated(LedgerHealth.State state) {
        HOUSE.ledger().state(state);
        visit(EvidenceView.PATH);
        assertThat(find(Main.class).single().getElement().getTextRecursively()).doesNotContain("!{", "!(", "ledger.");
    }

    @Test
    void a_log_put_back_is_red_on_every_page_with_what_to_do_next() {
        HOUSE.ledger().state(LedgerHealth.State.RED);
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "evidence-state"))
                .contains("Not to be relied on")
                .contains("The log was put back to an older state.")
                .contains("Find out who put the database back")
                .contains("The log has 184211 entries")
                .contains("Something is not as it should be.")
                .contains("A word of tomorrow.");
        assertThat(banner().getElement().getTextRecursively()).contains("Do not rely on the history");
        assertThat(banner().hasClassName("kw-red")).isTrue();
        visit(LoginHistoryView.PATH);
        assertThat(banner().isVisible()).isTrue();
        assertThat(find(Anchor.class).withId("ledger-open").single().getHref()).isEqualTo(EvidenceView.PATH);
    }

    @Test
    void an_anchor_in_trouble_is_amber_and_says_since_when() {
        HOUSE.ledger().state(LedgerHealth.State.DEGRADED);
        visit(EvidenceView.PATH);
        assertThat(banner().hasClassName("kw-red")).isFalse();
        assertThat(text(Div.class, "ledger-banner")).contains("An anchor has trouble.");
        assertThat(text(Div.class, "anchors")).contains("no answer within 5 s").contains("since");
    }

    @Test
    void the_banner_goes_once_all_is_well_again() {
        HOUSE.ledger().state(LedgerHealth.State.RED);
        visit(EvidenceView.PATH);
        HOUSE.ledger().state(LedgerHealth.State.GREEN);
        test(button("verify-now")).click();
        answers();
        HOUSE.ledger().endsWell();
        poll();
        assertThat(banner().isVisible()).isFalse();
    }

    @Test
    void the_report_of_this_year_and_of_the_last_can_be_downloaded() {
        visit(EvidenceView.PATH);
        int year = Year.now().getValue();
        assertThat(find(Anchor.class).withId("evidence-report").single().getText())
                .contains(Integer.toString(year))
                .contains("so far");
        assertThat(find(Anchor.class).withId("evidence-report-before").single().getText())
                .contains(Integer.toString(year - 1));
    }

    @Test
    void a_check_runs_on_the_server_and_is_found_again_after_leaving() {
        visit(EvidenceView.PATH);
        test(button("verify-now")).click();
        answers();
        assertThat(text(Div.class, "check-result")).contains("begins within seconds");
        assertThat(button("verify-now").isEnabled()).isFalse();
        visit(LoginHistoryView.PATH);
        HOUSE.ledger().reaches(92_000);
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "check-result")).contains("92,000 of 184,211 entries checked");
        assertThat(find(ProgressBar.class).withId("check-progress").single().getValue())
                .isBetween(0.49, 0.51);
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(2_000);
        HOUSE.ledger().endsWell();
        poll();
        assertThat(text(Div.class, "check-result"))
                .contains("Entries 1 to 184,211 were checked in 14 s")
                .contains("Good");
        assertThat(button("verify-now").isEnabled()).isTrue();
        assertThat(UI.getCurrent().getPollInterval()).isGreaterThan(2_000);
        assertThat(HOUSE.calls().stream().filter(c -> c.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void damage_is_named_with_its_first_entry() {
        visit(EvidenceView.PATH);
        test(button("verify-now")).click();
        answers();
        HOUSE.ledger().endsBadly("ENTRY", 17);
        HOUSE.ledger().state(LedgerHealth.State.RED);
        poll();
        assertThat(text(Div.class, "check-result"))
                .contains("an entry is not what was hashed when it was written")
                .contains("The first entry that is not right is 17")
                .contains("its hash is not the one in the tree");
        assertThat(banner().hasClassName("kw-red")).isTrue();
    }

    @Test
    void who_may_not_start_a_check_is_told_and_the_page_stays() {
        visit(EvidenceView.PATH);
        HOUSE.mood(StubHouse.Mood.FORBIDDEN);
        test(button("verify-new")).click();
        answers();
        assertThat(text(Div.class, "check-result"))
                .contains("Only administrators of the realm that keeps the evidence");
        assertThat(button("verify-now").isEnabled()).isTrue();
        assertThat(find(Div.class).withId("evidence-state").all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit(LoginHistoryView.PATH);
        HOUSE.mood(mood);
        visit(EvidenceView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void a_state_that_cannot_be_asked_is_not_taken_for_green() {
        visit(EvidenceView.PATH);
        assertThat(banner().isVisible()).isFalse();
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(LoginHistoryView.PATH);
        visit(EvidenceView.PATH);
        assertThat(text(Div.class, "ledger-banner")).contains("could not be asked");
    }

    @Test
    void an_event_in_the_address_opens_its_proof() {
        visit(EvidenceView.PATH + "?event=" + EVENT);
        assertThat(find(ProofDialog.class).single().isOpened()).isTrue();
        assertThat(text(Paragraph.class, "proof-says")).contains("entry 4,711").contains("184,205 entries");
        assertThat(find(Anchor.class).withId("proof-download").all()).hasSize(1);
        assertThat(calls("audit/proof/" + EVENT)).hasSize(1);
        test(button("proof-close")).click();
        answers();
        assertThat(find(ProofDialog.class).all()).isEmpty();
    }

    @Test
    void an_event_that_is_not_signed_yet_is_said_so() {
        visit(EvidenceView.PATH + "?event=" + LedgerScene.EARLY);
        assertThat(find(ProofDialog.class).single().getElement().getTextRecursively())
                .contains("Not signed yet");
        test(button("proof-again")).click();
        answers();
        assertThat(calls("audit/proof/" + LedgerScene.EARLY)).hasSize(2);
    }

    @Test
    void what_is_no_event_id_is_refused_on_the_page() {
        visit(EvidenceView.PATH + "?event=../../me");
        assertThat(find(ProofDialog.class).all()).isEmpty();
        var field = find(TextField.class).withId("prove-event").single();
        test(field).setValue("not an id");
        test(button("prove-show")).click();
        assertThat(field.isInvalid()).isTrue();
        assertThat(HOUSE.calls()).noneMatch(c -> c.path().startsWith("audit/proof"));
        test(field).setValue(EVENT.toUpperCase(Locale.ROOT));
        test(button("prove-show")).click();
        answers();
        assertThat(calls("audit/proof/" + EVENT)).hasSize(1);
    }

    @Test
    void the_drawer_of_an_attempt_leads_to_its_proof() {
        var row = HOUSE.scenes().rows().stream()
                .filter(r -> !r.synthetic())
                .findFirst()
                .orElseThrow();
        visit(LoginHistoryView.PATH + "?open=" + row.id());
        test(find(Button.class).withClassName("kw-prove").single()).click();
        answers();
        assertThat(text(Paragraph.class, "proof-says")).contains("4,711");
        assertThat(calls("audit/proof/" + row.id())).hasSize(1);
    }

    @Test
    void the_drawer_of_a_change_leads_to_its_proof() {
        visit("activity/changes?open=" + "%032x".formatted(0xc0de00L));
        test(find(Button.class).withClassName("kw-prove").single()).click();
        answers();
        assertThat(calls("audit/proof/" + "%032x".formatted(0xc0de00L))).hasSize(1);
    }

    private void poll() {
        settle();
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
        settle();
    }

    /** Looking for something is what lets waiting answers in. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            answers();
            assertThat(find(Main.class).all()).hasSize(1);
        }
    }

    /** Hidden most of the time, so it is looked for among everything there is. */
    private Div banner() {
        return UI.getCurrent()
                .getChildren()
                .flatMap(EvidenceTest::all)
                .filter(c -> c.getId().filter("ledger-banner"::equals).isPresent())
                .map(Div.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Component> all(Component top) {
        return Stream.concat(Stream.of(top), top.getChildren().flatMap(EvidenceTest::all));
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
