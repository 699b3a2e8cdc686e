package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** A titled group of facts in a drawer; what is not known is left out. */
public final class Facts extends Div {
    private final DescriptionList list = new DescriptionList();

    public Facts(String title) {
        this(new H3(title));
    }

    private Facts(Component title) {
        addClassName("kw-group");
        list.addClassName("kw-facts");
        add(title, list);
        setVisible(false);
    }

    /** For a page, where the group stands right under the page's own heading. */
    public static Facts ofPage(String title) {
        return new Facts(new H2(title));
    }

    public Facts fact(String key, @Nullable String value) {
        return value == null || value.isBlank() ? this : fact(key, new Span(value));
    }

    public Facts fact(String key, @Nullable Component value) {
        return value == null ? this : named(Words.say(key), value);
    }

    public Facts named(String name, Component value) {
        list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
        setVisible(true);
        return this;
    }

    /** An id or address in monospace with a button that copies it. */
    public Facts id(String key, @Nullable String value) {
        return value == null || value.isBlank() ? this : fact(key, id(value));
    }

    public static Component id(String value) {
        var text = new Span(value);
        text.addClassName("kw-mono");
        var copy = new Button(Icons.of("copy"));
        copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        copy.addClassName("kw-copy");
        copy.setAriaLabel(Words.say("copy.label", value));
        copy.getElement().executeJs("this.addEventListener('click', () => navigator.clipboard.writeText($0))", value);
        return new Span(text, copy);
    }
}
