package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import health.keyward.console.api.People;
import health.keyward.console.base.Icons;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewStage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One stage: how long, who is asked in which order, and what goes on to the next one (AR-3, AR-5). */
final class StageForm extends Div {
    private static final int LONGEST = 90;
    private static final int MOST_RULES = 4;

    private final transient People people;
    private final String id;
    private final IntegerField days = new IntegerField(Words.say("review.stage.days"));
    private final Select<ReviewAdvance> advance = new Select<>();
    private final Checkbox blind = new Checkbox(Words.say("review.stage.blind"));
    private final List<RuleRow> rows = new ArrayList<>();
    private final Div rules = new Div();
    private final Button more = new Button(Words.say("review.asked.add"), Icons.of("plus"), e -> row());
    private final PersonField fallback;
    private int made;

    StageForm(People people, int number, Runnable remove) {
        this.people = people;
        id = "stage-" + number;
        setId(id);
        addClassName("kw-stage");
        var title = new H3(Words.say("mine.stage", number));
        title.addClassName("kw-h");
        fallback = new PersonField(people, Words.say("review.fallback"), id + "-fallback");
        days.setId(id + "-days");
        days.setMin(1);
        days.setMax(LONGEST);
        days.setValue(14);
        days.setStepButtonsVisible(true);
        days.setErrorMessage(Words.say("review.stage.days.hint", LONGEST));
        advance.setId(id + "-advance");
        advance.setLabel(Words.say("review.stage.advance"));
        advance.setItems(ReviewAdvance.values());
        advance.setItemLabelGenerator(Words::of);
        advance.setValue(ReviewAdvance.KEPT);
        blind.setId(id + "-blind");
        blind.setVisible(number > 1);
        more.setId(id + "-more");
        more.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        rules.addClassName("kw-fields");
        var away = new Button(Words.say("review.stage.remove"), e -> remove.run());
        away.setId(id + "-remove");
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        away.setVisible(number > 1);
        var head = new Div(title, away);
        head.addClassName("kw-job-head");
        var pairs = new Div(days, advance);
        pairs.addClassName("kw-pairs");
        add(head, pairs, rules, more, fallback, blind);
    }

    private RuleRow row() {
        var row = new RuleRow(people, id + "-rule-" + ++made, gone -> {
            rows.remove(gone);
            rules.remove(gone);
            more.setVisible(rows.size() < MOST_RULES);
        });
        rows.add(row);
        rules.add(row);
        more.setVisible(rows.size() < MOST_RULES);
        return row;
    }

    StageForm usual() {
        row();
        return this;
    }

    /** @param names user names by id */
    StageForm with(ReviewStage stage, UnaryOperator<String> names) {
        days.setValue(stage.days());
        advance.setValue(stage.advance());
        blind.setValue(stage.blind());
        var asked = stage.reviewers();
        boolean last = !asked.isEmpty() && asked.getLast().kind() == ReviewReviewerKind.NAMED;
        asked.stream()
                .limit(last ? asked.size() - 1 : asked.size())
                .forEach(rule -> row().with(rule, rule.userId() == null ? "" : names.apply(rule.userId())));
        var who = last ? asked.getLast().userId() : null;
        if (who != null) {
            fallback.setValue(new PersonHits.Hit(who, names.apply(who), null, null, true));
        }
        return this;
    }

    /** Marks what is missing. */
    boolean whole() {
        var length = days.getValue();
        days.setInvalid(length == null || length < 1 || length > LONGEST);
        fallback.setInvalid(fallback.isEmpty());
        fallback.setErrorMessage(Words.say("review.fallback.needed"));
        boolean all = !days.isInvalid() && !fallback.isInvalid();
        for (var row : rows) {
            all &= row.whole();
        }
        return all;
    }

    ReviewStage stage() {
        return new ReviewStage(
                days.getValue(),
                Stream.concat(
                                rows.stream().map(RuleRow::rule),
                                Stream.of(new ReviewReviewerRule(
                                        ReviewReviewerKind.NAMED,
                                        fallback.getValue().userId(),
                                        null)))
                        .toList(),
                advance.getValue(),
                blind.isVisible() && blind.getValue());
    }
}
