package health.keyward.console.review;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewTruth;
import java.util.List;

/** How answers become one, and what becomes of what nobody answers, in time and at last (AR-5, AR-12, AR-13). */
final class RulesForm extends Div {
    private static final int NEVER = 100;

    private final RadioButtonGroup<ReviewTruth> truth = new RadioButtonGroup<>(Words.say("review.truth"));
    private final Select<ReviewNoAnswer> low = select("low", ReviewNoAnswer.KEEP_AND_FLAG);
    private final Select<ReviewNoAnswer> elevated = select("elevated", ReviewNoAnswer.ESCALATE);
    private final Select<ReviewNoAnswer> high = select("high", ReviewNoAnswer.REVOKE);
    private final IntegerField beside = step("add", 50);
    private final IntegerField instead = step("replace", 75);
    private final IntegerField told = step("owner", 90);
    private final Checkbox together = new Checkbox(Words.say("review.together"));

    RulesForm() {
        setId("rules");
        addClassName("kw-fields");
        truth.setId("rules-truth");
        truth.addThemeName("vertical");
        truth.setItems(ReviewTruth.values());
        truth.setItemLabelGenerator(Words::of);
        truth.setValue(ReviewTruth.ONE_DENY_DENIES);
        together.setId("rules-together");
        together.setHelperText(Words.say("review.together.hint"));
        var nobody = new Div(low, elevated, high);
        nobody.addClassName("kw-pairs");
        var ladder = new Div(beside, instead, told);
        ladder.addClassName("kw-pairs");
        add(truth, nobody, new Paragraph(Words.say("review.ladder.what")), ladder, together);
    }

    private static IntegerField step(String step, int usual) {
        var field = new IntegerField(Words.say("review.ladder." + step));
        field.setId("rules-" + step);
        field.setMin(1);
        field.setMax(NEVER);
        field.setValue(usual);
        field.setStepButtonsVisible(true);
        field.setSuffixComponent(new Span("%"));
        field.setWidthFull();
        field.setErrorMessage(Words.say("review.ladder.order"));
        return field;
    }

    private static Select<ReviewNoAnswer> select(String risk, ReviewNoAnswer usual) {
        var select = new Select<ReviewNoAnswer>();
        select.setId("rules-" + risk);
        select.setLabel(Words.say("review.noanswer." + risk));
        select.setItems(ReviewNoAnswer.values());
        select.setItemLabelGenerator(Words::of);
        select.setValue(usual);
        select.setWidthFull();
        return select;
    }

    void show(ReviewLadder steps) {
        beside.setValue(steps.add());
        instead.setValue(steps.replace());
        told.setValue(steps.owner());
    }

    /** Marks what does not stand in its order. */
    boolean whole() {
        int before = 1;
        boolean all = true;
        for (var field : List.of(beside, instead, told)) {
            var typed = field.getValue();
            field.setInvalid(typed == null || typed < before || typed > NEVER);
            all &= !field.isInvalid();
            before = typed == null ? before : Math.max(before, typed);
        }
        return all;
    }

    ReviewLadder ladder() {
        return new ReviewLadder(beside.getValue(), instead.getValue(), told.getValue());
    }

    void show(
            ReviewTruth how, ReviewNoAnswer ofLow, ReviewNoAnswer ofElevated, ReviewNoAnswer ofHigh, boolean bulkKeep) {
        truth.setValue(how);
        low.setValue(ofLow);
        elevated.setValue(ofElevated);
        high.setValue(ofHigh);
        together.setValue(bulkKeep);
    }

    ReviewTruth truth() {
        return truth.getValue();
    }

    ReviewNoAnswer low() {
        return low.getValue();
    }

    ReviewNoAnswer elevated() {
        return elevated.getValue();
    }

    ReviewNoAnswer high() {
        return high.getValue();
    }

    boolean together() {
        return together.getValue();
    }
}
