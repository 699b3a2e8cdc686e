package health.keyward.console.coverage;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Coverage;
import health.keyward.console.api.People;
import health.keyward.console.base.Facts;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.NewFactorException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Excepts a person or a role: says what that means, asks who answers for it, until when and why, and ends with a receipt. */
final class ExceptDialog extends Dialog {
    private static final String FORM = "except-factor";
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_DAYS = 179;

    private enum Whom {
        PERSON,
        ROLE
    }

    private final transient Coverage coverage;
    private final Times times;
    private final transient Runnable after;
    private final RadioButtonGroup<Whom> whom = new RadioButtonGroup<>(Words.say("coverage.whom"));
    private final PersonField person;
    private final ComboBox<String> role = new ComboBox<>(Words.say("chip.role"));
    private final PersonField owner;
    private final DatePicker until = new DatePicker(Words.say("coverage.until"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("coverage.except"));

    /** @param roles that can be chosen */
    ExceptDialog(Coverage coverage, People people, List<String> roles, Times times, Clock clock, Runnable after) {
        this.coverage = coverage;
        this.times = times;
        this.after = after;
        setId("except");
        setHeaderTitle(Words.say("coverage.except.title"));
        setWidth("480px");
        whom.setId("except-whom");
        whom.setItems(Whom.values());
        whom.setItemLabelGenerator(
                one -> Words.say(one == Whom.PERSON ? "coverage.whom.person" : "coverage.whom.role"));
        person = new PersonField(people, Words.say("retain.person"), "except-person");
        owner = new PersonField(people, Words.say("coverage.owner"), "except-owner");
        role.setId("except-role");
        role.setWidthFull();
        role.setRequiredIndicatorVisible(true);
        role.setItems(roles);
        whom.addValueChangeListener(e -> {
            person.setVisible(e.getValue() == Whom.PERSON);
            role.setVisible(e.getValue() == Whom.ROLE);
        });
        whom.setValue(Whom.PERSON);
        configureUntil(LocalDate.ofInstant(clock.instant(), times.zone()));
        configureReason();
        configureAct();
        var fields = new Div(whom, person, role, owner, until, reason);
        fields.addClassName("kw-fields");
        add(new Paragraph(Words.say("coverage.except.what")), fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void configureUntil(LocalDate today) {
        until.setId("except-until");
        until.setLocale(Words.locale());
        until.setI18n(VaadinWords.datePicker());
        until.setMin(today.plusDays(1));
        until.setMax(today.plusDays(LONGEST_DAYS));
        until.setValue(today.plusDays(30));
        until.setWidthFull();
        until.setRequiredIndicatorVisible(true);
        until.setHelperText(Words.say("coverage.until.hint"));
    }

    private void configureReason() {
        reason.setId("except-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
    }

    private void configureAct() {
        trouble.setId("except-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("except-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> except());
    }

    ExceptDialog of(@Nullable String id, @Nullable String username) {
        if (id != null) {
            person.setValue(new PersonHits.Hit(id, username == null ? id : username, null, null, true));
        }
        return this;
    }

    /** What was left unfinished here. */
    static Optional<Unfinished> unfinished() {
        return Unfinished.take(FORM);
    }

    ExceptDialog with(Unfinished kept) {
        if (!kept.text("role").isEmpty()) {
            whom.setValue(Whom.ROLE);
            role.setValue(kept.text("role"));
        }
        if (!kept.text("person").isEmpty()) {
            of(kept.text("person"), kept.text("personName"));
        }
        if (!kept.text("owner").isEmpty()) {
            owner.setValue(new PersonHits.Hit(kept.text("owner"), kept.text("ownerName"), null, null, true));
        }
        until.setValue(LocalDate.parse(kept.text("until")));
        reason.setValue(kept.text("reason"));
        trouble(Words.say("end.again"));
        return this;
    }

    private void except() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        boolean ofRole = whom.getValue() == Whom.ROLE;
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST_REASON));
        person.setInvalid(!ofRole && person.isEmpty());
        person.setErrorMessage(Words.say("retain.needperson"));
        role.setInvalid(ofRole && role.isEmpty());
        role.setErrorMessage(Words.say("coverage.needrole"));
        owner.setInvalid(owner.isEmpty());
        owner.setErrorMessage(Words.say("retain.needperson"));
        if (until.isEmpty()) {
            until.setInvalid(true);
        }
        if (reason.isInvalid() || person.isInvalid() || role.isInvalid() || owner.isInvalid() || until.isInvalid()) {
            return;
        }
        var wanted = new NewFactorException(
                ofRole ? null : person.getValue().userId(),
                ofRole ? role.getValue() : null,
                owner.getValue().userId(),
                why,
                until.getValue().plusDays(1).atStartOfDay(times.zone()).toInstant());
        switch (coverage.except(Caller.current(), wanted)) {
            case Answer.Ok<FactorException>(var made) -> receipt(made);
            case Answer.StepUpFirst<FactorException> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM, typed(wanted));
            case Answer.Forbidden<FactorException>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<FactorException> other -> trouble(States.line(other));
        }
    }

    private TreeMap<String, String> typed(NewFactorException wanted) {
        var typed = new TreeMap<String, String>();
        if (wanted.person() != null) {
            typed.put("person", wanted.person());
            typed.put("personName", person.getValue().username());
        }
        if (wanted.role() != null) {
            typed.put("role", wanted.role());
        }
        typed.put("owner", wanted.owner());
        typed.put("ownerName", owner.getValue().username());
        typed.put("until", until.getValue().toString());
        typed.put("reason", wanted.reason());
        return typed;
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(FactorException made) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("coverage.except.done", CoverageWords.whom(made), times.day(made.until())));
        words.setId("except-receipt");
        add(
                words,
                new Facts(Words.say("end.receipt"))
                        .id("end.number", made.id())
                        .fact("coverage.owner", made.owner())
                        .fact("end.reason", made.reason()));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("except-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
