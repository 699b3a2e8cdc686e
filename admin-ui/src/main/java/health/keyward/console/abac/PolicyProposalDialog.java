package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
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
import health.keyward.contract.abac.PolicyProposed;
import java.util.Map;
import java.util.function.Function;

/** Proposes a change of what people are decided by, for a reason; a second administrator confirms it. */
final class PolicyProposalDialog extends Dialog {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;
    private static final String WHY = "why";

    private final String form;
    private final transient Function<String, Answer<PolicyProposed>> propose;
    private final Checkbox seen = new Checkbox(Words.say("replay.acknowledge"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("retain.propose"));

    private boolean acknowledging;

    /**
     * @param form names what it is about, so that what was typed is found again after a stronger sign-in
     * @param what would happen, in words
     */
    PolicyProposalDialog(String form, String what, Function<String, Answer<PolicyProposed>> propose) {
        this.form = form;
        this.propose = propose;
        setId("policy-propose");
        setHeaderTitle(Words.say("policies.propose.title"));
        setWidth("480px");
        reason.setId("policy-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("policy-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        Unfinished.take(form).ifPresent(kept -> {
            reason.setValue(kept.text(WHY));
            trouble(Words.say("end.again"));
        });
        go.setId("policy-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> propose());
        var said = new Paragraph(what);
        said.setId("policy-what");
        var fields = new Div(reason);
        fields.addClassName("kw-fields");
        add(said, fields, new Paragraph(Words.say("retain.second")), trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** Says what a replay of the bundle came to; what turns decisions has to be acknowledged. */
    PolicyProposalDialog knowing(Component said, boolean toAcknowledge) {
        var box = new Div(said);
        box.setId("policy-replay");
        if (toAcknowledge) {
            seen.setId("policy-acknowledge");
            seen.setRequiredIndicatorVisible(true);
            box.add(seen);
        }
        acknowledging = toAcknowledge;
        addComponentAtIndex(1, box);
        return this;
    }

    private void propose() {
        go.setEnabled(true);
        seen.setInvalid(acknowledging && !seen.getValue());
        seen.setErrorMessage(Words.say("replay.acknowledge.needed"));
        var why = reason.getValue().strip();
        reason.setInvalid(why.length() < SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (reason.isInvalid() || seen.isInvalid()) {
            return;
        }
        switch (propose.apply(why.replaceAll("\\s+", " "))) {
            case Answer.Ok<PolicyProposed>(var proposed) -> receipt(proposed);
            case Answer.StepUpFirst<PolicyProposed> first ->
                Unfinished.leave(UI.getCurrent(), first, form, Map.of(WHY, why));
            case Answer.Forbidden<PolicyProposed>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<PolicyProposed> other -> trouble(States.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(PolicyProposed proposed) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("policies.proposed"));
        words.setId("policy-receipt");
        var there =
                new Anchor(ApprovalsView.PATH + "?show=mine&open=" + proposed.proposal(), Words.say("retain.there"));
        there.setId("policy-there");
        there.addClassName("kw-link");
        there.getElement().setAttribute("router-link", true);
        var done = new Button(Words.say("end.close"), e -> close());
        done.setId("policy-close");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        add(words, there);
        getFooter().add(done);
        done.focus();
    }
}
