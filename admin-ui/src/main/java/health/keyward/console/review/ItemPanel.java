package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import java.util.function.IntConsumer;

/** One item beside the list: what it is, what is known, and at the foot what can be done about it. */
final class ItemPanel extends Div {
    private final H2 title = new H2();
    private final Span under = new Span();
    private final Div body = new Div();
    private final Div foot = new Div();

    ItemPanel(IntConsumer step, Runnable close) {
        setId("item");
        addClassNames("kw-drawer", "kw-item");
        getElement().setAttribute("role", "complementary").setAttribute("aria-label", Words.say("mine.item"));
        title.getElement().setAttribute("aria-live", "polite");
        under.addClassName("kw-quiet");
        body.addClassName("kw-drawer-body");
        body.getElement().setAttribute("tabindex", "0");
        body.getElement().setAttribute("role", "region").setAttribute("aria-label", Words.say("mine.context"));
        foot.addClassName("kw-item-foot");
        var previous = button("item-previous", "up", "mine.does.previous", () -> step.accept(-1));
        var next = button("item-next", "down", "mine.does.next", () -> step.accept(1));
        var shut = button("item-close", "close", "drawer.close", close);
        var head = new Div(new Div(title, under), previous, next, shut);
        head.addClassName("kw-drawer-head");
        add(head, body, foot);
    }

    void show(String heading, String sub, Component... content) {
        title.setText(heading);
        under.setText(sub);
        body.removeAll();
        body.add(content);
    }

    void foot(Component... what) {
        foot.removeAll();
        foot.add(what);
        foot.setVisible(what.length > 0);
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
