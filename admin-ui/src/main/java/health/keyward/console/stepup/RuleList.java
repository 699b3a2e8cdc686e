package health.keyward.console.stepup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpRule;
import java.util.List;
import java.util.function.IntConsumer;

/** The rules, each in a sentence; what differs from the map in force is marked. */
final class RuleList extends Div {
    private final transient IntConsumer edit;
    private final transient IntConsumer remove;

    RuleList(IntConsumer edit, IntConsumer remove) {
        this.edit = edit;
        this.remove = remove;
        setId("map-rules");
        addClassName("kw-jobs");
        getElement().setAttribute("role", "list");
    }

    /** @param inForce the published rules, to tell what is new */
    void show(List<StepUpRule> rules, List<StepUpRule> inForce, List<StepUpMap.Fault> faults) {
        removeAll();
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            add(card(
                    i,
                    rule,
                    !inForce.contains(rule),
                    faults.stream()
                            .filter(fault -> fault.rule().equals(rule.name()))
                            .toList()));
        }
    }

    private Component card(int place, StepUpRule rule, boolean changed, List<StepUpMap.Fault> faults) {
        var name = new H2(rule.name());
        name.addClassName("kw-h");
        var head = new Div(name);
        head.addClassName("kw-job-head");
        if (changed) {
            var mark = new Span(Icons.of("pin"), new Span(Words.say("map.unpublished")));
            mark.addClassNames("kw-tag", "denied");
            head.add(mark);
        }
        var asks = new Span(Icons.of("key"), new Span(RuleWords.asks(rule)));
        asks.addClassNames("kw-outcome", "SUCCESS", "kw-wrap");
        var when = new Paragraph(RuleWords.when(rule));
        when.addClassName("kw-said");
        var card = new Div(head, when, new Div(asks));
        for (var fault : faults) {
            var trouble = new Paragraph(Words.say("map.gone", fault.what()));
            trouble.addClassName("kw-trouble");
            card.add(trouble);
        }
        card.add(acts(place, rule));
        card.addClassName("kw-job");
        card.getElement().setAttribute("role", "listitem").setAttribute("data-rule", rule.name());
        return card;
    }

    private Component acts(int place, StepUpRule rule) {
        var change = new Button(Words.say("map.edit"), e -> edit.accept(place));
        change.setAriaLabel(Words.say("map.edit.of", rule.name()));
        change.getElement().setAttribute("data-act", "edit");
        change.addThemeVariants(ButtonVariant.SMALL);
        var away = new Button(Words.say("map.remove"), e -> remove.accept(place));
        away.setAriaLabel(Words.say("map.remove.of", rule.name()));
        away.getElement().setAttribute("data-act", "remove");
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var acts = new Div(change, away);
        acts.addClassName("kw-downloads");
        return acts;
    }
}
