package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.Query;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityPolicies;
import health.keyward.contract.inactivity.InactivityPreview;
import health.keyward.contract.inactivity.InactivityRunPeople;
import java.util.Map;
import java.util.Optional;

/** Tries policies dry, shows what they would do, and activates exactly those for a reason (IN-6). */
final class ActivateDialog extends Dialog {
    static final int SHORTEST = 5;
    static final int LONGEST = 500;

    private static final String FORM = "inactivity-activate";
    private static final String WHY = "why";
    private static final int SOME = 50;

    private final transient Inactivity inactivity;
    private final transient Background background;
    private final PolicyDraft draft;
    private final transient Runnable after;
    private final Div found = new Div();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("dormant.activate"));
    private String hash = "";

    /** @param why what was typed before a stronger sign-in; empty for none */
    ActivateDialog(Inactivity inactivity, Background background, PolicyDraft draft, String why, Runnable after) {
        this.inactivity = inactivity;
        this.background = background;
        this.draft = draft;
        this.after = after;
        setId("activate");
        setHeaderTitle(Words.say("dormant.activate.title"));
        setWidth("680px");
        reason.setId("activate-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(why);
        trouble.setId("activate-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(!why.isEmpty());
        trouble.setText(why.isEmpty() ? "" : Words.say("end.again"));
        go.setId("activate-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(false);
        go.setDisableOnClick(true);
        go.addClickListener(e -> activate());
        var fields = new Div(found, reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                look();
            }
        });
    }

    /** What was left unfinished here: the reason. */
    static Optional<String> unfinished() {
        return Unfinished.take(FORM).map(kept -> kept.text(WHY));
    }

    private void look() {
        var caller = Caller.current();
        found.removeAll();
        found.add(States.loading());
        background.ask(UI.getCurrent(), () -> inactivity.preview(caller, draft.wire()), answer -> {
            if (isOpened()) {
                show(caller, answer);
            }
        });
    }

    private void show(Caller caller, Answer<InactivityPreview> answer) {
        found.removeAll();
        if (!(answer instanceof Answer.Ok<InactivityPreview>(var preview))) {
            found.add(States.of(answer, this::look));
            return;
        }
        hash = preview.hash();
        go.setEnabled(true);
        var panel = new DryRunPanel(preview);
        found.add(panel);
        var run = preview.run().id();
        background.ask(UI.getCurrent(), () -> inactivity.lines(caller, run, Query.none(), null, SOME), some -> {
            if (some instanceof Answer.Ok<InactivityRunPeople>(var page)) {
                panel.show(page.rows());
            }
        });
    }

    private void activate() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (reason.isInvalid()) {
            return;
        }
        switch (inactivity.activate(Caller.current(), hash, why)) {
            case Answer.Ok<InactivityPolicies>(var now) -> receipt(now);
            case Answer.StepUpFirst<InactivityPolicies> first -> {
                draft.keep();
                Unfinished.leave(UI.getCurrent(), first, FORM, Map.of(WHY, why));
            }
            case Answer<InactivityPolicies> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }

    private void receipt(InactivityPolicies now) {
        PolicyDraft.forget();
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        setWidth("480px");
        var words = new Paragraph(Words.say("dormant.activated", now.version()));
        words.setId("activate-receipt");
        add(words);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("activate-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
