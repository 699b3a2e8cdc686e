package health.keyward.console.stepup;

import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that differ, before and after, in the words that are recorded. */
final class Changes {
    private Changes() {}

    static NativeTable of(List<StepUpMapVersion.Change> changes) {
        var head = new NativeTableRow(
                new NativeTableHeaderCell(Words.say("map.rule")),
                new NativeTableHeaderCell(Words.say("map.before")),
                new NativeTableHeaderCell(Words.say("map.after")));
        var body = new NativeTableBody();
        for (var change : changes) {
            var row = new NativeTableRow(new NativeTableCell(new Span(change.rule())));
            row.getElement()
                    .appendChild(
                            new Element("td").appendChild(marked("del", change.before())),
                            new Element("td").appendChild(marked("ins", change.after())));
            body.add(row);
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        return table;
    }

    private static Element marked(String tag, @Nullable String words) {
        return words == null ? new Element("span").setText("–") : new Element(tag).setText(words);
    }
}
