package health.keyward.console.evidence;

import com.vaadin.flow.component.html.Div;
import health.keyward.console.api.Answer;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerEpochs;
import java.util.List;

/** Which logs there have been; a second one begins when the first was put back and somebody said why. */
final class EpochsZone extends Zone {
    private final Div content = new Div();

    EpochsZone() {
        super("epochs", Words.say("epoch.title"));
        add(quiet(Words.say("epoch.what")), content);
    }

    void show(Answer<LedgerEpochs> answer) {
        content.removeAll();
        if (!(answer instanceof Answer.Ok<LedgerEpochs>(var epochs))) {
            content.add(quiet(States.line(answer)));
            return;
        }
        content.add(table(
                List.of("epoch.number", "epoch.origin", "epoch.first", "ledger.entries"),
                epochs.rows().stream()
                        .map(row -> List.of(
                                number(row.epoch()),
                                Facts.id(row.origin()),
                                number(row.firstEntry()),
                                number(row.size())))
                        .toList()));
    }
}
