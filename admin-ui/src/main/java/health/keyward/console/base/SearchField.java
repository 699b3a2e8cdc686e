package health.keyward.console.base;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Caller;
import java.util.List;

/** Search everywhere. {@code /} goes there, Enter takes the first place found. */
final class SearchField extends Div {
    /** A shortcut of Vaadin's would take the character out of dates, addresses and reasons that people type. */
    private static final String SLASH = """
        document.addEventListener('keydown', pressed => {
          const at = pressed.composedPath()[0];
          const taken = at.closest && at.closest('input, textarea, vaadin-dialog');
          if (pressed.key === '/' && this.isConnected && !taken) {
            pressed.preventDefault();
            this.focus();
          }
        });
        """;

    private final transient Search search;
    private final transient Background background;
    private final TextField field = new TextField();
    private final Popover popover = new Popover();
    private final Div results = new Div();

    SearchField(Search search, Background background) {
        this.search = search;
        this.background = background;
        addClassName("kw-search");
        field.setId("search");
        field.setWidthFull();
        field.setPlaceholder(Words.say("search.placeholder"));
        field.setAriaLabel(Words.say("search.label"));
        field.setPrefixComponent(Icons.of("search"));
        var slash = new Span("/");
        slash.addClassName("kw-slash");
        slash.getElement().setAttribute("aria-hidden", "true");
        field.setSuffixComponent(slash);
        field.setMaxLength(100);
        field.setValueChangeMode(ValueChangeMode.TIMEOUT);
        field.setValueChangeTimeout(250);
        field.getElement().executeJs(SLASH);
        field.addValueChangeListener(e -> look(e.getValue(), false));
        field.addKeyPressListener(Key.ENTER, e -> look(field.getValue(), true));
        field.getElement().executeJs("this.inputElement.setAttribute('role', 'combobox')");
        results.setId("search-results");
        results.addClassName("kw-results");
        popover.setTarget(field);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setOpenOnClick(false);
        popover.setOpenOnFocus(false);
        popover.setOpenOnHover(false);
        popover.setAutofocus(false);
        popover.setAriaLabel(Words.say("search.results"));
        popover.add(results);
        add(field, popover);
    }

    private void look(String text, boolean go) {
        if (text.isBlank()) {
            popover.setOpened(false);
            return;
        }
        var caller = Caller.current();
        background.ask(this, () -> search.places(caller, text), places -> {
            if (!field.getValue().equals(text)) {
                return;
            }
            if (go && !places.isEmpty()) {
                open(places.getFirst().path());
            } else {
                show(places);
            }
        });
    }

    private void show(List<Search.Place> places) {
        results.removeAll();
        for (var place : places) {
            var note = new Span(Words.say(place.note()));
            note.addClassName("kw-quiet");
            var link = new Anchor(place.path());
            link.getElement().setAttribute("router-link", true);
            link.add(Icons.of(place.icon()), new Span(place.label()), note);
            results.add(link);
        }
        popover.setOpened(!places.isEmpty());
    }

    private void open(String path) {
        popover.setOpened(false);
        field.clear();
        int mark = path.indexOf('?');
        var ui = UI.getCurrent();
        if (mark < 0) {
            ui.navigate(path);
        } else {
            ui.navigate(path.substring(0, mark), QueryParameters.fromString(path.substring(mark + 1)));
        }
    }
}
