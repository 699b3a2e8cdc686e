package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.breakglass.CasesView;
import health.keyward.console.review.CampaignsView;
import health.keyward.console.review.Letters;
import health.keyward.console.review.MineView;
import health.keyward.console.signin.Refusal;
import health.keyward.console.stub.ReviewScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.DecideReviewItems;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReopenReviewItem;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.test.context.support.WithMockUser;

/** A reviewer answers what waits, one at a time or several, by keyboard (AR-6 to AR-9). */
@WithMockUser(username = "rhall", roles = "reviewer")
class MyReviewsTest extends PageTest {
    private static final String OPEN = MineView.PATH + "?open=";

    @Test
    void a_reviewer_starts_here_and_sees_no_page_of_administrators() {
        visit("");
        assertThat(getCurrentView()).isInstanceOf(MineView.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .containsExactly(MineView.PATH, CasesView.PATH);
        visit(CampaignsView.PATH);
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(calls("review/campaigns")).isEmpty();
    }

    @Test
    @WithMockUser(username = "hkowalczyk", roles = "privacy-officer")
    void a_privacy_officer_is_refused() {
        visit(MineView.PATH);
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(calls("review/mine/items")).isEmpty();
    }

    @Test
    void what_waits_is_counted_and_listed_in_an_order_of_ones_own() {
        visit(MineView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("5 rights wait", "1 of high risk", "due");
        assertThat(text(Div.class, "mine-progress")).contains("0 of 5 answered");
        assertThat(calls("review/mine/items").getLast().values("by")).containsExactly("ANY");
        assertThat(calls("review/mine/items").getLast().values("state")).containsExactly("OPEN");
        assertThat(ids()).first().isEqualTo(ReviewScene.RISKY);
    }

    @Test
    void order_campaign_risk_and_state_stand_in_the_address() {
        visit(MineView.PATH + "?by=entitlement&campaign=" + ReviewScene.RUNNING + "&risk=low&show=open");
        assertThat(calls("review/mine/items").getLast().values("by")).containsExactly("ENTITLEMENT");
        assertThat(calls("review/mine/items").getLast().values("campaign")).containsExactly(ReviewScene.RUNNING);
        assertThat(ids()).containsExactly(ReviewScene.SECOND_PLAIN, ReviewScene.UNWANTED, ReviewScene.PLAIN);
        assertThat(text(Div.class, "chip-campaign")).contains("Cardiology, quarterly");
    }

    @Test
    void an_item_shows_what_is_known_and_what_nobody_knows_and_nothing_is_chosen_beforehand() {
        visit(OPEN + ReviewScene.RISKY);
        assertThat(text(Div.class, "item-recommended"))
                .contains("The facts speak for revoking it (80 of 100)", "not used for 90 days");
        assertThat(text(Div.class, "item-context"))
                .contains("Last usednot known", "3 of 40 hold it (8 %)", "pharmacist", "by mgarcia");
        assertThat(text(Div.class, "item-right"))
                .contains("Directory corp-ldap: controlled-signers", "only the other system can take it away");
        for (var answer : List.of("answer-keep", "answer-revoke", "answer-unknown")) {
            assertThat(button(answer).getThemeNames())
                    .as("no answer stands out: " + answer)
                    .doesNotContain(ButtonVariant.PRIMARY.getVariantName());
        }
        assertThat(find(Select.class).withId("answer-reduce-to").all()).isEmpty();
    }

    @Test
    void inherited_access_says_how_it_comes_and_which_group_a_denial_changes() {
        visit(OPEN + ReviewScene.PLAIN);
        assertThat(text(Div.class, "item-right"))
                .contains("group /Main building/Cardiology → role nurse")
                .contains("leaves the group /Main building/Cardiology")
                .contains("2 other roles");
    }

    @Test
    void an_item_two_are_asked_about_says_so() {
        visit(OPEN + ReviewScene.UNCLEAR);
        assertThat(text(Div.class, "item-right")).contains("Asked togetherrhall + mgarcia");
        visit(OPEN + ReviewScene.RISKY);
        assertThat(text(Div.class, "item-right")).doesNotContain("Asked together");
    }

    @Test
    void a_letter_answers_and_goes_on_to_the_next() {
        visit(OPEN + ReviewScene.RISKY);
        press("r");
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(ReviewDecision.REVOKE, 1, null, null, null));
        assertThat(opened()).isEqualTo(ReviewScene.PLAIN);
        assertThat(text(Div.class, "mine-progress")).contains("1 of 5 answered");
        press("k");
        assertThat(HOUSE.reviews().item(ReviewScene.PLAIN).answers().getLast().decision())
                .isEqualTo(ReviewDecision.KEEP);
        assertThat(opened()).isEqualTo(ReviewScene.UNCLEAR);
    }

    @Test
    void letters_go_back_and_forth_and_undo_takes_the_last_answer_back() {
        visit(MineView.PATH);
        press("n");
        assertThat(opened()).isEqualTo(ReviewScene.RISKY);
        press("j");
        assertThat(opened()).isEqualTo(ReviewScene.PLAIN);
        press("p");
        assertThat(opened()).isEqualTo(ReviewScene.RISKY);
        press("r");
        press("u");
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReopenReviewItem(2));
        assertThat(opened()).isEqualTo(ReviewScene.RISKY);
        assertThat(HOUSE.reviews().item(ReviewScene.RISKY).state()).isEqualTo(ReviewItemState.OPEN);
        assertThat(text(Div.class, "mine-progress")).contains("0 of 5 answered");
    }

