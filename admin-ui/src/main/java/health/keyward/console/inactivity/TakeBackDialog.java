package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityLeaver;
import java.util.Optional;

/** Takes the report of a leaver back; an account that is shut stays so. */
final class TakeBackDialog extends WhyDialog<InactivityLeaver> {
    private final transient Departures departures;
    private final transient InactivityLeaver leaver;
    private final transient Runnable after;

    TakeBackDialog(Departures departures, InactivityLeaver leaver, Runnable after) {
        super("leaver-back", form(leaver), "dormant.leaver.back.title", "dormant.leaver.back");
        this.departures = departures;
        this.leaver = leaver;
        this.after = after;
        ask(new Paragraph(Words.say(
                leaver.disabledAt() == null ? "dormant.leaver.back.what" : "dormant.leaver.back.shut",
                LeaverWords.person(leaver))));
    }

    private static String form(InactivityLeaver leaver) {
        return "cancel-inactivity-leaver:" + leaver.id();
    }

    static Optional<Unfinished> unfinished(InactivityLeaver leaver) {
        return Unfinished.take(form(leaver));
    }

    @Override
    protected Answer<InactivityLeaver> act(Caller caller, String why) {
        return departures.cancel(caller, leaver.id(), why);
    }

    @Override
    protected void done(InactivityLeaver cancelled) {
        close();
        after.run();
    }
}
