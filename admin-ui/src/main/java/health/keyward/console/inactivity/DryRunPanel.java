package health.keyward.console.inactivity;

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
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityPreview;
import health.keyward.contract.inactivity.InactivityRunPerson;
import java.util.List;

/** What a draft would do at once: how that differs from what is in force, whom it would hit, and what speaks against it. */
final class DryRunPanel extends Div {
    private final Div people = new Div();
    private final InactivityPreview preview;

    DryRunPanel(InactivityPreview preview) {
        this.preview = preview;
        setId("dry-run");
        addClassName("kw-fields");
        var said = new Paragraph(
                Words.say("dormant.dry.answer", acted(), preview.run().evaluated(), held()));
        said.setId("dry-answer");
        said.addClassNames("kw-said", "kw-strong");
        add(said);
        preview.halts().forEach(why -> add(trouble(Words.say("dormant.dry.halt", DormantWords.halt(why)))));
        preview.conflicts().forEach(one -> add(trouble(Words.say("dormant.conflict", one.policy(), one.other()))));
        if (!preview.lines().isEmpty()) {
            add(title("dormant.dry.differs"), lines());
        }
        people.setId("dry-people");
        add(people);
    }

    private long acted() {
        return preview.lines().stream().mapToLong(InactivityPreview.Line::after).sum() - held();
    }

    private long held() {
        return preview.lines().stream()
                .filter(line -> line.act() == InactivityAct.HOLD)
                .mapToLong(InactivityPreview.Line::after)
                .sum();
    }

    private NativeTable lines() {
        var head = new NativeTableRow();
        for (var key : List.of(
                "dormant.act", "dormant.dry.before", "dormant.dry.after", "dormant.dry.come", "dormant.dry.go")) {
            head.add(new NativeTableHeaderCell(Words.say(key)));
        }
        var body = new NativeTableBody();
        preview.lines()
                .forEach(line -> body.add(new NativeTableRow(
                        new NativeTableCell(Words.of(line.act())),
                        number(line.before()),
                        number(line.after()),
                        number(line.come()),
                        number(line.go()))));
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassNames("kw-diff", "kw-num");
        return table;
    }

    private static NativeTableCell number(long value) {
        return new NativeTableCell(String.format(Words.locale(), "%,d", value));
    }

    /** @param some the first lines of the list */
    void show(List<InactivityRunPerson> some) {
        people.removeAll();
        if (some.isEmpty()) {
            return;
        }
        var body = new NativeTableBody();
        some.forEach(line -> body.add(new NativeTableRow(
                new NativeTableCell(new Span(line.username() == null ? line.userId() : line.username())),
                new NativeTableCell(Words.of(line.act())),
                new NativeTableCell(line.cause() == null ? "–" : Words.of(line.cause())),
                new NativeTableCell(line.policy()))));
        var head = new NativeTableRow();
        for (var key : List.of("column.person", "dormant.act", "dormant.cause", "dormant.policy")) {
            head.add(new NativeTableHeaderCell(Words.say(key)));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        var box = new Div(table);
        box.addClassName("kw-rows");
        box.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", Words.say("dormant.dry.whom"));
        var all = new Anchor(RunView.AT + preview.run().id(), Words.say("dormant.dry.list"));
        all.setId("dry-list");
        all.addClassName("kw-link");
        all.setTarget("_blank");
        people.add(title("dormant.dry.whom"), box, all);
    }

    private static H3 title(String key) {
        var title = new H3(Words.say(key));
        title.addClassName("kw-h");
        return title;
    }

    private static Paragraph trouble(String words) {
        var text = new Paragraph(words);
        text.addClassName("kw-trouble");
        return text;
    }
}
