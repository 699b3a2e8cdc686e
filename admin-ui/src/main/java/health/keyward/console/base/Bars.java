package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;

/** A list of things with how many, and a bar that compares them. */
public final class Bars extends UnorderedList {
    public Bars(String name) {
        addClassName("kw-bars");
        getElement().setAttribute("aria-label", name);
    }

    /** @param most what a full bar stands for, over all things */
    public void add(Component label, String note, long ok, long failed, long most) {
        var name = new Div(label);
        name.addClassName("kw-label");
        var words = new Span(note);
        words.addClassNames("kw-quiet", "kw-num");
        var track = new Div();
        track.addClassName("kw-track");
        track.getElement().setAttribute("aria-hidden", "true");
        track.getElement().appendChild(part("ok", ok, most), part("failed", failed, most));
        add(new ListItem(name, words, track));
    }

    private static Element part(String tone, long count, long most) {
        var bar = new Element("i");
        bar.getClassList().add(tone);
        bar.getStyle().set("width", String.format(java.util.Locale.ROOT, "%.1f%%", 100.0 * count / Math.max(1, most)));
        return bar;
    }
}
