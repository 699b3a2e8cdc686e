package health.keyward.console.services;

import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.WhyDialog;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.inactivity.InactivityServiceHalt;
import java.util.Map;
import java.util.Optional;

/** Proposes that the policy disables the clients it was stopped at; another administrator confirms the same list (IN-7, IN-11). */
final class GoOnDialog extends WhyDialog<ProposalDetail> {
    private static final String KIND = "service-accounts-run";

    private final transient Approvals approvals;

    GoOnDialog(Approvals approvals, InactivityServiceHalt halt) {
        super("go-on", KIND, "services.goon.title", "retain.propose");
        this.approvals = approvals;
        ask(
                new Paragraph(Words.say("services.goon.what", halt.clients())),
                new Paragraph(Words.say("services.goon.list")),
                new Paragraph(Words.say("retain.second")));
    }

    static Optional<Unfinished> unfinished() {
        return Unfinished.take(KIND);
    }

    @Override
    protected Answer<ProposalDetail> act(Caller caller, String why) {
        return approvals.propose(caller, KIND, Map.of(), why);
    }

    @Override
    protected void done(ProposalDetail proposed) {
        receipt(
                Words.say("services.goon.proposed"),
                ApprovalsView.PATH + "?show=mine&open=" + proposed.row().id());
    }
}
