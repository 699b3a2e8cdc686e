package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import health.keyward.console.base.Words;
import java.util.List;

/** A table that is moved sideways where it is wider than the page, by keyboard too. */
final class WideTable extends Div {
    /** @param headings keys of words */
    WideTable(String label, List<String> headings, List<NativeTableRow> rows) {
        var head = new NativeTableRow();
        headings.forEach(key -> head.add(new NativeTableHeaderCell(Words.say(key))));
        var body = new NativeTableBody();
        rows.forEach(body::add);
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        addClassName("kw-sideways");
        getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", label);
        add(table);
    }
}
