package health.keyward.console.approvals;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalRow;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about one proposal: says what will happen, asks why where it is declined, and finishes with a receipt. */
final class DecisionDialog extends Dialog {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final String ACT = "act";
    private static final String REASON = "reason";

    private final transient Approvals approvals;
    private final transient ProposalRow row;
    private final Act act;
    private final transient Runnable after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go;

    /** @param kept what was typed before a fresh sign-in; null when it begins now */
    DecisionDialog(Approvals approvals, ProposalRow row, Act act, @Nullable Unfinished kept, Runnable after) {
        this.approvals = approvals;
        this.row = row;
        this.act = act;
        this.after = after;
        setId("decision");
        setHeaderTitle(Words.say("decide." + act.word() + ".title"));
        setWidth("460px");
        reason.setId("decision-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(Unfinished.text(kept, REASON));
        reason.setVisible(act == Act.DECLINE);
        trouble.setId("decision-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        add(
                new Paragraph(row.title()),
                new Paragraph(Words.say("decide." + act.word() + ".what", row.proposer())),
                reason,
                new Facts(Words.say("approvals.bound")).id("approvals.hash", row.hash()),
                trouble);
        go = new Button(Words.say("decide." + act.word() + ".do"));
        go.setId("decision-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> decide());
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private static String form(String proposal) {
        return "decide:" + proposal;
    }

    /** What was left unfinished about that proposal. */
    static Optional<Unfinished> unfinished(String proposal) {
        return Unfinished.take(form(proposal));
    }

    static Act act(Unfinished kept) {
        return Act.valueOf(kept.text(ACT));
    }

    private void decide() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        reason.setInvalid(act == Act.DECLINE && why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("end.needreason"));
        if (reason.isInvalid()) {
            return;
        }
        switch (ask(why)) {
            case Answer.Ok<ProposalDetail>(var detail) -> receipt(detail.row());
            case Answer.StepUpFirst<ProposalDetail> first ->
                Unfinished.leave(UI.getCurrent(), first, form(row.id()), Map.of(ACT, act.name(), REASON, why));
            case Answer.Forbidden<ProposalDetail>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<ProposalDetail> other -> trouble(States.line(other));
        }
    }

    private Answer<ProposalDetail> ask(String why) {
        var caller = Caller.current();
        return switch (act) {
            case CONFIRM -> approvals.confirm(caller, row.id(), row.hash());
            case DECLINE -> approvals.decline(caller, row.id(), why);
            case WITHDRAW -> approvals.withdraw(caller, row.id());
        };
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
        after.run();
    }

    private void receipt(ProposalRow done) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.of(done.state()) + ": " + done.title());
        words.setId("decision-receipt");
        add(
                words,
                new Facts(Words.say("approvals.bound"))
                        .id("approvals.number", done.id())
                        .id("approvals.hash", done.hash())
                        .fact("end.reason", done.decision()));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("decision-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
