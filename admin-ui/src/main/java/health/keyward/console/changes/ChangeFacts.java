package health.keyward.console.changes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofMark;
import health.keyward.contract.history.ChangeDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A change with what it changed, before and after. */
final class ChangeFacts {
    private final Times times;
    private final Consumer<String> prove;

    ChangeFacts(Times times, Consumer<String> prove) {
        this.times = times;
        this.prove = prove;
    }

    List<Component> of(ChangeDetail detail) {
        var row = detail.row();
        var groups = new ArrayList<Component>();
        groups.add(diff(detail.fields()));
        groups.add(new Facts(Words.say("drawer.what"))
                .fact("fact.operation", ChangeWords.operation(row.operation()))
                .fact("fact.area", ChangeWords.area(row.area()))
                .fact(
                        "fact.target",
                        row.targetPersonId() == null ? null : person(row.targetPersonId(), ChangeWords.target(row)))
                .id("fact.path", row.target())
                .fact("fact.time", times.exact(row.at()))
                .fact("fact.source", ChangeWords.source(row.source())));
        groups.add(new Facts(Words.say("drawer.who"))
                .fact(
                        "fact.actor",
                        row.actorId() == null
                                ? new Span(ChangeWords.actor(row))
                                : person(row.actorId(), ChangeWords.actor(row)))
                .fact("fact.realm", row.actorRealm())
                .fact("fact.app", row.app())
                .id("fact.address", row.address())
                .id("fact.session", detail.sessionId()));
        groups.add(new Facts(Words.say("drawer.proof"))
                .id("fact.event", row.id())
                .fact("fact.proof", row.synthetic() ? null : ProofMark.button(() -> prove.accept(row.id())))
                .fact("fact.entry", Long.toString(detail.entry()))
                .fact("fact.node", detail.node())
                .fact("fact.demo", row.synthetic() ? Words.say("row.demo") : null));
        return groups;
    }

    private static Component diff(List<ChangeDetail.Field> fields) {
        var box = new Div(new H3(Words.say("change.fields")));
        box.addClassName("kw-group");
        box.setId("diff");
        if (fields.isEmpty()) {
            var none = new Paragraph(Words.say("change.nofields"));
            none.addClassName("kw-quiet");
            box.add(none);
            return box;
        }
        var head = new NativeTableRow(
                new NativeTableHeaderCell(Words.say("change.field")),
                new NativeTableHeaderCell(Words.say("change.before")),
                new NativeTableHeaderCell(Words.say("change.after")));
        var body = new NativeTableBody();
        for (var field : fields) {
            boolean same = Objects.equals(field.before(), field.after());
            var thing = new Span(field.thing());
            thing.addClassName("kw-quiet");
            body.add(new NativeTableRow(
                    new NativeTableCell(new Div(new Span(field.name())), thing),
                    new NativeTableCell(value(field.before(), same ? "span" : "del")),
                    new NativeTableCell(value(field.after(), same ? "span" : "ins"))));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        box.add(table);
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

    private static Component person(String id, String name) {
        var link = new Anchor("people/" + id, name);
        link.addClassName("kw-link");
        return link;
    }
}
