package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.DecideInactivityKept;
import health.keyward.contract.inactivity.DecideInactivityKept.Decision;
import health.keyward.contract.inactivity.InactivityKeptDecided;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityKeptRight.Guard;
import health.keyward.contract.inactivity.InactivityReturn;
import java.util.Optional;

/** Gives back one role or group that was taken, or drops it from the list (IN-10). */
final class KeptDialog extends WhyDialog<InactivityKeptDecided> {
    private final transient Departures departures;
    private final transient InactivityReturn back;
    private final transient InactivityKeptRight right;
    private final transient Runnable after;
    private final Decision decision;

    KeptDialog(
            Departures departures,
            InactivityReturn back,
            InactivityKeptRight right,
            Decision decision,
            Runnable after) {
        super("kept", form(back, right, decision), "dormant.kept." + decision + ".title", "dormant.kept." + decision);
        this.departures = departures;
        this.back = back;
        this.right = right;
        this.decision = decision;
        this.after = after;
        if (decision == Decision.GIVE && right.guard() != Guard.NONE) {
            ask(new Paragraph(Words.say("retain.second")));
        }
        ask(new Paragraph(Words.say("dormant.kept." + decision + ".what", right.name(), back.username())));
    }

    private static String form(InactivityReturn back, InactivityKeptRight right, Decision decision) {
        return "inactivity-kept-" + decision + ":" + back.userId() + "/" + right.kind() + "/" + right.id();
    }

    static Optional<Unfinished> unfinished(InactivityReturn back, InactivityKeptRight right, Decision decision) {
        return Unfinished.take(form(back, right, decision));
    }

    @Override
    protected Answer<InactivityKeptDecided> act(Caller caller, String why) {
        return departures.decide(caller, back.userId(), right, new DecideInactivityKept(decision, why));
    }

    @Override
    protected void done(InactivityKeptDecided decided) {
        after.run();
        if (decided.done()) {
            close();
        } else {
            receipt(
                    Words.say("dormant.kept.proposed", right.name(), back.username()),
                    ApprovalsView.PATH + "?show=mine&open=" + decided.proposalId());
        }
    }
}