    @Test
    void letters_can_be_turned_off() {
        visit(OPEN + ReviewScene.RISKY);
        find(Checkbox.class).withId("letters-on").single().setValue(false);
        press("r");
        assertThat(HOUSE.reviews().handedIn()).isNull();
        find(Checkbox.class).withId("letters-on").single().setValue(true);
        press("r");
        assertThat(HOUSE.reviews().handedIn()).isNotNull();
    }

    @Test
    void keeping_against_the_facts_asks_why_first() {
        visit(OPEN + ReviewScene.RISKY);
        press("k");
        assertThat(HOUSE.reviews().handedIn()).isNull();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(reason().getErrorMessage()).contains("Say why you keep it");
        reason().setValue("covers for the night");
        test(button("answer-keep")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(ReviewDecision.KEEP, 1, null, null, "covers for the night"));
    }

    @Test
    void not_to_know_is_an_answer_with_a_reason() {
        visit(OPEN + ReviewScene.UNCLEAR);
        press("d");
        assertThat(HOUSE.reviews().handedIn()).isNull();
        reason().setValue("never worked with her");
        press("d");
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(ReviewDecision.UNKNOWN, 1, null, null, "never worked with her"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_right_is_kept_until_a_day_or_reduced_to_a_lesser_one() {
        visit(OPEN + ReviewScene.PLAIN);
        find(DatePicker.class).withId("answer-until").single().setValue(LocalDate.parse("2026-12-31"));
        test(button("answer-keep")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(
                        ReviewDecision.KEEP, 1, Instant.parse("2027-01-01T00:00:00Z"), null, null));
        assertThat(opened()).isEqualTo(ReviewScene.UNCLEAR);
        test(button("answer-reduce")).click();
        Select<String> to = find(Select.class).withId("answer-reduce-to").single();
        assertThat(to.isInvalid()).isTrue();
        to.setValue("nurse");
        test(button("answer-reduce")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(ReviewDecision.REDUCE, 1, null, "nurse", null));
    }

    @ParameterizedTest
    @CsvSource({"changed-meanwhile, Somebody changed it meanwhile", "must-open, High risk", "out-of-turn, not possible"
    })
    void what_the_house_refuses_is_said_in_words_and_the_item_stays(String code, String words) {
        visit(OPEN + ReviewScene.PLAIN);
        HOUSE.reviews().refuse(code);
        press("k");
        assertThat(text(Paragraph.class, "answer-trouble")).contains(words);
        assertThat(opened()).isEqualTo(ReviewScene.PLAIN);
        assertThat(HOUSE.reviews().item(ReviewScene.PLAIN).state()).isEqualTo(ReviewItemState.OPEN);
    }

    @Test
    void several_are_revoked_at_once_and_it_can_be_undone() {
        visit(MineView.PATH);
        assertThat(find(Button.class).withId("bulk-revoke").all()).isEmpty();
        choose(ReviewScene.RISKY, ReviewScene.UNWANTED);
        assertThat(button("bulk-revoke").getText()).isEqualTo("Revoke 2");
        assertThat(find(Button.class).withId("bulk-keep").all())
                .as("neither may be kept with others")
                .isEmpty();
        test(button("bulk-revoke")).click();
        assertThat(text(Paragraph.class, "bulk-what")).contains("These 2 rights");
        test(button("bulk-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItems(
                        ReviewDecision.REVOKE,
                        List.of(
                                new DecideReviewItems.Ref(ReviewScene.RISKY, 1),
                                new DecideReviewItems.Ref(ReviewScene.UNWANTED, 1)),
                        null));
        assertThat(ids()).doesNotContain(ReviewScene.RISKY, ReviewScene.UNWANTED);
        press("u");
        assertThat(ids()).contains(ReviewScene.RISKY, ReviewScene.UNWANTED);
    }

    @Test
    void only_low_risk_with_nothing_against_it_is_kept_with_others() {
        visit(MineView.PATH);
        choose(ReviewScene.RISKY, ReviewScene.PLAIN, ReviewScene.SECOND_PLAIN, ReviewScene.UNWANTED);
        assertThat(button("bulk-keep").getText()).isEqualTo("Keep 2 of low risk");
        test(button("bulk-keep")).click();
        assertThat(text(Paragraph.class, "bulk-left")).contains("2 others stay open");
        test(button("bulk-do")).click();
        answers();
        assertThat(((DecideReviewItems) HOUSE.reviews().handedIn()).items())
                .extracting(DecideReviewItems.Ref::id)
                .containsExactly(ReviewScene.PLAIN, ReviewScene.SECOND_PLAIN);
    }

    @Test
    void what_could_not_be_answered_with_others_is_named_with_the_reason() {
        visit(MineView.PATH);
        choose(ReviewScene.UNCLEAR, ReviewScene.UNWANTED);
        HOUSE.reviews().refuse("changed-meanwhile");
        test(button("bulk-revoke")).click();
        test(button("bulk-do")).click();
        answers();
        assertThat(text(Paragraph.class, "bulk-receipt")).contains("1 were answered, 1 were not");
        assertThat(find(Dialog.class).single().getElement().getTextRecursively())
                .contains("Carla Díaz, lab-reader: Somebody changed it meanwhile");
        test(button("bulk-close")).click();
    }

    @Test
    void what_was_answered_can_be_seen_and_corrected() {
        visit(OPEN + ReviewScene.PLAIN);
        press("k");
        visit(MineView.PATH + "?show=decided&open=" + ReviewScene.PLAIN);
        assertThat(ids()).containsExactly(ReviewScene.PLAIN);
        assertThat(text(Div.class, "item-answers")).contains("rhall", "Keep");
        press("r");
        assertThat(text(Div.class, "item-answers")).contains("corrected");
        assertThat(HOUSE.reviews().item(ReviewScene.PLAIN).answers())
                .extracting(one -> one.decision())
                .containsExactly(ReviewDecision.KEEP, ReviewDecision.REVOKE);
    }

    @Test
    void an_item_is_handed_on_with_a_reason() {
        visit(OPEN + ReviewScene.UNCLEAR);
        test(button("item-hand")).click();
        test(button("hand-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isNull();
        find(TextField.class).withId("hand-to").single().setValue("pkowalski");
        find(TextArea.class).withId("hand-reason").single().setValue("knows the ward");
        test(button("hand-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReassignReviewItem("pkowalski", "knows the ward", 1));
        assertThat(ids()).doesNotContain(ReviewScene.UNCLEAR);
    }

    @Test
    void somebody_answers_while_the_reviewer_is_away() {
        visit(MineView.PATH);
        test(button("mine-away")).click();
        find(TextField.class).withId("away-delegate").single().setValue("pkowalski");
        test(button("away-do")).click();
        assertThat(text(UnorderedList.class, "away-known")).contains("pkowalski");
        find(Dialog.class).single().close();
    }

    @Test
    void a_reason_outlives_a_stronger_sign_in_and_nothing_is_answered_by_itself() {
        visit(OPEN + ReviewScene.UNCLEAR);
        reason().setValue("never worked with her");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        press("d");
        HOUSE.mood(StubHouse.Mood.NORMAL);
        visit(CasesView.PATH);
        visit(OPEN + ReviewScene.UNCLEAR);
        assertThat(HOUSE.reviews().handedIn()).isNull();
        assertThat(reason().getValue()).isEqualTo("never worked with her");
        press("d");
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new DecideReviewItem(ReviewDecision.UNKNOWN, 1, null, null, "never worked with her"));
    }

    @Test
    void an_item_of_somebody_else_is_not_there() {
        visit(OPEN + "10000000-0000-4000-8000-00000000000f");
        assertThat(text(Div.class, "item")).contains("Not found");
        assertThat(find(Button.class).withId("answer-keep").all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void nothing_there_gone_wrong_and_not_allowed_look_different(StubHouse.Mood mood, String state) {
        visit(MineView.PATH);
        HOUSE.mood(mood);
        visit(MineView.PATH + "?show=decided");
        assertThat(state()).isEqualTo(state);
    }

    private void press(String key) {
        var letters = find(Letters.class).single();
        ComponentUtil.fireEvent(letters, new Letters.Pressed(letters, true, key));
        answers();
    }

    private void choose(String... ids) {
        var rows = grid();
        for (var id : ids) {
            rows.getGenericDataView()
                    .getItems()
                    .filter(item -> item.id().equals(id))
                    .forEach(row -> rows.asMultiSelect().select(row));
        }
        answers();
    }

    private String opened() {
        return UI.getCurrent()
                .getInternals()
                .getActiveViewLocation()
                .getQueryParameters()
                .getSingleParameter("open")
                .orElse("");
    }

    private List<String> ids() {
        return grid().getGenericDataView().getItems().map(ReviewItem::id).toList();
    }

    @SuppressWarnings("unchecked")
    private Grid<ReviewItem> grid() {
        return find(Grid.class).withId("mine").single();
    }

    private TextField reason() {
        return find(TextField.class).withId("answer-reason").single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
