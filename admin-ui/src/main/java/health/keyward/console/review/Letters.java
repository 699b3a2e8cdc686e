package health.keyward.console.review;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Words;
import java.util.List;

/**
 * Says which letters do what, hands them on, and can be turned off (WCAG 2.1.4). A shortcut of the server would take the letters from whoever types
 * a reason.
 */
public final class Letters extends Div {
    private static final String LISTEN = """
            if (this.kwLetters) return;
            this.kwLetters = event => {
              if (!this.isConnected || this.dataset.off || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
              const path = event.composedPath();
              const at = path[0];
              const types = at.tagName === 'INPUT' && !['checkbox', 'radio'].includes(at.type);
              if (types || at.isContentEditable || ['TEXTAREA', 'SELECT'].includes(at.tagName)) return;
              if (document.querySelector('vaadin-dialog[opened],vaadin-confirm-dialog[opened],vaadin-popover[opened]')) return;
              const arrows = {ArrowDown: 'n', ArrowUp: 'p'};
              const moves = path.some(one => one.matches && one.matches('vaadin-grid,[role=menu],[role=listbox],vaadin-side-nav,[role=radiogroup]'));
              if (arrows[event.key] && moves) return;
              const key = arrows[event.key] || event.key;
              if (!'krdunjp'.includes(key) || key.length !== 1) return;
              event.preventDefault();
              this.dispatchEvent(new CustomEvent('kw-letter', {detail: key}));
            };
            document.addEventListener('keydown', this.kwLetters);
            """;

    private static final String OFF = Letters.class.getName();
    private static final List<String> KEYS = List.of("keep", "revoke", "unknown", "undo", "next", "previous");

    /** A letter was pressed outside any field. */
    @DomEvent("kw-letter")
    public static final class Pressed extends ComponentEvent<Letters> {
        private final String key;

        public Pressed(Letters source, boolean fromClient, @EventData("event.detail") String key) {
            super(source, fromClient);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    Letters(ComponentEventListener<Pressed> listener) {
        setId("letters");
        addClassName("kw-letters");
        var keys = new DescriptionList();
        for (var one : KEYS) {
            keys.add(
                    new DescriptionList.Term(key(Words.say("mine.key." + one))),
                    new DescriptionList.Description(Words.say("mine.does." + one)));
        }
        var on = new Checkbox(Words.say("mine.letters.on"));
        on.setId("letters-on");
        boolean off = ComponentUtil.getData(UI.getCurrent(), OFF) != null;
        on.setValue(!off);
        mute(off);
        on.addValueChangeListener(e -> {
            ComponentUtil.setData(UI.getCurrent(), OFF, e.getValue() ? null : OFF);
            mute(!e.getValue());
        });
        var help = new Details(Words.say("mine.letters"), new Div(keys, on));
        help.setId("letters-help");
        help.setOpened(true);
        add(help);
        ComponentUtil.addListener(this, Pressed.class, e -> {
            if (getElement().getAttribute("data-off") == null) {
                listener.onComponentEvent(e);
            }
        });
        addAttachListener(e -> getElement().executeJs(LISTEN));
    }

    private void mute(boolean off) {
        if (off) {
            getElement().setAttribute("data-off", "yes");
        } else {
            getElement().removeAttribute("data-off");
        }
    }

    /** A key as it is printed. */
    static Span key(String letter) {
        var key = new Span(letter);
        key.addClassName("kw-key");
        return key;
    }
}
