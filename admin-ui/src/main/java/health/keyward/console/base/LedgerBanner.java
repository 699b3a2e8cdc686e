package health.keyward.console.base;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.api.Answer;
import health.keyward.contract.audit.LedgerHealth;
import java.util.Comparator;

/** Stands over every page while the evidence is not in order: red when it is damaged or must not be signed, amber when something does not work. */
final class LedgerBanner extends Div {
    private static final String EVIDENCE = "activity/evidence";
    private static final int SERVER_ERROR = 500;

    LedgerBanner() {
        setId("ledger-banner");
        addClassName("kw-banner");
        getElement().setAttribute("role", "region").setAttribute("aria-label", Words.say("ledger.name"));
        setVisible(false);
    }

    void show(Answer<LedgerHealth> answer) {
        if (answer instanceof Answer.Ok<LedgerHealth>(var health)) {
            show(health);
        } else if (answer instanceof Answer.Failed<LedgerHealth>(var problem) && problem.status() >= SERVER_ERROR) {
            show(LedgerHealth.State.DEGRADED, Words.say("ledger.unknown"));
        }
    }

    private void show(LedgerHealth health) {
        var worst = health.reasons().stream()
                .max(Comparator.comparing(LedgerHealth.Reason::state))
                .map(LedgerWords::what)
                .orElse("");
        switch (health.state()) {
            case GREEN -> setVisible(false);
            case DEGRADED -> show(LedgerHealth.State.DEGRADED, Words.say("ledger.degraded", worst));
            case RED -> show(LedgerHealth.State.RED, Words.say("ledger.red", worst));
        }
    }

    private void show(LedgerHealth.State state, String words) {
        setClassName("kw-red", state == LedgerHealth.State.RED);
        var link = new Anchor(EVIDENCE, Words.say("ledger.open"));
        link.setId("ledger-open");
        removeAll();
        add(Icons.of(LedgerWords.icon(state)), new Span(new Span(words + " "), link));
        setVisible(true);
    }
}
