package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.People;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import java.util.function.Consumer;

/** One of those who are asked before the fallback is. */
final class RuleRow extends Div {
    private static final int LONGEST = 140;
    private static final String FORM = "([a-z][a-z0-9_.-]*\\s*=\\s*)?person\\.[a-z][a-z0-9_.-]*";

    private final Select<ReviewReviewerKind> kind = new Select<>();
    private final PersonField person;
    private final TextField expression = new TextField(Words.say("review.expression"));

    RuleRow(People people, String id, Consumer<RuleRow> remove) {
        addClassName("kw-rule-row");
        person = new PersonField(people, Words.say("review.named"), id + "-person");
        kind.setId(id);
        kind.setLabel(Words.say("review.asked"));
        kind.setItems(ReviewReviewerKind.values());
        kind.setItemLabelGenerator(Words::of);
        kind.addValueChangeListener(e -> {
            person.setVisible(e.getValue() == ReviewReviewerKind.NAMED);
            expression.setVisible(e.getValue() == ReviewReviewerKind.EXPRESSION);
        });
        kind.setValue(ReviewReviewerKind.MANAGER);
        person.setVisible(false);
        expression.setId(id + "-expression");
        expression.setHelperText(Words.say("review.expression.hint"));
        expression.setMaxLength(LONGEST);
        expression.setVisible(false);
        var away = new Button(Words.say("map.remove"), e -> remove.accept(this));
        away.setId(id + "-remove");
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        add(kind, person, expression, away);
    }

    RuleRow with(ReviewReviewerRule rule, String name) {
        kind.setValue(rule.kind());
        if (rule.userId() != null) {
            person.setValue(new PersonHits.Hit(rule.userId(), name, null, null, true));
        }
        if (rule.expression() != null) {
            expression.setValue(rule.expression());
        }
        return this;
    }

    boolean whole() {
        boolean named = kind.getValue() == ReviewReviewerKind.NAMED;
        person.setInvalid(named && person.isEmpty());
        person.setErrorMessage(Words.say("retain.needperson"));
        boolean expressed = kind.getValue() == ReviewReviewerKind.EXPRESSION;
        expression.setInvalid(expressed && !expression.getValue().strip().matches(FORM));
        expression.setErrorMessage(Words.say("review.expression.hint"));
        return !person.isInvalid() && !expression.isInvalid();
    }

    ReviewReviewerRule rule() {
        return new ReviewReviewerRule(
                kind.getValue(),
                kind.getValue() == ReviewReviewerKind.NAMED ? person.getValue().userId() : null,
                kind.getValue() == ReviewReviewerKind.EXPRESSION
                        ? expression.getValue().strip()
                        : null);
    }
}
