package health.keyward.console.evidence;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
    private final Button next;

    /** @param propose opens the dialog that proposes a new one */
    EpochsZone(Runnable propose) {
        super("epochs", Words.say("epoch.title"));
        next = new Button(Words.say("retain.epoch.button"), e -> propose.run());
        next.setId("retain-epoch");
        next.addThemeVariants(ButtonVariant.SMALL);
        next.setVisible(false);
        add(quiet(Words.say("epoch.what")), next, content);
    }

    /** Only a log that refuses to be signed can go on in a new epoch. */
    void refuses(boolean refuses) {
        next.setVisible(refuses);
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
