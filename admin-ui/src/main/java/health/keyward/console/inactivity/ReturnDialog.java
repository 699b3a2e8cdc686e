package health.keyward.console.inactivity;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityReturn;
import health.keyward.contract.inactivity.NewInactivityReturn;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Proposes that an account is opened after a new training; another administrator confirms (IN-10). */
final class ReturnDialog extends WhyDialog<InactivityProposed> {
    private static final String DAY = "day";

    private final transient Departures departures;
    private final transient InactivityReturn back;
    private final transient Runnable after;
    private final DatePicker day = new DatePicker(Words.say("dormant.return.trained"));

    ReturnDialog(Departures departures, InactivityReturn back, Clock clock, Runnable after) {
        super("return", form(back), "dormant.return.title", "retain.propose");
        this.departures = departures;
        this.back = back;
        this.after = after;
        day.setId("return-day");
        day.setLocale(Words.locale());
        day.setI18n(VaadinWords.datePicker());
        day.setHelperText(Words.say("dormant.return.trained.hint"));
        day.setRequiredIndicatorVisible(true);
        day.setWidthFull();
        day.setMax(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (back.disabledAt() != null) {
            day.setMin(LocalDate.ofInstant(back.disabledAt(), ZoneOffset.UTC));
        }
        ask(
                new Paragraph(Words.say("dormant.return.what", back.username())),
                day,
                new Paragraph(Words.say("retain.second")));
    }

    private static String form(InactivityReturn back) {
        return "inactivity-return:" + back.userId();
    }

    static Optional<Unfinished> unfinished(InactivityReturn back) {
        return Unfinished.take(form(back));
    }

    @Override
    protected boolean complete() {
        if (day.isEmpty()) {
            day.setInvalid(true);
        }
        return !day.isInvalid();
    }

    @Override
    protected Answer<InactivityProposed> act(Caller caller, String why) {
        return departures.propose(caller, new NewInactivityReturn(back.userId(), day.getValue(), why));
    }

    @Override
    protected Map<String, String> typed() {
        return Map.of(DAY, day.getValue().toString());
    }

    @Override
    protected void fill(Unfinished kept) {
        day.setValue(LocalDate.parse(kept.text(DAY)));
    }

    @Override
    protected void done(InactivityProposed proposed) {
        receipt(
                Words.say("dormant.return.proposed", back.username()),
                ApprovalsView.PATH + "?show=mine&open=" + proposed.proposalId());
        after.run();
    }
}
