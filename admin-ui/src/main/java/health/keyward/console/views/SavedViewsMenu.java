package health.keyward.console.views;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Done;
import health.keyward.console.api.Views;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import health.keyward.contract.history.SavedView;
import health.keyward.contract.history.SavedViews;
import java.util.function.Supplier;

/** The questions an admin keeps for one page: open, save the present one, forget. */
public final class SavedViewsMenu extends Div {
    private static final int LONGEST_NAME = 60;

    private final transient Views views;
    private final String page;
    private final String path;
    private final transient Supplier<String> query;
    private final Popover popover = new Popover();
    private final Div list = new Div();
    private final TextField name = new TextField(Words.say("views.name"));

    /**
     * @param page name of the page as the API knows it
     * @param path path of the page in the console
     * @param query the present question, as a query string
     */
    public SavedViewsMenu(Views views, String page, String path, Supplier<String> query) {
        this.views = views;
        this.page = page;
        this.path = path;
        this.query = query;
        var open = new Button(Words.say("views.button"), Icons.of("save"));
        open.setId("views");
        open.addThemeVariants(ButtonVariant.TERTIARY);
        popover.setTarget(open);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setModal(true);
        popover.setAriaLabel(Words.say("views.button"));
        list.setId("views-list");
        name.setId("views-name");
        name.setMaxLength(LONGEST_NAME);
        name.addKeyPressListener(Key.ENTER, e -> save());
        var save = new Button(Words.say("views.save"), e -> save());
        save.setId("views-save");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        var box = new Div(list, name, save);
        box.addClassName("kw-pick");
        popover.add(box);
        popover.addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                load();
            }
        });
        add(open, popover);
    }

    private void load() {
        list.removeAll();
        switch (views.all(Caller.current())) {
            case Answer.Ok<SavedViews>(var all) -> {
                var mine =
                        all.rows().stream().filter(v -> v.page().equals(page)).toList();
                mine.forEach(v -> list.add(row(v)));
                if (mine.isEmpty()) {
                    list.add(quiet(Words.say("views.none")));
                }
            }
            case Answer<SavedViews> other -> list.add(quiet(States.line(other)));
        }
    }

    private Div row(SavedView view) {
        var link = new Anchor(view.query().isBlank() ? path : path + "?" + view.query(), view.name());
        link.addClassName("kw-link");
        link.getElement().addEventListener("click", e -> popover.close());
        var forget = new Button(Icons.of("close"), e -> forget(view));
        forget.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        forget.setAriaLabel(Words.say("views.forget", view.name()));
        var row = new Div(new Span(link), forget);
        row.addClassName("kw-view-row");
        return row;
    }

    private void save() {
        var text = name.getValue().strip();
        name.setInvalid(text.isEmpty());
        name.setErrorMessage(Words.say("views.needname"));
        if (text.isEmpty()) {
            return;
        }
        switch (views.save(Caller.current(), new SavedView(text, page, query.get(), null))) {
            case Answer.Ok<SavedView> ok -> {
                name.clear();
                load();
            }
            case Answer<SavedView> other -> {
                name.setInvalid(true);
                name.setErrorMessage(States.line(other));
            }
        }
    }

    private void forget(SavedView view) {
        switch (views.forget(Caller.current(), view.name())) {
            case Answer.Ok<Done> ok -> load();
            case Answer<Done> other -> list.add(quiet(States.line(other)));
        }
    }

    private static Paragraph quiet(String text) {
        var words = new Paragraph(text);
        words.addClassName("kw-quiet");
        return words;
    }
}
