package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.PersonField;
import health.keyward.console.review.CampaignsView;
import health.keyward.console.review.EvidenceDialog;
import health.keyward.console.stub.MapScene;
import health.keyward.console.stub.ReviewScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.review.LaunchReview;
import health.keyward.contract.review.NewReviewMicro;
import health.keyward.contract.review.NewReviewPlan;
import health.keyward.contract.review.NewReviewSmallPlan;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewMicroCause;
import health.keyward.contract.review.ReviewReason;
import health.keyward.contract.review.SignOffReview;
import health.keyward.contract.review.UndoReview;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaigns, and one of them from its preview to its evidence (AR-1, AR-10, AR-13, AR-14, AR-16, AR-17). */
class ReviewCampaignsTest extends PageTest {
    private static final String AT = CampaignsView.PATH + "/";
    private static final String WHY = "asked by the ward";

    @Test
    void campaigns_say_how_far_they_are_and_what_is_next() {
        visit(CampaignsView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("1 running", "3 wait for an administrator");
        assertThat(rows(campaigns())).extracting(ReviewCampaign::id).contains(ReviewScene.RUNNING, ReviewScene.CLOSED);
        assertThat(cell(1, 2)).contains("45 of 120");
        assertThat(cell(1, 3)).startsWith("Stage 1 until");
    }

    @Test
    void the_state_stands_in_the_address() {
        visit(CampaignsView.PATH + "?state=halted");
        assertThat(calls("review/campaigns").getLast().values("state")).containsExactly("HALTED");
        assertThat(rows(campaigns())).extracting(ReviewCampaign::id).containsExactly(ReviewScene.HALTED);
    }

    @Test
    void a_preview_names_items_load_and_what_one_should_think_over() {
        visit(AT + ReviewScene.PREVIEWED);
        assertThat(find(H1.class).single().getText()).isEqualTo("Pharmacy, privileged");
        assertThat(text(UnorderedList.class, "preview-warnings"))
                .contains("1 reviewer gets more than 100", "5 items go to the fallback");
        assertThat(text(UnorderedList.class, "preview-load"))
                .contains("rhall", "104 items, 42 of high risk", "too much");
        assertThat(text(Div.class, "preview")).contains(ReviewScene.HASH);
    }

    @Test
    void exactly_what_was_previewed_is_launched_for_a_reason() {
        visit(AT + ReviewScene.PREVIEWED);
        act("launch");
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new LaunchReview(ReviewScene.HASH, WHY));
    }

    @Test
    void with_items_nobody_may_answer_it_is_not_launched() {
        HOUSE.reviews().orphans(3);
        visit(AT + ReviewScene.PREVIEWED);
        assertThat(button("campaign-launch").isEnabled()).isFalse();
        assertThat(text(UnorderedList.class, "preview-warnings")).contains("3 items have nobody");
        assertThat(text(UnorderedList.class, "preview-orphans")).contains("Aoi Kim: controlled-substance-signer");
    }

