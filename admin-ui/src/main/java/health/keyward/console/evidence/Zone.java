package health.keyward.console.evidence;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import java.util.List;
import java.util.Locale;

/** One titled part of the page, and the small pieces the parts are made of. */
class Zone extends Div {
    Zone(String id, String title) {
        setId(id);
        addClassName("kw-zone");
        add(new H2(title));
    }

    static Paragraph quiet(String words) {
        var text = new Paragraph(words);
        text.addClassNames("kw-quiet", "kw-said");
        return text;
    }

    /** A word with its icon in the colour of its meaning. */
    static Span sign(String icon, String tone, String word) {
        var sign = new Span(Icons.of(icon), new Span(word));
        sign.addClassNames("kw-outcome", tone);
        return sign;
    }

    /** @param keys of the headings */
    static NativeTable table(List<String> keys, List<List<Component>> rows) {
        var head = new NativeTableRow();
        keys.forEach(key -> head.add(new NativeTableHeaderCell(Words.say(key))));
        var body = new NativeTableBody();
        for (var row : rows) {
            var line = new NativeTableRow();
            row.forEach(cell -> line.add(new NativeTableCell(cell)));
            body.add(line);
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        return table;
    }

    static Span text(String words) {
        return new Span(words);
    }

    static Span number(long value) {
        var span = new Span(said(value));
        span.addClassName("kw-num");
        return span;
    }

    static String said(long value) {
        Locale locale = Words.locale();
        return String.format(locale, "%,d", value);
    }
}
