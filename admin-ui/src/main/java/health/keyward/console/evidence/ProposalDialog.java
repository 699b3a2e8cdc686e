package health.keyward.console.evidence;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Facts;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.history.PersonHits;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proposes an act of retention: says what will happen, to whom and how many, asks why, and ends with a receipt that leads to where the second
 * administrator confirms. Nothing happens before that.
 */
final class ProposalDialog extends Dialog {
    private static final int SHORTEST = 3;
    private static final int SHORTEST_OF_EPOCH = 10;
    private static final int LONGEST = 500;
    private static final int LONGEST_REFERENCE = 200;
    private static final String FORM = "propose:";
    /** Beside what is asked, whose names have no dot. */
    private static final String NAME = "form.name";

    private static final String WHAT = "form.what";
    private static final String WHY = "form.why";

    private final transient Approvals approvals;
    private final RetentionAct act;
    private final String what;
    private final transient Map<String, String> given;
    private final PersonField person;
    private final Checkbox everybody = new Checkbox(Words.say("retain.everybody"));
    private final TextField reference;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("retain.propose"));
    private final transient Runnable after;

    /**
     * @param what would happen, in words
     * @param given what is asked and not for choosing here
     * @param after when it was proposed
     */
    ProposalDialog(
            Approvals approvals,
            People people,
            RetentionAct act,
            String what,
            Map<String, String> given,
            Runnable after) {
        this.approvals = approvals;
        this.act = act;
        this.what = what;
        this.given = new TreeMap<>(given);
        this.after = after;
        setId("propose");
        setHeaderTitle(Words.say("retain." + act.word() + ".title"));
        setWidth("480px");
        person = new PersonField(people, Words.say("retain.person"), "propose-person");
        person.setVisible(act == RetentionAct.SHRED || act == RetentionAct.HOLD);
        everybody.setId("propose-everybody");
        everybody.setVisible(act == RetentionAct.HOLD);
        everybody.addValueChangeListener(e -> person.setEnabled(!e.getValue()));
        reference = new TextField(Words.say(act == RetentionAct.SHRED ? "retain.order" : "retain.case"));
        reference.setId("propose-reference");
        reference.setWidthFull();
        reference.setMaxLength(LONGEST_REFERENCE);
        reference.setHelperText(Words.say(act == RetentionAct.SHRED ? "retain.order.hint" : "retain.case.hint"));
        reference.setRequiredIndicatorVisible(act == RetentionAct.HOLD);
        reference.setVisible(person.isVisible());
        configureReason();
        trouble.setId("propose-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("propose-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        if (act.isFinal()) {
            go.addThemeVariants(ButtonVariant.ERROR);
        }
        go.setDisableOnClick(true);
        go.addClickListener(e -> propose());
        var said = new Paragraph(what);
        said.setId("propose-what");
        var fields = new Div(person, everybody, reference, reason);
        fields.addClassName("kw-fields");
        add(said, fields, new Paragraph(Words.say("retain.second")), trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void configureReason() {
        reason.setId("propose-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say(act == RetentionAct.EPOCH ? "retain.epoch.reason" : "end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
    }

    /** The dialog that was left for a fresh sign-in, as it was left; empty when there was none. */
    static Optional<ProposalDialog> unfinished(Approvals approvals, People people, Runnable after) {
        return Unfinished.takeAny(FORM).map(kept -> {
            var asked = new TreeMap<>(kept.typed());
            var what = asked.remove(WHAT);
            asked.remove(NAME);
            asked.remove(WHY);
            return new ProposalDialog(
                            approvals,
                            people,
                            RetentionAct.valueOf(kept.about()),
                            what == null ? "" : what,
                            asked,
                            after)
                    .with(kept);
        });
    }

    private static TreeMap<String, String> typed(Map<String, String> asked, String name, String what, String why) {
        var typed = new TreeMap<>(asked);
        typed.put(NAME, name);
        typed.put(WHAT, what);
        typed.put(WHY, why);
        return typed;
    }

    private ProposalDialog with(Unfinished kept) {
        var id = kept.text("person");
        if (!id.isEmpty() && person.isVisible()) {
            person.setValue(new PersonHits.Hit(id, kept.text(NAME), null, null, true));
        }
        everybody.setValue(act == RetentionAct.HOLD && !kept.text("wholeRealm").isEmpty());
        reference.setValue(kept.text(act == RetentionAct.SHRED ? "legalOrder" : "reason"));
        reason.setValue(kept.text(WHY));
        trouble(Words.say("end.again"));
        return this;
    }

    private void propose() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        var shortest = act == RetentionAct.EPOCH ? SHORTEST_OF_EPOCH : SHORTEST;
        reason.setInvalid(why.length() < shortest);
        reason.setErrorMessage(Words.say("retain.needreason", shortest));
        person.setInvalid(person.isVisible() && !everybody.getValue() && person.isEmpty());
        person.setErrorMessage(Words.say("retain.needperson"));
        var length = reference.getValue().strip().length();
        reference.setInvalid(act == RetentionAct.HOLD && length < SHORTEST
                || act == RetentionAct.SHRED && length > 0 && length < SHORTEST);
        reference.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (reason.isInvalid() || person.isInvalid() || reference.isInvalid()) {
            return;
        }
        var asked = asked(why);
        switch (approvals.propose(Caller.current(), act.kind(), asked, why)) {
            case Answer.Ok<ProposalDetail>(var detail) -> receipt(detail);
            case Answer.StepUpFirst<ProposalDetail> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM + act.name(), typed(asked, name(), what, why));
            case Answer.Forbidden<ProposalDetail>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<ProposalDetail> other -> trouble(States.line(other));
        }
    }

    private TreeMap<String, String> asked(String why) {
        var asked = new TreeMap<>(given);
        if (everybody.getValue()) {
            asked.put("wholeRealm", "true");
        } else if (person.isVisible()) {
            asked.put("person", person.getValue().userId());
        }
        var typed = reference.getValue().strip();
        switch (act) {
            case SHRED -> {
                if (!typed.isEmpty()) {
                    asked.put("legalOrder", typed);
                }
            }
            case HOLD -> asked.put("reason", typed);
            case EPOCH -> asked.put("reason", why);
            case RELEASE, DISPOSE, REWRAP -> {}
        }
        return asked;
    }

    private String name() {
        var chosen = person.getValue();
        return chosen == null ? "" : chosen.username();
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(ProposalDetail detail) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("retain.proposed", detail.row().title()));
        words.setId("propose-receipt");
        var facts = new Facts(Words.say("approvals.change"));
        detail.lines().forEach(line -> facts.named(line.name(), new Span(change(line))));
        var there = new Anchor(
                ApprovalsView.PATH + "?show=mine&open=" + detail.row().id(), Words.say("retain.there"));
        there.setId("propose-there");
        there.addClassName("kw-link");
        there.getElement().setAttribute("router-link", true);
        add(
                words,
                facts,
                new Facts(Words.say("approvals.bound"))
                        .id("approvals.number", detail.row().id())
                        .id("approvals.hash", detail.row().hash()),
                there);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("propose-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }

    private static String change(ProposalDetail.Line line) {
        return said(line.before()) + " → " + said(line.after());
    }

    private static String said(@Nullable String value) {
        return value == null ? "–" : value;
    }
}
