package health.keyward.console.inactivity;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.api.People;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.NewInactivityLeaver;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/** Reports that somebody leaves: shut out everywhere within the hour of the last moment, by one administrator (IN-15). */
final class LeaverDialog extends WhyDialog<InactivityLeaver> {
    private static final String FORM = "inactivity-leaver";

    private final transient Departures departures;
    private final transient Runnable after;
    private final Times times;
    private final PersonField person;
    private final DateTimePicker last = new DateTimePicker(Words.say("dormant.leaver.last"));

    LeaverDialog(Departures departures, People people, Times times, Runnable after) {
        super("leaver", FORM, "dormant.leaver.title", "dormant.leaver.report");
        this.departures = departures;
        this.after = after;
        this.times = times;
        person = new PersonField(people, Words.say("retain.person"), "leaver-person");
        last.setId("leaver-last");
        last.setLocale(Words.locale());
        last.setDatePickerI18n(VaadinWords.datePicker());
        last.setI18n(VaadinWords.dateTimePicker());
        last.setHelperText(Words.say("dormant.leaver.last.hint"));
        last.setWidthFull();
        ask(new Paragraph(Words.say("dormant.leaver.what")), person, last);
    }

    static Optional<Unfinished> unfinished() {
        return Unfinished.take(FORM);
    }

    @Override
    protected boolean complete() {
        person.setInvalid(person.isEmpty());
        person.setErrorMessage(Words.say("retain.needperson"));
        return !person.isInvalid() && !last.isInvalid();
    }

    @Override
    protected Answer<InactivityLeaver> act(Caller caller, String why) {
        return departures.report(
                caller,
                new NewInactivityLeaver(
                        person.getValue().username(),
                        null,
                        last.getOptionalValue()
                                .map(at -> at.atZone(times.zone()).toInstant())
                                .orElse(null),
                        why));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of(
                "person",
                person.getValue().userId(),
                "personName",
                person.getValue().username(),
                "last",
                last.getOptionalValue().map(LocalDateTime::toString).orElse(""));
    }

    @Override
    protected void fill(Unfinished kept) {
        person.setValue(new PersonHits.Hit(kept.text("person"), kept.text("personName"), null, null, true));
        if (!kept.text("last").isEmpty()) {
            last.setValue(LocalDateTime.parse(kept.text("last")));
        }
    }

    @Override
    protected void done(InactivityLeaver reported) {
        close();
        after.run();
    }
}
