package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.MyReviews;
import health.keyward.console.base.Times;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewAbsence;
import health.keyward.contract.review.ReviewAbsences;
import java.time.Clock;
import java.time.LocalDate;

/** Says who answers while the reviewer is away (AR-3). */
final class AbsenceDialog extends Dialog {
    private static final int LONGEST_NAME = 255;

    private final transient MyReviews reviews;
    private final Times times;
    private final TextField delegate = new TextField(Words.say("mine.away.delegate"));
    private final DatePicker from = new DatePicker(Words.say("mine.away.from"));
    private final DatePicker until = new DatePicker(Words.say("mine.away.until"));
    private final UnorderedList known = new UnorderedList();
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("mine.away.do"));

    AbsenceDialog(MyReviews reviews, Times times, Clock clock) {
        this.reviews = reviews;
        this.times = times;
        setId("absence");
        setHeaderTitle(Words.say("mine.away"));
        setWidth("440px");
        delegate.setId("away-delegate");
        delegate.setWidthFull();
        delegate.setMaxLength(LONGEST_NAME);
        delegate.setRequiredIndicatorVisible(true);
        delegate.setHelperText(Words.say("mine.away.delegate.hint"));
        var today = LocalDate.ofInstant(clock.instant(), times.zone());
        from.setId("away-from");
        from.setValue(today);
        until.setId("away-until");
        until.setValue(today.plusDays(7));
        for (var date : new DatePicker[] {from, until}) {
            date.setMin(today);
            date.setLocale(Words.locale());
            date.setI18n(VaadinWords.datePicker());
            date.setWidthFull();
            date.setRequiredIndicatorVisible(true);
        }
        known.setId("away-known");
        known.addClassName("kw-checks");
        trouble.setId("away-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("away-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> save());
        var fields = new Div(known, delegate, from, until);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("end.close"), e -> close()), go);
        show(reviews.absences(Caller.current()));
    }

    private void show(Answer<ReviewAbsences> answer) {
        if (answer instanceof Answer.Ok<ReviewAbsences>(var now)) {
            known.removeAll();
            for (var one : now.rows()) {
                known.add(new ListItem(
                        Words.say("mine.away.one", one.delegate(), times.dated(one.from()), times.dated(one.until()))));
            }
            known.setVisible(!now.rows().isEmpty());
            delegate.clear();
        } else {
            trouble.setVisible(true);
            trouble.setText(Refused.line(answer));
        }
    }

    private void save() {
        go.setEnabled(true);
        trouble.setVisible(false);
        var whom = delegate.getValue().strip();
        delegate.setInvalid(whom.isEmpty());
        delegate.setErrorMessage(Words.say("mine.hand.needed"));
        boolean wrong = from.isEmpty() || until.isEmpty() || until.getValue().isBefore(from.getValue());
        until.setInvalid(wrong);
        until.setErrorMessage(Words.say("pick.order"));
        if (!wrong && !delegate.isInvalid()) {
            show(reviews.away(
                    Caller.current(),
                    new ReviewAbsence(
                            whom,
                            from.getValue().atStartOfDay(times.zone()).toInstant(),
                            until.getValue()
                                    .plusDays(1)
                                    .atStartOfDay(times.zone())
                                    .toInstant())));
        }
    }
}
