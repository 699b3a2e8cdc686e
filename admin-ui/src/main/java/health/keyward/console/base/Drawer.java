package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.function.IntConsumer;

/** Everything known about one row. {@code j} and {@code k} go to the next and the previous one, Escape closes. */
public final class Drawer extends Div {
    /** A shortcut of the server would take the letters from whoever types a reason into a dialog over the drawer. */
    private static final String LETTERS = """
            if (this.kwLetters) return;
            this.kwLetters = event => {
              if (!this.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
              const at = event.composedPath()[0];
              if (at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName)) return;
              if (document.querySelector('vaadin-dialog[opened]')) return;
              const by = {j: 1, k: -1}[event.key];
              if (by) this.dispatchEvent(new CustomEvent('kw-step', {detail: by}));
            };
            document.addEventListener('keydown', this.kwLetters);
            """;

    private final H2 title = new H2();
    private final Span under = new Span();
    private final Div body = new Div();

    public Drawer(IntConsumer step, Runnable close) {
        setId("drawer");
        addClassName("kw-drawer");
        getElement().setAttribute("role", "complementary").setAttribute("aria-label", Words.say("drawer.name"));
        under.addClassName("kw-quiet");
        body.addClassName("kw-drawer-body");
        body.getElement().setAttribute("tabindex", "0");
        var previous = button("drawer-previous", "up", "drawer.previous", () -> step.accept(-1));
        var next = button("drawer-next", "down", "drawer.next", () -> step.accept(1));
        var shut = button("drawer-close", "close", "drawer.close", close);
        var head = new Div(new Div(title, under), previous, next, shut);
        head.addClassName("kw-drawer-head");
        add(head, body);
        getElement()
                .addEventListener(
                        "kw-step",
                        e -> step.accept(e.getEventData().get("event.detail").asInt()))
                .addEventData("event.detail");
        addAttachListener(e -> getElement().executeJs(LETTERS));
        Shortcuts.addShortcutListener(this, close::run, Key.ESCAPE);
    }

    public void show(String heading, String sub, Component... content) {
        title.setText(heading);
        under.setText(sub);
        body.removeAll();
        body.add(content);
    }

    private static Button button(String id, String icon, String key, Runnable act) {
        var button = new Button(Icons.of(icon), e -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(Words.say(key));
        button.setTooltipText(Words.say(key));
        return button;
    }
}
