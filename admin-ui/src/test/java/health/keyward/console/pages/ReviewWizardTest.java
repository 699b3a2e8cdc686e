package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.PersonField;
import health.keyward.console.review.CampaignsView;
import health.keyward.console.review.WizardView;
import health.keyward.console.stub.ReviewScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.review.ReviewStage;
import health.keyward.contract.review.ReviewTemplate;
import health.keyward.contract.review.ReviewTruth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A campaign is planned in steps and previewed before anybody is asked (AR-1, AR-3, AR-5, AR-18). */
class ReviewWizardTest extends PageTest {
    private static final String MARTA = "7b0d5c1e-7d1f-4c55-9c0e-1a2b3c4d5e6f";

    @Test
    void nothing_is_sent_while_something_is_missing() {
        visit(WizardView.PATH);
        test(button("wizard-next")).click();
        assertThat(text("wizard-name").isInvalid()).isTrue();
        assertThat(step()).isEqualTo("1");
        text("wizard-name").setValue("Pharmacy");
        test(button("wizard-next")).click();
        assertThat(step()).isEqualTo("2");
        test(button("wizard-next")).click();
        assertThat(person("stage-1-fallback").isInvalid()).isTrue();
        assertThat(person("stage-1-fallback").getErrorMessage()).contains("where nobody else may");
        assertThat(step()).isEqualTo("2");
        assertThat(HOUSE.reviews().handedIn()).isNull();
    }

