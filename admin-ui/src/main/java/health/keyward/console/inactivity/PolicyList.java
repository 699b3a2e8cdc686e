package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.util.List;
import java.util.function.IntConsumer;

/** The policies, each in sentences; what is not in force is marked. */
final class PolicyList extends Div {
    private final transient IntConsumer edit;
    private final transient IntConsumer remove;

    PolicyList(IntConsumer edit, IntConsumer remove) {
        this.edit = edit;
        this.remove = remove;
        setId("dormant-policies");
        addClassName("kw-jobs");
        getElement().setAttribute("role", "list");
    }

    /** @param inForce the active policies, to tell what is not */
    void show(List<InactivityPolicy> policies, List<InactivityPolicy> inForce) {
        removeAll();
        for (int i = 0; i < policies.size(); i++) {
            add(card(i, policies.get(i), inForce.contains(policies.get(i))));
        }
    }

    private Component card(int place, InactivityPolicy policy, boolean active) {
        var name = new H2(policy.name());
        name.addClassName("kw-h");
        var whom = new Span(PolicyWords.whom(policy));
        whom.addClassName("kw-quiet");
        var head = new Div(name, whom);
        head.addClassName("kw-job-head");
        if (!active) {
            var mark = new Span(Icons.of("pin"), new Span(Words.say("dormant.policy.inactive")));
            mark.addClassNames("kw-tag", "denied");
            head.add(mark);
        }
        var card = new Div(head);
        PolicyWords.chain(policy).forEach(words -> card.add(said(words)));
        var also = PolicyWords.also(policy);
        if (!also.isEmpty()) {
            card.add(said(also));
        }
        card.add(acts(place, policy));
        card.addClassName("kw-job");
        card.getElement().setAttribute("role", "listitem").setAttribute("data-policy", policy.name());
        return card;
    }

    private static Paragraph said(String words) {
        var text = new Paragraph(words);
        text.addClassName("kw-said");
        return text;
    }

    private Component acts(int place, InactivityPolicy policy) {
        var change = new Button(Words.say("map.edit"), e -> edit.accept(place));
        change.setId("policy-edit-" + place);
        change.setAriaLabel(Words.say("dormant.policy.edit.of", policy.name()));
        change.addThemeVariants(ButtonVariant.SMALL);
        var away = new Button(Words.say("map.remove"), e -> remove.accept(place));
        away.setId("policy-remove-" + place);
        away.setAriaLabel(Words.say("dormant.policy.remove.of", policy.name()));
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var acts = new Div(change, away);
        acts.addClassName("kw-downloads");
        return acts;
    }
}
