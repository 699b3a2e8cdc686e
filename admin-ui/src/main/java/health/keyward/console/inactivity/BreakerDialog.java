package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.Query;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunPeople;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run that the circuit breaker stopped: why, whom it would hit, and what shall become of it (IN-7). */
final class BreakerDialog extends Dialog {
    private static final String WHY = "why";
    private static final int SOME = 20;

    private final transient Inactivity inactivity;
    private final transient Background background;
    private final transient InactivityRun run;
    private final transient Runnable after;
    private final Paragraph people = new Paragraph();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button cancel = new Button(Words.say("dormant.breaker.cancel"));
    private final Button go = new Button(Words.say("dormant.breaker.go"));

    /** @param why what was typed before a stronger sign-in; empty for none */
    BreakerDialog(Inactivity inactivity, Background background, InactivityRun run, String why, Runnable after) {
        this.inactivity = inactivity;
        this.background = background;
        this.run = run;
        this.after = after;
        setId("breaker");
        setHeaderTitle(Words.say("dormant.breaker.title"));
        setWidth("560px");
        configureReason(why);
        people.setId("breaker-people");
        people.addClassName("kw-said");
        cancel.setId("breaker-cancel");
        cancel.setDisableOnClick(true);
        cancel.addClickListener(e -> cancel());
        go.setId("breaker-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> goOn());
        var fields = new Div(why(), new Div(title("dormant.breaker.whom"), whom(), people), second(), reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("dormant.breaker.later"), e -> close()), cancel, go);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                look();
            }
        });
    }

    private void configureReason(String why) {
        reason.setId("breaker-reason");
        reason.setWidthFull();
        reason.setMaxLength(ActivateDialog.LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(why);
        trouble.setId("breaker-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(!why.isEmpty());
        trouble.setText(why.isEmpty() ? "" : Words.say("end.again"));
    }

    private Div why() {
        var list = new UnorderedList();
        list.setId("breaker-why");
        list.addClassName("kw-attention");
        run.halts().forEach(said -> list.add(new ListItem(Icons.of("flag"), new Span(DormantWords.halt(said)))));
        return new Div(title("dormant.breaker.why"), list);
    }

    private Paragraph whom() {
        var counts = new Paragraph(RunWords.counts(run));
        counts.setId("breaker-counts");
        counts.addClassName("kw-said");
        return counts;
    }

    private static Paragraph second() {
        var words = new Paragraph(Words.say("dormant.breaker.second"));
        words.addClassName("kw-said");
        return words;
    }

    private static H3 title(String key) {
        var title = new H3(Words.say(key));
        title.addClassName("kw-h");
        return title;
    }

    private static String form(InactivityRun run) {
        return "inactivity-breaker:" + run.id();
    }

    /** What was left unfinished about that run: the reason. */
    static Optional<String> unfinished(InactivityRun run) {
        return Unfinished.take(form(run)).map(kept -> kept.text(WHY));
    }

    /** The first of those whom it would disable, by name. */
    private void look() {
        var caller = Caller.current();
        var disabled = Query.none().with("act", InactivityAct.DISABLE.name());
        background.ask(UI.getCurrent(), () -> inactivity.lines(caller, run.id(), disabled, null, SOME), answer -> {
            if (answer instanceof Answer.Ok<InactivityRunPeople>(var page)
                    && !page.rows().isEmpty()) {
                var names = page.rows().stream()
                        .map(line -> line.username() == null ? line.userId() : line.username())
                        .collect(Collectors.joining(", "));
                people.setText(
                        Words.say(page.next() == null ? "dormant.breaker.names" : "dormant.breaker.names.more", names));
            }
        });
    }

    private Optional<String> reason() {
        go.setEnabled(true);
        cancel.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < ActivateDialog.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", ActivateDialog.SHORTEST));
        return reason.isInvalid() ? Optional.empty() : Optional.of(why);
    }

    private void goOn() {
        reason().ifPresent(why -> {
            switch (inactivity.goOn(Caller.current(), run.id(), why)) {
                case Answer.Ok<InactivityProposed>(var proposed) -> {
                    var there = new Anchor(
                            ApprovalsView.PATH + "?show=mine&open=" + proposed.proposalId(), Words.say("retain.there"));
                    there.setId("breaker-there");
                    there.addClassName("kw-link");
                    there.getElement().setAttribute("router-link", true);
                    receipt("dormant.breaker.proposed", there);
                }
                case Answer<InactivityProposed> other -> not(other, why);
            }
        });
    }

    private void cancel() {
        reason().ifPresent(why -> {
            switch (inactivity.cancel(Caller.current(), run.id(), why)) {
                case Answer.Ok<InactivityBreaker> done -> receipt("dormant.breaker.cancelled");
                case Answer<InactivityBreaker> other -> not(other, why);
            }
        });
    }

    private void not(Answer<?> answer, String why) {
        if (answer instanceof Answer.StepUpFirst<?> first) {
            Unfinished.leave(UI.getCurrent(), first, form(run), Map.of(WHY, why));
        } else {
            trouble.setVisible(true);
            trouble.setText(
                    answer instanceof Answer.Forbidden<?>(var problem)
                                    && !problem.detail().isBlank()
                            ? problem.detail()
                            : States.line(answer));
        }
    }

    private void receipt(String key, Anchor... links) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say(key));
        words.setId("breaker-receipt");
        add(words);
        add(links);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("breaker-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
