package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks why, does something, and keeps what was typed while a stronger sign-in comes between. The parts have ids: {@code ID-reason}, {@code ID-trouble},
 * {@code ID-do}, and on the receipt {@code ID-receipt}, {@code ID-there}, {@code ID-close}.
 *
 * @param <T> what the API answers when it is done
 */
public abstract class WhyDialog<T> extends Dialog {
    private static final int SHORTEST = 5;
    private static final int LONGEST = 500;
    private static final String REASON = "reason";

    private final String id;
    private final String form;
    private final Div fields = new Div();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go;

    /**
     * @param form names what it is about for {@link Unfinished}, for example {@code leaver-cancel:} and an id
     * @param title key of the heading
     * @param button key of the word that does it
     */
    protected WhyDialog(String id, String form, String title, String button) {
        this.id = id;
        this.form = form;
        setId(id);
        setHeaderTitle(Words.say(title));
        setWidth("480px");
        reason.setId(id + "-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId(id + "-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go = new Button(Words.say(button), e -> press());
        go.setId(id + "-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        fields.addClassName("kw-fields");
        fields.add(reason);
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** Puts words or fields before the reason. */
    protected final void ask(Component... above) {
        for (int i = above.length - 1; i >= 0; i--) {
            fields.addComponentAsFirst(above[i]);
        }
    }

    /** Whether all but the reason is filled in; marks what is not. */
    protected boolean complete() {
        return true;
    }

    protected abstract Answer<T> act(Caller caller, String why);

    protected abstract void done(T answer);

    /** What else was typed, by field. */
    protected Map<String, String> typed() {
        return Map.of();
    }

    /** Fills in again what {@link #typed} kept. */
    protected void fill(Unfinished kept) {}

    /** Shows what was left unfinished here; nothing happens by itself. */
    public final WhyDialog<T> with(Unfinished kept) {
        fill(kept);
        reason.setValue(kept.text(REASON));
        trouble(Words.say("end.again"));
        return this;
    }

    private void press() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (!complete() || reason.isInvalid()) {
            return;
        }
        switch (act(Caller.current(), why)) {
            case Answer.Ok<T>(var answer) -> done(answer);
            case Answer.StepUpFirst<T> first -> {
                var all = new TreeMap<>(typed());
                all.put(REASON, why);
                Unfinished.leave(UI.getCurrent(), first, form, all);
            }
            case Answer.Forbidden<T>(var problem) when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<T> other -> trouble(States.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    /** @param there where to look at what was begun; null for nowhere */
    protected final void receipt(String words, @Nullable String there) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var said = new Paragraph(words);
        said.setId(id + "-receipt");
        add(said);
        if (there != null) {
            var link = new Anchor(there, Words.say("retain.there"));
            link.setId(id + "-there");
            link.addClassName("kw-link");
            link.getElement().setAttribute("router-link", true);
            add(link);
        }
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId(id + "-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
    }
}
