package health.keyward.console.evidence;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.base.Icons;
import health.keyward.console.base.LedgerWords;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerHealth;

/** Whether the evidence is in order; if not, why, and what to do next. */
final class StatePanel extends Div {
    private final Times times;

    StatePanel(Times times) {
        this.times = times;
        setId("evidence-state");
        addClassName("kw-ledger-state");
    }

    void show(LedgerHealth health) {
        var title = new H2(Words.say("ledger.state." + health.state().name()));
        var head = new Div(Icons.of(LedgerWords.icon(health.state())), title);
        head.addClassNames("kw-outcome", LedgerWords.tone(health.state()));
        getElement().setAttribute("data-ledger", health.state().name());
        removeAll();
        add(head);
        if (health.reasons().isEmpty()) {
            add(Zone.quiet(Words.say("ledger.calm")));
            return;
        }
        var list = new UnorderedList();
        list.addClassName("kw-attention");
        health.reasons().forEach(reason -> list.add(line(reason)));
        add(list);
    }

    private ListItem line(LedgerHealth.Reason reason) {
        var what = new Span(LedgerWords.what(reason));
        what.addClassName("kw-strong");
        var first = new Paragraph(what);
        if (reason.since() != null) {
            var since = new Span(" " + Words.say("overview.since", times.brief(reason.since())));
            since.addClassName("kw-quiet");
            first.add(since);
        }
        var server = new Paragraph(Words.say("ledger.server", reason.detail()));
        server.addClassName("kw-quiet");
        var icon = Icons.of(LedgerWords.icon(reason.state()));
        icon.addClassName(LedgerWords.tone(reason.state()));
        return new ListItem(icon, new Div(first, new Paragraph(LedgerWords.next(reason)), server));
    }
}