    @Test
    void what_was_planned_is_drafted_previewed_and_shown() {
        visit(WizardView.PATH);
        plan();
        test(button("wizard-next")).click();
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(planned());
        assertThat(calls("review/campaigns/" + ReviewScene.MADE + "/preview"))
                .extracting(StubHouse.Call::method)
                .contains("POST");
        assertThat(find(H1.class).single().getText()).isEqualTo("Pharmacy");
        assertThat(button("campaign-launch").isEnabled()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_template_fills_in_stages_and_rules_but_no_people() {
        visit(WizardView.PATH);
        Select<ReviewTemplate> template =
                find(Select.class).withId("wizard-template").single();
        template.setValue(template.getGenericDataView().getItems().findFirst().orElseThrow());
        text("wizard-name").setValue("Pharmacy");
        test(button("wizard-next")).click();
        assertThat(find(IntegerField.class).withId("stage-2-days").single().getValue())
                .isEqualTo(7);
        assertThat(person("stage-1-fallback").isEmpty()).isTrue();
        for (var stage : List.of("stage-1-fallback", "stage-2-fallback")) {
            person(stage).setValue(hit());
        }
        test(button("wizard-next")).click();
        test(button("wizard-next")).click();
        answers();
        var sent = (ReviewCampaignDraft) HOUSE.reviews().handedIn();
        assertThat(sent.template()).isEqualTo("privileged");
        assertThat(sent.bulkKeep()).isFalse();
        assertThat(sent.lowNoAnswer()).isEqualTo(ReviewNoAnswer.REVOKE);
        assertThat(sent.stages().get(1))
                .isEqualTo(new ReviewStage(
                        7,
                        List.of(new ReviewReviewerRule(ReviewReviewerKind.NAMED, MARTA, null)),
                        ReviewAdvance.NONE,
                        true));
    }

    @Test
    void there_are_three_stages_at_most_and_the_later_ones_can_go() {
        visit(WizardView.PATH);
        text("wizard-name").setValue("Pharmacy");
        test(button("wizard-next")).click();
        test(button("stage-add")).click();
        test(button("stage-add")).click();
        assertThat(find(Button.class).withId("stage-add").all()).isEmpty();
        test(button("stage-2-remove")).click();
        assertThat(find(PersonField.class).withId("stage-3-fallback").all()).isEmpty();
        assertThat(find(Button.class).withId("stage-add").all()).hasSize(1);
    }

    @Test
    void a_plan_is_changed_before_its_launch() {
        visit(WizardView.PATH + "?campaign=" + ReviewScene.PREVIEWED);
        assertThat(text("wizard-name").getValue()).isEqualTo("Pharmacy, privileged");
        text("wizard-name").setValue("Pharmacy, anew");
        for (int i = 0; i < 3; i++) {
            test(button("wizard-next")).click();
        }
        answers();
        var sent = (ReviewCampaignDraft) HOUSE.reviews().handedIn();
        assertThat(sent.name()).isEqualTo("Pharmacy, anew");
        assertThat(sent.template()).isEqualTo("sensitive");
        assertThat(sent.stages()).hasSize(2);
        assertThat(calls("review/campaigns/" + ReviewScene.PREVIEWED + "/draft"))
                .hasSize(1);
    }

    @Test
    void a_plan_outlives_a_stronger_sign_in() {
        visit(WizardView.PATH);
        plan();
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("wizard-next")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        visit(CampaignsView.PATH);
        visit(WizardView.PATH);
        assertThat(HOUSE.reviews().handedIn()).isNull();
        assertThat(find(Paragraph.class).withId("wizard-trouble").single().getText())
                .contains("What you typed is still here");
        for (int i = 0; i < 3; i++) {
            test(button("wizard-next")).click();
        }
        answers();
        assertThat(HOUSE.reviews().handedIn()).isEqualTo(planned());
    }

    @Test
    void what_is_done_while_nobody_answers_is_chosen_and_stands_in_its_order() {
        visit(WizardView.PATH);
        plan();
        step("rules-add").setValue(80);
        test(button("wizard-next")).click();
        assertThat(step("rules-replace").isInvalid()).isTrue();
        assertThat(HOUSE.reviews().handedIn()).isNull();
        step("rules-replace").setValue(85);
        test(button("wizard-next")).click();
        answers();
        assertThat(((ReviewCampaignDraft) HOUSE.reviews().handedIn()).ladder()).isEqualTo(new ReviewLadder(80, 85, 90));
    }

    private IntegerField step(String id) {
        return find(IntegerField.class).withId(id).single();
    }

    @SuppressWarnings("unchecked")
    private void plan() {
        text("wizard-name").setValue("Pharmacy");
        ((MultiSelectComboBox<String>)
                        find(MultiSelectComboBox.class).withId("scope-roles").single())
                .setValue(Set.of("physician", "nurse"));
        text("scope-units").setValue("Pharmacy, Night shift");
        find(IntegerField.class).withId("scope-dormant").single().setValue(90);
        test(button("wizard-next")).click();
        person("stage-1-fallback").setValue(hit());
        test(button("wizard-next")).click();
    }

    private static ReviewCampaignDraft planned() {
        return new ReviewCampaignDraft(
                "Pharmacy",
                "",
                null,
                MARTA,
                new ReviewScope(
                        List.of("nurse", "physician"),
                        List.of(),
                        List.of(),
                        List.of("Pharmacy", "Night shift"),
                        true,
                        true,
                        false,
                        false,
                        false,
                        90,
                        null),
                List.of(new ReviewStage(
                        14,
                        List.of(
                                new ReviewReviewerRule(ReviewReviewerKind.MANAGER, null, null),
                                new ReviewReviewerRule(ReviewReviewerKind.NAMED, MARTA, null)),
                        ReviewAdvance.KEPT,
                        false)),
                ReviewTruth.ONE_DENY_DENIES,
                ReviewNoAnswer.KEEP_AND_FLAG,
                ReviewNoAnswer.ESCALATE,
                ReviewNoAnswer.REVOKE,
                false,
                new ReviewLadder(50, 75, 90));
    }

    private static PersonHits.Hit hit() {
        return new PersonHits.Hit(MARTA, "mgarcia", null, null, true);
    }

    private String step() {
        return find(Button.class).all().stream()
                .filter(one -> one.getElement().hasAttribute("aria-current"))
                .map(one -> one.getText().substring(0, 1))
                .collect(Collectors.joining());
    }

    private TextField text(String id) {
        return find(TextField.class).withId(id).single();
    }

    private PersonField person(String id) {
        return find(PersonField.class).withId(id).single();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
