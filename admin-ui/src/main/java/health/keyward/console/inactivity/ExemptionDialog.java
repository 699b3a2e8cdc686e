package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.People;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.NewInactivityExemption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;

/** Proposes that an account is left alone, or that its clock stops for a leave; a second administrator confirms it (IN-8, IN-9). */
final class ExemptionDialog extends Dialog {
    private static final String FORM = "inactivity-exemption";
    private static final int LONGEST_EXEMPTION = 179;
    private static final int LONGEST_LEAVE = 730;

    private final transient Inactivity inactivity;
    private final Times times;
    private final LocalDate today;
    private final RadioButtonGroup<InactivityExemptionKind> kind =
            new RadioButtonGroup<>(Words.say("dormant.exemption.kind"));
    private final PersonField person;
    private final PersonField owner;
    private final DatePicker from = new DatePicker(Words.say("dormant.from"));
    private final DatePicker until = new DatePicker(Words.say("coverage.until"));
    private final Checkbox blocks = new Checkbox(Words.say("dormant.exemption.blocks"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("retain.propose"));

    ExemptionDialog(Inactivity inactivity, People people, Times times, Clock clock) {
        this.inactivity = inactivity;
        this.times = times;
        today = LocalDate.ofInstant(clock.instant(), times.zone());
        setId("exemption");
        setHeaderTitle(Words.say("dormant.exemption.title"));
        setWidth("480px");
        person = new PersonField(people, Words.say("retain.person"), "exemption-person");
        owner = new PersonField(people, Words.say("coverage.owner"), "exemption-owner");
        configureDates();
        configureKind();
        blocks.setId("exemption-blocks");
        blocks.setHelperText(Words.say("dormant.exemption.blocks.hint"));
        reason.setId("exemption-reason");
        reason.setWidthFull();
        reason.setMaxLength(ActivateDialog.LONGEST);
        reason.setHelperText(Words.say("dormant.exemption.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("exemption-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("exemption-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> propose());
        var fields = new Div(kind, person, owner, from, until, blocks, reason);
        fields.addClassName("kw-fields");
        add(fields, new Paragraph(Words.say("retain.second")), trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void configureKind() {
        kind.setId("exemption-kind");
        kind.setItems(InactivityExemptionKind.values());
        kind.setItemLabelGenerator(one -> Words.say("dormant.exemption.kind." + one.name()));
        kind.addThemeName("vertical");
        kind.addValueChangeListener(e -> {
            boolean leave = e.getValue() == InactivityExemptionKind.LEAVE;
            from.setVisible(leave);
            blocks.setVisible(leave);
            until.setMax(today.plusDays(leave ? LONGEST_LEAVE : LONGEST_EXEMPTION));
            until.setHelperText(Words.say(leave ? "dormant.until.leave" : "dormant.until.exemption"));
        });
        kind.setValue(InactivityExemptionKind.EXEMPTION);
    }

    private void configureDates() {
        from.setId("exemption-from");
        from.setMax(today.plusDays(LONGEST_LEAVE));
        from.setValue(today);
        until.setId("exemption-until");
        until.setMin(today);
        until.setValue(today.plusDays(30));
        for (var date : new DatePicker[] {from, until}) {
            date.setLocale(Words.locale());
            date.setI18n(VaadinWords.datePicker());
            date.setWidthFull();
            date.setRequiredIndicatorVisible(true);
        }
    }

    ExemptionDialog of(String id, String username) {
        person.setValue(new PersonHits.Hit(id, username, null, null, true));
        return this;
    }

    /** What was left unfinished here. */
    static Optional<Unfinished> unfinished() {
        return Unfinished.take(FORM);
    }

    ExemptionDialog with(Unfinished kept) {
        kind.setValue(InactivityExemptionKind.valueOf(kept.text("kind")));
        of(kept.text("person"), kept.text("personName"));
        owner.setValue(new PersonHits.Hit(kept.text("owner"), kept.text("ownerName"), null, null, true));
        from.setValue(LocalDate.parse(kept.text("from")));
        until.setValue(LocalDate.parse(kept.text("until")));
        blocks.setValue(!kept.text("blocks").isEmpty());
        reason.setValue(kept.text("reason"));
        trouble(Words.say("end.again"));
        return this;
    }

    private void propose() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        boolean leave = kind.getValue() == InactivityExemptionKind.LEAVE;
        reason.setInvalid(why.length() < ActivateDialog.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", ActivateDialog.SHORTEST));
        person.setInvalid(person.isEmpty());
        person.setErrorMessage(Words.say("retain.needperson"));
        boolean own = !person.isEmpty()
                && !owner.isEmpty()
                && person.getValue().userId().equals(owner.getValue().userId());
        owner.setInvalid(owner.isEmpty() || own);
        owner.setErrorMessage(Words.say(own ? "dormant.exemption.own" : "retain.needperson"));
        if (from.isEmpty()) {
            from.setInvalid(true);
        }
        if (until.isEmpty() || leave && !from.isEmpty() && until.getValue().isBefore(from.getValue())) {
            until.setInvalid(true);
        }
        if (reason.isInvalid()
                || person.isInvalid()
                || owner.isInvalid()
                || until.isInvalid()
                || leave && from.isInvalid()) {
            return;
        }
        var wanted = new NewInactivityExemption(
                kind.getValue(),
                person.getValue().userId(),
                why,
                owner.getValue().userId(),
                leave && from.getValue().isAfter(today) ? start(from.getValue()) : null,
                start(until.getValue().plusDays(1)),
                leave && blocks.getValue());
        switch (inactivity.propose(Caller.current(), wanted)) {
            case Answer.Ok<InactivityProposed>(var proposed) -> receipt(proposed);
            case Answer.StepUpFirst<InactivityProposed> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM, typed(why));
            case Answer.Forbidden<InactivityProposed>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<InactivityProposed> other -> trouble(States.line(other));
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(times.zone()).toInstant();
    }

    private TreeMap<String, String> typed(String why) {
        var typed = new TreeMap<String, String>();
        typed.put("kind", kind.getValue().name());
        typed.put("person", person.getValue().userId());
        typed.put("personName", person.getValue().username());
        typed.put("owner", owner.getValue().userId());
        typed.put("ownerName", owner.getValue().username());
        typed.put("from", from.isEmpty() ? today.toString() : from.getValue().toString());
        typed.put("until", until.getValue().toString());
        typed.put("blocks", blocks.getValue() ? "yes" : "");
        typed.put("reason", why);
        return typed;
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(InactivityProposed proposed) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(
                Words.say("dormant.exemption.proposed", person.getValue().username()));
        words.setId("exemption-receipt");
        var there =
                new Anchor(ApprovalsView.PATH + "?show=mine&open=" + proposed.proposalId(), Words.say("retain.there"));
        there.setId("exemption-there");
        there.addClassName("kw-link");
        there.getElement().setAttribute("router-link", true);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("exemption-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        add(words, there);
        getFooter().add(close);
    }
}