    @Test
    void a_launch_outlives_a_stronger_sign_in_and_does_not_happen_by_itself() {
        visit(AT + ReviewScene.PREVIEWED);
        test(button("campaign-launch")).click();
        reason("act-reason").setValue(WHY);
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("act-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit(CampaignsView.PATH);
        visit(AT + ReviewScene.PREVIEWED);
        assertThat(HOUSE.reviews().handedIn()).isNull();
        assertThat(reason("act-reason").getValue()).isEqualTo(WHY);
        test(button("act-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new LaunchReview(ReviewScene.HASH, WHY));
    }

    @Test
    void a_running_campaign_shows_answers_load_and_care_of_each_reviewer_and_escalations() {
        visit(AT + ReviewScene.RUNNING);
        assertThat(text(Paragraph.class, "sentence")).contains("45 of 120", "Stage 1 until");
        assertThat(text(UnorderedList.class, "progress-answers"))
                .contains("Kept33", "Revoked10", "Open75", "Handed on to the next stage4");
        assertThat(text(Div.class, "reviewers"))
                .contains("rhall", "4 s", "58 of 100", "very fast", "long rows of the same answer");
        assertThat(rows(items())).hasSize(5);
        assertThat(find(Button.class).withId("campaign-sign").all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close-stage", "cancel"})
    void a_stage_is_closed_and_a_campaign_cancelled_for_a_reason(String word) {
        visit(AT + ReviewScene.RUNNING);
        act(word);
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReviewReason(WHY));
        assertThat(calls("review/campaigns/" + ReviewScene.RUNNING + "/" + word))
                .hasSize(1);
    }

    @Test
    void an_administrator_hands_an_open_item_on() {
        visit(AT + ReviewScene.RUNNING + "?open=" + ReviewScene.PLAIN);
        assertThat(text(Div.class, "item-context")).contains("38 of 40", "on 41 of 90 days", "one emergency access");
        assertThat(find(Button.class).withId("answer-keep").all())
                .as("an administrator answers nothing here")
                .isEmpty();
        test(button("item-hand")).click();
        find(TextField.class).withId("hand-to").single().setValue("pkowalski");
        reason("hand-reason").setValue(WHY);
        test(button("hand-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReassignReviewItem("pkowalski", WHY, 1));
    }

    @Test
    void what_the_breaker_stopped_goes_on_only_by_a_second_administrator() {
        visit(AT + ReviewScene.HALTED);
        assertThat(text(UnorderedList.class, "campaign-halts")).contains("41 of 120 rights");
        act("go-on");
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReviewReason(WHY));
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters())
                .startsWith(ApprovalsView.PATH)
                .contains(MapScene.PROPOSAL);
    }

    @Test
    void revocations_that_wait_are_taken_back_and_nothing_else() {
        visit(AT + ReviewScene.APPLYING);
        assertThat(text(Div.class, "campaign-facts")).contains("Can be undone until");
        items().asMultiSelect().select(rows(items()));
        answers();
        assertThat(button("items-undo").getText()).isEqualTo("Take 1 back");
        test(button("items-undo")).click();
        reason("act-reason").setValue(WHY);
        test(button("act-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new UndoReview(List.of(ReviewScene.RISKY), WHY));
    }

    @Test
    void what_another_system_has_to_take_away_stays_in_sight_until_it_is_said_to_be_done() {
        visit(AT + ReviewScene.TO_SIGN);
        assertThat(text(Div.class, "tasks"))
                .contains("One right was denied", "akim", "Directory Corporate directory: cn=icu-staff", "mgarcia");
        test(button("task-done-" + ReviewScene.RISKY)).click();
        reason("act-reason").setValue(WHY);
        HOUSE.reviews().refuse("still-held");
        test(button("act-do")).click();
        answers();
        assertThat(text(Paragraph.class, "act-trouble")).contains("still there");
        HOUSE.reviews().refuse("");
        test(button("act-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReviewReason(WHY));
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void a_campaign_without_tasks_says_nothing_of_them() {
        visit(AT + ReviewScene.RUNNING);
        assertThat(find(Div.class).withId("tasks").all()).isEmpty();
    }

    @Test
    void what_only_an_administrator_may_touch_is_applied_by_hand() {
        visit(AT + ReviewScene.APPLYING + "?effect=by_hand&open=" + ReviewScene.UNCLEAR);
        assertThat(rows(items())).extracting(ReviewItem::id).containsExactly(ReviewScene.UNCLEAR);
        test(button("item-apply")).click();
        reason("act-reason").setValue(WHY);
        test(button("act-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReviewReason(WHY));
    }

    @Test
    void the_owner_signs_what_is_shown_word_for_word() {
        visit(AT + ReviewScene.TO_SIGN);
        test(button("campaign-sign")).click();
        answers();
        assertThat(text(Paragraph.class, "sign-statement")).startsWith("I have looked at the answers");
        test(button("sign-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isNull();
        reason("sign-reason").setValue(WHY);
        test(button("sign-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new SignOffReview(1, ReviewScene.HASH, WHY));
    }

    @Test
    void a_signature_outlives_a_stronger_sign_in_and_is_not_given_by_itself() {
        visit(AT + ReviewScene.TO_SIGN);
        test(button("campaign-sign")).click();
        answers();
        reason("sign-reason").setValue(WHY);
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("sign-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit(CampaignsView.PATH);
        visit(AT + ReviewScene.TO_SIGN);
        assertThat(HOUSE.reviews().handedIn()).isNull();
        assertThat(reason("sign-reason").getValue()).isEqualTo(WHY);
        test(button("sign-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new SignOffReview(1, ReviewScene.HASH, WHY));
    }

    @ParameterizedTest
    @CsvSource({"NOT_OWNER, You are not its owner", "OWN_ITEMS, items about you", "NOT_DONE, Not everything"})
    void who_may_not_sign_is_told_why_and_cannot(String code, String words) {
        HOUSE.reviews().hinder(code);
        visit(AT + ReviewScene.TO_SIGN);
        test(button("campaign-sign")).click();
        answers();
        assertThat(text(UnorderedList.class, "sign-hinders")).contains(words);
        assertThat(button("sign-do").isEnabled()).isFalse();
        find(Dialog.class).single().close();
    }

    @Test
    void a_closed_campaign_hands_out_files_manifest_and_proof() throws Exception {
        var zip = evidence();
        assertThat(zip.keySet())
                .containsExactly(
                        "HOW-TO-VERIFY.txt",
                        "SHA256SUMS",
                        ReviewScene.ENTRY + ".tlog-proof",
                        "items.csv",
                        "signoff.json");
        assertThat(zip.get("SHA256SUMS")).isEqualTo(ReviewScene.MANIFEST);
        assertThat(zip.get("HOW-TO-VERIFY.txt")).contains("sha256sum -c SHA256SUMS", "keyward-verifier.jar prove");
    }

    @Test
    void files_that_are_not_those_of_the_manifest_do_not_leave() throws Exception {
        HOUSE.reviews().tear();
        assertThat(evidence()).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_small_review_is_asked_about_one_person() {
        visit(CampaignsView.PATH);
        test(button("campaign-micro")).click();
        test(button("micro-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isNull();
        for (var field : List.of("person", "owner", "reviewer")) {
            find(PersonField.class)
                    .withId("micro-" + field)
                    .single()
                    .setValue(new PersonHits.Hit("u-" + field, field, null, null, true));
        }
        reason("micro-reason").setValue(WHY);
        test(button("micro-do")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new NewReviewMicro("u-person", ReviewMicroCause.TRANSFER, "u-owner", "u-reviewer", 7, WHY));
        assertThat(find(H1.class).single().getText()).isEqualTo("Cardiology, quarterly");
    }

    @Test
    void what_starts_by_itself_is_listed_and_can_be_ended() {
        visit(CampaignsView.PATH);
        test(button("campaign-plans")).click();
        assertThat(text(UnorderedList.class, "plans-known"))
                .contains("Cardiology, quarterly: every 90 days", "rhall answers for it");
        test(button("plan-end-" + ReviewScene.PLAN)).click();
        reason("act-reason").setValue(WHY);
        test(button("act-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(new ReviewReason(WHY));
        assertThat(text(Paragraph.class, "plans-none")).contains("Nothing starts by itself");
    }

    @Test
    @SuppressWarnings("unchecked")
    void small_reviews_are_made_to_begin_by_themselves() {
        visit(CampaignsView.PATH);
        test(button("campaign-plans")).click();
        test(button("plans-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isNull();
        for (var field : List.of("owner", "reviewer")) {
            find(PersonField.class)
                    .withId("plans-" + field)
                    .single()
                    .setValue(new PersonHits.Hit("u-" + field, field, null, null, true));
        }
        reason("plans-reason").setValue(WHY);
        test(button("plans-do")).click();
        assertThat(HOUSE.reviews().handedIn())
                .isEqualTo(new NewReviewSmallPlan(List.of(ReviewMicroCause.values()), "u-owner", "u-reviewer", 7, WHY));
        assertThat(text(UnorderedList.class, "plans-known"))
                .contains("Small review after: Move to another unit, Promotion");
        assertThat(find(Button.class).withId("plans-do").all()).isEmpty();
    }

    @Test
    void a_campaign_is_made_to_repeat_itself() {
        visit(AT + ReviewScene.RUNNING);
        test(button("campaign-repeat")).click();
        reason("repeat-reason").setValue(WHY);
        test(button("repeat-do")).click();
        assertThat(HOUSE.reviews().handedIn()).isInstanceOfSatisfying(NewReviewPlan.class, plan -> {
            assertThat(plan.everyDays()).isEqualTo(90);
            assertThat(plan.campaign().name()).isEqualTo("Cardiology, quarterly");
            assertThat(plan.reason()).isEqualTo(WHY);
        });
    }

    @Test
    void what_was_kept_for_a_time_says_when_it_ends() {
        visit(AT + ReviewScene.CLOSED + "?open=" + ReviewScene.PLAIN);
        assertThat(text(Div.class, "item-ends"))
                .contains("Kept for a time", "Ends on")
                .doesNotContain("What became of it");
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, access/reviews, empty",
        "FAILING, access/reviews, failed",
        "FORBIDDEN, access/reviews, forbidden",
        "FAILING, access/reviews/20000000-0000-4000-8000-000000000002, failed",
        "NORMAL, access/reviews/00000000-0000-4000-8000-00000000000f, failed",
    })
    void nothing_there_gone_wrong_and_not_allowed_look_different(StubHouse.Mood mood, String page, String state) {
        visit("access/inactive");
        HOUSE.mood(mood);
        visit(page);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        var said = new StringBuilder();
        for (var page : List.of(
                "",
                "/" + ReviewScene.PREVIEWED,
                "/" + ReviewScene.RUNNING + "?open=" + ReviewScene.RISKY,
                "/" + ReviewScene.HALTED,
                "/" + ReviewScene.APPLYING + "?open=" + ReviewScene.UNCLEAR,
                "/" + ReviewScene.CLOSED,
                "/new")) {
            visit(CampaignsView.PATH + page);
            said.append(find(Main.class).single().getElement().getTextRecursively());
        }
        visit("access/my-reviews?open=" + ReviewScene.UNCLEAR);
        said.append(find(Main.class).single().getElement().getTextRecursively());
        assertThat(said.toString()).hasSizeGreaterThan(2_000).doesNotContain("!{", "!(");
    }

    private TreeMap<String, String> evidence() throws Exception {
        visit(AT + ReviewScene.CLOSED);
        test(button("campaign-evidence")).click();
        answers();
        var link = find(Anchor.class).withId("review-proof-download").single();
        var file = new ByteArrayOutputStream();
        find(EvidenceDialog.class)
                .single()
                .write(
                        new DownloadEvent(
                                VaadinRequest.getCurrent(),
                                VaadinResponse.getCurrent(),
                                VaadinSession.getCurrent(),
                                link.getElement()) {
                            @Override
                            public OutputStream getOutputStream() {
                                return file;
                            }

                            @Override
                            public void setFileName(String name) {
                                assertThat(name).isEqualTo("keyward-review-" + ReviewScene.CLOSED + ".zip");
                            }

                            @Override
                            public void setContentType(String type) {
                                assertThat(type).isEqualTo("application/zip");
                            }
                        },
                        "the proof");
        find(Dialog.class).single().close();
        var found = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file.toByteArray()), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                found.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private void act(String word) {
        test(button("campaign-" + word)).click();
        test(button("act-do")).click();
        assertThat(HOUSE.reviews().handedIn()).as("without a reason").isNull();
        reason("act-reason").setValue(WHY);
        test(button("act-do")).click();
        answers();
    }

    @SuppressWarnings("unchecked")
    private Grid<ReviewCampaign> campaigns() {
        return find(Grid.class).withId("campaigns").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<ReviewItem> items() {
        return find(Grid.class).withId("items").single();
    }

    /** What the page has of a list that is read page by page. */
    private <T> List<T> rows(Grid<T> grid) {
        var found = new ArrayList<T>();
        for (int i = 0; i < test(grid).size(); i++) {
            found.add(test(grid).getRow(i));
        }
        return found;
    }

    private String cell(int row, int column) {
        return test(campaigns()).getLitRendererPropertyValue(row, column, "text", String.class);
    }

    private TextArea reason(String id) {
        return find(TextArea.class).withId(id).single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
