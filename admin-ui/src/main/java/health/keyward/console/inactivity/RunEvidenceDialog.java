package health.keyward.console.inactivity;

import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.Inactivity;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Words;
import health.keyward.console.proof.PackageDialog;
import health.keyward.console.proof.PackageFile;
import health.keyward.contract.inactivity.InactivityRun;

/** Hands out what proves a run, once its entry lies under a signed checkpoint (IN-14). */
public final class RunEvidenceDialog extends PackageDialog {
    private final transient InactivityRun run;
    private final transient Inactivity inactivity;

    RunEvidenceDialog(InactivityRun run, Inactivity inactivity, Evidence evidence, Background background) {
        super("run-proof", "dormant.evidence", run.eventId(), evidence, background);
        this.run = run;
        this.inactivity = inactivity;
    }

    @Override
    protected Facts facts() {
        return new Facts(Words.say("dormant.run.evidence"))
                .id("dormant.run.hash", run.listHash())
                .id("dormant.run.entry", run.eventId());
    }

    @Override
    protected Answer<PackageFile> gather(Caller caller, String proof) {
        return inactivity.evidence(caller, run.id()).map(found -> new RunEvidenceFile(found, proof));
    }
}
