package health.keyward.console.proof;

import health.keyward.console.api.Evidence;
import health.keyward.console.base.Background;
import org.springframework.stereotype.Component;

/** Opens the proof of an event over whatever page is shown. */
@Component
public final class Proofs {
    private final Evidence evidence;
    private final Background background;

    Proofs(Evidence evidence, Background background) {
        this.evidence = evidence;
        this.background = background;
    }

    /**
     * @param event id, 32 hex digits
     * @param after runs when it is closed
     */
    public ProofDialog open(String event, Runnable after) {
        var dialog = new ProofDialog(event, evidence, background);
        dialog.addOpenedChangeListener(e -> {
            if (!e.isOpened()) {
                after.run();
            }
        });
        dialog.open();
        return dialog;
    }

    public void open(String event) {
        open(event, () -> {});
    }
}
