package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Policies in words and signs. */
final class PolicyWords {
    private PolicyWords() {}

    /** @param version null for none; 0 is the bundle of the installation */
    static String version(@Nullable Long version) {
        return version == null
                ? Words.say("policies.none")
                : version == 0 ? Words.say("policies.house") : Words.say("policies.version.of", version);
    }

    static Span mode(PolicyMode mode) {
        return mode == PolicyMode.ENFORCE
                ? sign("SUCCESS", "shield", Words.of(mode))
                : sign("UNDONE", "info", Words.of(mode));
    }

    /** @param code as in records, for example {@code failed.stale_policy} */
    static Span failure(String code) {
        return sign("FAILED", "broken", Words.say("policies." + code.toLowerCase(Locale.ROOT)));
    }

    static Span sign(String tone, String icon, String words) {
        var sign = new Span(Icons.of(icon), new Span(words));
        sign.addClassNames("kw-outcome", "kw-wrap", tone);
        return sign;
    }

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
}
