package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityExemption;
import java.util.Optional;

/** Ends an exemption or a leave before its time, for a reason. */
final class EndDialog extends WhyDialog<InactivityExemption> {
    private final transient Inactivity inactivity;
    private final transient InactivityExemption exemption;
    private final transient Runnable after;

    EndDialog(Inactivity inactivity, InactivityExemption exemption, Runnable after) {
        super("end-exemption", form(exemption), "dormant.exemption.end.title", "dormant.exemption.end");
        this.inactivity = inactivity;
        this.exemption = exemption;
        this.after = after;
        ask(new Paragraph(Words.say(
                exemption.blocks() ? "dormant.exemption.end.blocked" : "dormant.exemption.end.what",
                ExemptionWords.person(exemption))));
    }

    private static String form(InactivityExemption exemption) {
        return "end-inactivity-exemption:" + exemption.id();
    }

    static Optional<Unfinished> unfinished(InactivityExemption exemption) {
        return Unfinished.take(form(exemption));
    }

    @Override
    protected Answer<InactivityExemption> act(Caller caller, String why) {
        return inactivity.end(caller, exemption.id(), why);
    }

    @Override
    protected void done(InactivityExemption ended) {
        close();
        after.run();
    }
}
