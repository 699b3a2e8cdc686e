package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassListProposed;
import java.util.Map;
import java.util.function.Function;

/** Proposes a list, or another change of this room, for a reason; a second administrator confirms it. */
final class ListProposalDialog extends Dialog {
    static final String WHY = "why";
    static final String DRAFT = "draft";

    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;

    private final String form;
    private final String draft;
    private final transient Function<String, Answer<BreakGlassListProposed>> propose;
    private final transient Runnable after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("retain.propose"));

    /**
     * @param title words above it
     * @param form names the list, so that it is found again after a stronger sign-in
     * @param draft the list as text, for then
     * @param why what was typed before; empty for none
     * @param after called when it was proposed
     */
    ListProposalDialog(
            String title,
            String form,
            String draft,
            String why,
            Function<String, Answer<BreakGlassListProposed>> propose,
            Runnable after) {
        this.form = form;
        this.draft = draft;
        this.propose = propose;
        this.after = after;
        setId("list-propose");
        setHeaderTitle(title);
        setWidth("480px");
        reason.setId("list-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(why);
        trouble.setId("list-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        if (!why.isEmpty()) {
            trouble(Words.say("end.again"));
        }
        go.setId("list-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> propose());
        var fields = new Div(reason);
        fields.addClassName("kw-fields");
        add(fields, new Paragraph(Words.say("retain.second")), trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void propose() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        reason.setInvalid(why.length() < SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (reason.isInvalid()) {
            return;
        }
        switch (propose.apply(why.replaceAll("\\s+", " "))) {
            case Answer.Ok<BreakGlassListProposed>(var proposed) -> receipt(proposed);
            case Answer.StepUpFirst<BreakGlassListProposed> first ->
                Unfinished.leave(UI.getCurrent(), first, form, Map.of(WHY, why, DRAFT, draft));
            case Answer.Forbidden<BreakGlassListProposed>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<BreakGlassListProposed> other -> trouble(States.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(BreakGlassListProposed proposed) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("policies.proposed"));
        words.setId("list-receipt");
        var there =
                new Anchor(ApprovalsView.PATH + "?show=mine&open=" + proposed.proposal(), Words.say("retain.there"));
        there.setId("list-there");
        there.addClassName("kw-link");
        there.getElement().setAttribute("router-link", true);
        var done = new Button(Words.say("end.close"), e -> close());
        done.setId("list-close");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        add(words, there);
        getFooter().add(done);
        done.focus();
        after.run();
    }
}
