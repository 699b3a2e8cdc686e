package health.keyward.console.approvals;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exactly what would change, who wants it and why, and the hash that a confirmation binds. */
final class ProposalFacts {
    private final Times times;

    ProposalFacts(Times times) {
        this.times = times;
    }

    List<Component> of(ProposalDetail detail) {
        var row = detail.row();
        var state = new Span(Icons.of(ProposalWords.icon(row.state())), new Span(Words.of(row.state())));
        state.addClassNames("kw-outcome", ProposalWords.tone(row.state()));
        state.setId("proposal-state");
        var asked = new Facts(Words.say("approvals.asked"))
                .fact("column.state", state)
                .fact("approvals.concerns", person(detail.subjectId()))
                .fact("fact.actor", row.proposer())
                .fact("end.reason", row.reason())
                .fact("fact.time", times.exact(row.proposedAt()))
                .fact("approvals.expires", row.state() == ProposalState.OPEN ? times.exact(row.expiresAt()) : null);
        var decided = new Facts(Words.say("approvals.decision"))
                .fact("fact.actor", row.decider())
                .fact("fact.time", row.decidedAt() == null ? null : times.exact(row.decidedAt()))
                .fact("end.reason", row.decision());
        var bound = new Facts(Words.say("approvals.bound"))
                .id("approvals.hash", row.hash())
                .id("approvals.number", row.id());
        var payload = new Pre(detail.payload());
        payload.addClassNames("kw-mono", "kw-payload");
        payload.getElement().setAttribute("tabindex", "0");
        return List.of(
                lines(detail.lines()), asked, decided, bound, new Details(Words.say("approvals.payload"), payload));
    }

    /** Titles name nobody where an approval has to outlive an erasure, so that the person is looked up. */
    private static @Nullable Component person(@Nullable String id) {
        if (id == null) {
            return null;
        }
        var link = new Anchor("people/" + id, Words.say("approvals.person"));
        link.setId("proposal-person");
        link.addClassName("kw-link");
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private static Component lines(List<ProposalDetail.Line> lines) {
        var body = new NativeTableBody();
        for (var line : lines) {
            body.add(new NativeTableRow(
                    new NativeTableCell(line.name()),
                    new NativeTableCell(value(line.before(), "del")),
                    new NativeTableCell(value(line.after(), "ins"))));
        }
        var table = new NativeTable(
                new NativeTableHeader(new NativeTableRow(
                        new NativeTableHeaderCell(Words.say("change.field")),
                        new NativeTableHeaderCell(Words.say("change.before")),
                        new NativeTableHeaderCell(Words.say("change.after")))),
                body);
        table.addClassName("kw-diff");
        var box = new Div(new H3(Words.say("approvals.change")), table);
        box.addClassName("kw-group");
        box.setId("proposal-lines");
        return box;
    }

    private static Component value(@Nullable String text, String tag) {
        var box = new Span();
        if (text == null) {
            box.setText("–");
            box.addClassName("kw-quiet");
        } else {
            box.getElement().appendChild(new Element(tag).setText(text));
        }
        return box;
    }
}
