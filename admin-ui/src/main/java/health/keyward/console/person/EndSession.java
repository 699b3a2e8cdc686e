package health.keyward.console.person;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.Sessions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends one session: says what will happen and to whom, asks why, and finishes with a receipt. */
final class EndSession extends Dialog {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final String REASON = "reason";
    private static final String NAME = "name";

    private final transient People people;
    private final String person;
    private final String name;
    private final Sessions.OpenSession session;
    private final transient Runnable after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button act = new Button(Words.say("end.do"));

    /** @param kept what was typed before a stronger sign-in; null when it begins now */
    EndSession(
            People people,
            String person,
            String name,
            Sessions.OpenSession session,
            @Nullable Unfinished kept,
            Runnable after) {
        this.people = people;
        this.person = person;
        this.name = Unfinished.text(kept, NAME).isEmpty() ? name : Unfinished.text(kept, NAME);
        this.session = session;
        this.after = after;
        setId("end-session");
        setHeaderTitle(Words.say("end.title"));
        setWidth("440px");
        reason.setId("end-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setAutofocus(true);
        reason.setValue(Unfinished.text(kept, REASON));
        trouble.setId("end-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        var apps = session.apps().isEmpty() ? Words.say("end.noapps") : String.join(", ", session.apps());
        add(
                new Paragraph(Words.say("end.what", this.name, apps)),
                new Paragraph(Words.say("end.lost")),
                reason,
                trouble);
        var stay = new Button(Words.say("vaadin.cancel"), e -> close());
        act.setId("end-do");
        act.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        act.setDisableOnClick(true);
        act.addClickListener(e -> end());
        getFooter().add(stay, act);
    }

    private static String form(String person, String session) {
        return "end-session:" + person + "/" + session;
    }

    /** What was left unfinished about that session. */
    static Optional<Unfinished> unfinished(String person, String session) {
        return Unfinished.take(form(person, session));
    }

    private void end() {
        var why = reason.getValue().strip();
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("end.needreason"));
        act.setEnabled(true);
        if (reason.isInvalid()) {
            return;
        }
        switch (people.endSession(Caller.current(), person, session.sessionId(), why)) {
            case Answer.Ok<Receipt>(var receipt) -> show(receipt);
            case Answer.StepUpFirst<Receipt> first ->
                Unfinished.leave(
                        UI.getCurrent(), first, form(person, session.sessionId()), Map.of(REASON, why, NAME, name));
            case Answer<Receipt> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }

    private void show(Receipt receipt) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.done"));
        var lines = new UnorderedList();
        lines.setId("receipt");
        receipt.lines().forEach(line -> lines.add(new ListItem(line)));
        add(
                lines,
                new Facts(Words.say("end.receipt"))
                        .id("end.number", receipt.id())
                        .fact("end.reason", receipt.reason()));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("receipt-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
