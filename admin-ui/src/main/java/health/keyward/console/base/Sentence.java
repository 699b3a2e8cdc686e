package health.keyward.console.base;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** The line that answers the page's question. Parts between stars stand out. */
public final class Sentence extends Paragraph {
    public Sentence() {
        setId("sentence");
        addClassName("kw-sentence");
        getElement().setAttribute("aria-live", "polite");
    }

    /** @param starred for example {@code *12* sign-ins}; {@code warning} may be empty */
    public void say(String starred, String warning) {
        removeAll();
        boolean strong = false;
        for (var part : starred.split("\\*", -1)) {
            getElement().appendChild(strong ? new Element("b").setText(part) : Element.createText(part));
            strong = !strong;
        }
        if (!warning.isEmpty()) {
            var more = new Span(warning);
            more.addClassName("kw-rising");
            add(more);
        }
    }

    /** The same without stars, for people who hear it. */
    public static String plain(String starred) {
        return starred.replace("*", "");
    }
}
