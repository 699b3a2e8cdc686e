package health.keyward.console.exports;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Done;
import health.keyward.console.api.Exports;
import health.keyward.console.base.Background;
import health.keyward.console.base.ExportMenu;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportJobs;
import health.keyward.contract.history.ExportPhase;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signed-in admin's exports: how far each is, its file, its signed manifest. They go on without this page and are found again here. */
@Route(value = ExportMenu.MINE, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ExportsView extends Main implements HasDynamicTitle {
    public static final String PATH = ExportMenu.MINE;
    private static final int FOLLOW_MILLIS = 2_000;

    private final transient Exports exports;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div list = new Div();
    private final Map<String, ExportCard> cards = new HashMap<>();
    private @Nullable Registration polls;
    private boolean asked;
    private boolean open;

    ExportsView(Exports exports, Background background, Clock clock) {
        this.exports = exports;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        setId("exports");
        addClassNames("kw-page", "kw-scroll");
        var head = new Div(new H1(Words.say("exports.title")));
        head.addClassName("kw-head");
        list.addClassName("kw-jobs");
        list.getElement().setAttribute("role", "list");
        content.addClassName("kw-parts");
        content.add(States.loading());
        add(head, sentence, content);
    }

    private void ask() {
        if (asked) {
            return;
        }
        asked = true;
        var caller = Caller.current();
        background.ask(this, () -> exports.mine(caller), answer -> {
            asked = false;
            show(answer);
        });
    }

    private void show(Answer<ExportJobs> answer) {
        if (!(answer instanceof Answer.Ok<ExportJobs>(var jobs))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        var shown = jobs.rows().stream()
                .filter(job -> job.phase() != ExportPhase.CANCELLED)
                .toList();
        long under = shown.stream().filter(ExportCard::open).count();
        open = under > 0;
        getUI().ifPresent(ui -> ui.setPollInterval(open ? FOLLOW_MILLIS : Shell.NOTICE_END_MILLIS));
        sentence.say(shown.isEmpty() ? "" : Words.say("exports.sentence", shown.size(), under), "");
        if (shown.isEmpty()) {
            cards.clear();
            put(States.empty("exports.empty.title", "exports.empty.text"));
            return;
        }
        show(shown);
    }

    /** A card that is there already is changed and not made anew: a download of it may be under way. */
    private void show(List<ExportJob> jobs) {
        cards.keySet().retainAll(jobs.stream().map(ExportJob::id).toList());
        var inOrder = jobs.stream()
                .map(job -> {
                    var card = cards.computeIfAbsent(job.id(), id -> new ExportCard(exports, times, this::giveUp));
                    card.show(job, clock.instant());
                    return card;
                })
                .toList();
        if (!list.getChildren().toList().equals(inOrder)) {
            list.removeAll();
            inOrder.forEach(list::add);
        }
        if (list.getParent().isEmpty()) {
            put(list);
        }
    }

    private void giveUp(String id) {
        var caller = Caller.current();
        background.ask(this, () -> exports.cancel(caller, id), answer -> {
            if (answer instanceof Answer.Ok<Done>) {
                ask();
            } else {
                put(States.of(answer, this::ask));
            }
        });
    }

    private void put(Component what) {
        content.removeAll();
        content.add(what);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        polls = event.getUI().addPollListener(e -> {
            if (open) {
                ask();
            }
        });
        ask();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(Shell.NOTICE_END_MILLIS);
        if (polls != null) {
            polls.remove();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("exports.title") + " · Keyward";
    }
}
