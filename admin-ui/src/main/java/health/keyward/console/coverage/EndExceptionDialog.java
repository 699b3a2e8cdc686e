package health.keyward.console.coverage;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Coverage;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.FactorException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends an exception before its time, for a reason. */
final class EndExceptionDialog extends Dialog {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final String REASON = "reason";

    private final transient Coverage coverage;
    private final transient FactorException exception;
    private final transient Runnable after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("coverage.end"));

    /** @param kept what was typed before a stronger sign-in; null when it begins now */
    EndExceptionDialog(Coverage coverage, FactorException exception, @Nullable Unfinished kept, Runnable after) {
        this.coverage = coverage;
        this.exception = exception;
        this.after = after;
        setId("end-exception");
        setHeaderTitle(Words.say("coverage.end.title"));
        setWidth("440px");
        reason.setId("end-exception-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(Unfinished.text(kept, REASON));
        trouble.setId("end-exception-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        go.setId("end-exception-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> end());
        add(new Paragraph(Words.say("coverage.end.what", CoverageWords.whom(exception))), reason, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private static String form(FactorException exception) {
        return "end-exception:" + exception.id();
    }

    /** What was left unfinished about that exception. */
    static Optional<Unfinished> unfinished(FactorException exception) {
        return Unfinished.take(form(exception));
    }

    private void end() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST_REASON));
        if (reason.isInvalid()) {
            return;
        }
        switch (coverage.end(Caller.current(), exception.id(), why)) {
            case Answer.Ok<FactorException> ended -> {
                close();
                after.run();
            }
            case Answer.StepUpFirst<FactorException> first ->
                Unfinished.leave(UI.getCurrent(), first, form(exception), Map.of(REASON, why));
            case Answer<FactorException> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
