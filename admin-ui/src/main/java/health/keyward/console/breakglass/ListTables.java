package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassListVersion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of both lists. */
final class ListTables {
    private ListTables() {}

    static NativeTable table(NativeTableBody body, String... headings) {
        var head = new NativeTableRow();
        for (var key : headings) {
            head.add(new NativeTableHeaderCell(Words.say(key)));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        return table;
    }

    static NativeTableRow row(Component... cells) {
        var row = new NativeTableRow();
        for (var cell : cells) {
            row.add(new NativeTableCell(cell));
        }
        return row;
    }

    /** The two buttons of a row. */
    static Div acts(String id, String name, Runnable edit, Runnable remove) {
        var change = new Button(Words.say("map.edit"), e -> edit.run());
        change.setId("edit-" + id);
        change.setAriaLabel(Words.say("map.edit.of", name));
        change.addThemeVariants(ButtonVariant.SMALL);
        var away = new Button(Words.say("map.remove"), e -> remove.run());
        away.setId("remove-" + id);
        away.setAriaLabel(Words.say("map.remove.of", name));
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var acts = new Div(change, away);
        acts.addClassName("kw-downloads");
        return acts;
    }

    static Span orAll(@Nullable List<String> values) {
        return new Span(values == null || values.isEmpty() ? Words.say("glass.all") : String.join(", ", values));
    }

    static Div versions(List<BreakGlassListVersion> versions, Times times) {
        var zone = new Div(new H2(Words.say("map.versions")));
        zone.setId("list-versions");
        zone.addClassName("kw-zone");
        if (versions.isEmpty()) {
            zone.add(new Paragraph(Words.say("map.versions.none")));
            return zone;
        }
        var body = new NativeTableBody();
        for (var version : versions) {
            var at = new Span(times.ago(version.at()));
            at.setTitle(times.exact(version.at()));
            body.add(row(
                    new Span(Integer.toString(version.number())),
                    at,
                    new Span(version.by()),
                    new Span(version.reviewer()),
                    new Span(version.reason())));
        }
        zone.add(table(body, "map.version", "map.at", "glass.proposer", "glass.reviewer", "map.why"));
        return zone;
    }

    /** Words between commas, spaces or semicolons. */
    static List<String> split(String typed) {
        return Arrays.stream(typed.split("[,;\\s]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
