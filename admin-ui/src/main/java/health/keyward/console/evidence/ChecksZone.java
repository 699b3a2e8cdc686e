package health.keyward.console.evidence;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.Background;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Wish;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerChecks;
import java.util.List;

/** Runs of the self-check: starts one on the server, follows it, and says how it ended. The server goes on when the page is left. */
final class ChecksZone extends Zone {
    private static final int SHOWN = 5;
    private static final int FOLLOW_MILLIS = 2_000;

    private final transient Evidence evidence;
    private final transient Background background;
    private final Times times;
    private final transient Runnable ended;
    private final Button now = new Button(Words.say("check.now"));
    private final Button fresh = new Button(Words.say("check.fresh"));
    private final Div result = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Div past = new Div();
    private boolean running;
    private boolean asked;

    /** @param ended what to do when a run that was followed has ended */
    ChecksZone(Evidence evidence, Background background, Times times, Runnable ended) {
        super("checks", Words.say("check.title"));
        this.evidence = evidence;
        this.background = background;
        this.times = times;
        this.ended = ended;
        result.setId("check-result");
        result.addClassName("kw-said");
        result.getElement().setAttribute("role", "status");
        bar.setId("check-progress");
        bar.getElement().setAttribute("aria-label", Words.say("check.progress"));
        bar.setVisible(false);
        configure(now, "verify-now", true);
        now.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        configure(fresh, "verify-new", false);
        fresh.addThemeVariants(ButtonVariant.SMALL);
        var buttons = new Div(now, fresh);
        buttons.addClassName("kw-buttons");
        add(quiet(Words.say("check.what")), buttons, bar, result, past);
    }

    private void configure(Button button, String id, boolean full) {
        button.setId(id);
        button.addClickListener(e -> start(full));
    }

    boolean running() {
        return running;
    }

    /** Asks how the runs are; one question at a time. */
    void look(Caller caller) {
        if (asked) {
            return;
        }
        asked = true;
        background.ask(UI.getCurrent(), () -> evidence.checks(caller), answer -> {
            asked = false;
            show(answer);
        });
    }

    private void start(boolean full) {
        enable(false);
        result.removeAll();
        result.add(text(Words.say("check.asked")));
        var caller = Caller.current();
        background.ask(this, () -> evidence.check(caller, full), this::show);
    }

    private void show(Answer<LedgerChecks> answer) {
        switch (answer) {
            case Answer.Ok<LedgerChecks>(var checks) -> show(checks.rows());
            case Answer.Forbidden<LedgerChecks> no -> refused(Words.say("check.forbidden"));
            case Answer.StepUpFirst<LedgerChecks>(var acr, var age) -> {
                refused(States.line(answer));
                var again = new Button(Words.say("state.stepup.button"), e -> Wish.leaveFor(UI.getCurrent(), acr, age));
                again.addThemeVariants(ButtonVariant.SMALL);
                result.add(again);
            }
            case Answer<LedgerChecks> other -> refused(States.line(other));
        }
    }

    private void refused(String words) {
        running = false;
        enable(true);
        bar.setVisible(false);
        result.removeAll();
        result.add(sign("broken", "FAILED", words));
    }

    private void show(List<LedgerCheck> rows) {
        boolean before = running;
        var current = CheckWords.running(rows);
        running = current.isPresent();
        enable(!running);
        bar.setVisible(running);
        result.removeAll();
        current.ifPresent(check -> {
            bar.setIndeterminate(check.state() == LedgerCheck.State.ASKED);
            bar.setValue(CheckWords.share(check));
            result.add(text(CheckWords.say(check)));
        });
        if (!running) {
            result.add(CheckWords.lastEnded(rows).map(this::verdict).orElseGet(() -> text(Words.say("check.none"))));
        }
        past.removeAll();
        var older = rows.stream()
                .filter(check -> !CheckWords.runs(check))
                .limit(SHOWN)
                .toList();
        if (!older.isEmpty()) {
            past.add(table(
                    List.of("column.time", "check.scope", "column.outcome", "ledger.entries"),
                    older.stream().map(this::line).toList()));
        }
        getUI().ifPresent(ui -> {
            ui.setPollInterval(running ? FOLLOW_MILLIS : Shell.NOTICE_END_MILLIS);
            if (before && !running) {
                ended.run();
            }
        });
    }

    private Component verdict(LedgerCheck check) {
        var words = new Div(
                sign(CheckWords.icon(check), CheckWords.tone(check), CheckWords.word(check)),
                new Span(" " + CheckWords.say(check)));
        words.addClassName("kw-verdict");
        words.getElement().setAttribute("data-check", check.state().name());
        if (check.state() == LedgerCheck.State.BAD && check.detail() != null) {
            words.add(quiet(Words.say("ledger.server", check.detail())));
        }
        return words;
    }

    private List<Component> line(LedgerCheck check) {
        var at = check.finishedAt() == null ? check.askedAt() : check.finishedAt();
        var time = text(times.ago(at));
        time.setTitle(times.exact(at));
        return List.of(
                time,
                text(CheckWords.scope(check)),
                sign(CheckWords.icon(check), CheckWords.tone(check), CheckWords.word(check)),
                number(check.done() - check.from()));
    }

    private void enable(boolean can) {
        now.setEnabled(can);
        fresh.setEnabled(can);
    }
}
