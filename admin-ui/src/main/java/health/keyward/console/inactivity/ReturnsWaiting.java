package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRow;
import java.util.List;
import java.util.Set;

/** Requests to come back, and to get something back, that wait for an administrator; nothing when none does. */
final class ReturnsWaiting extends Div {
    private static final Set<String> KINDS = Set.of("inactivity-return", "inactivity-kept-right");

    private final transient Approvals approvals;
    private final transient Background background;
    private final Times times;

    ReturnsWaiting(Approvals approvals, Background background, Times times) {
        this.approvals = approvals;
        this.background = background;
        this.times = times;
        setId("returns-waiting");
        addClassName("kw-waiting");
        setVisible(false);
    }

    void ask() {
        var caller = Caller.current();
        background.ask(this, () -> approvals.newest(caller, "OPEN"), this::show);
    }

    private void show(Answer<ProposalPage> answer) {
        removeAll();
        if (!(answer instanceof Answer.Ok<ProposalPage>(var page))) {
            setVisible(true);
            add(new Span(States.line(answer)));
            return;
        }
        var open =
                page.rows().stream().filter(row -> KINDS.contains(row.kind())).toList();
        setVisible(!open.isEmpty());
        if (!open.isEmpty()) {
            add(new H2(Words.say("dormant.return.waiting")), list(open));
        }
    }

    private UnorderedList list(List<ProposalRow> open) {
        var list = new UnorderedList();
        list.addClassName("kw-attention");
        for (var row : open) {
            var there = new Anchor(ApprovalsView.PATH + "?open=" + row.id(), row.title());
            there.getElement().setAttribute("router-link", true);
            list.add(new ListItem(
                    Icons.of("approve"),
                    new Span(
                            there,
                            new Span(" · "
                                    + Words.say(
                                            "dormant.return.asked", row.proposer(), times.ago(row.proposedAt()))))));
        }
        return list;
    }
}
