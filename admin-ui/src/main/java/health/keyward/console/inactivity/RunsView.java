package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunKind;
import health.keyward.contract.inactivity.InactivityRunPage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the engine did and tried, run by run (IN-14). The address bar is its state. */
@Route(value = RunsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class RunsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive/runs";

    private final transient Inactivity inactivity;
    private final transient Background background;
    private final Sentence sentence = new Sentence();
    private final EngineState engine;
    private final Times times;
    private final Chip kind;
    private final Chip busy;
    private final RunGrid grid;
    private final Paged<InactivityRun> rows;
    private final Div list = new Div();
    private final Button dry = new Button(Words.say("dormant.run.dry"));
    private @Nullable InactivityRunKind wantedKind;
    private boolean onlyBusy;
    private int asking;

    RunsView(Inactivity inactivity, Background background, Clock clock) {
        this.inactivity = inactivity;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        engine = new EngineState(times);
        grid = new RunGrid(times);
        rows = new Paged<>(grid);
        setId("inactivity-runs-page");
        addClassName("kw-page");
        kind = new Chip(
                "chip-kind",
                Words.say("dormant.run.kind"),
                () -> Picks.one(
                        Words.say("dormant.run.kind"),
                        Stream.of(InactivityRunKind.values())
                                .map(InactivityRunKind::name)
                                .toList(),
                        name -> Words.of(InactivityRunKind.valueOf(name)),
                        wantedKind == null ? null : wantedKind.name(),
                        name -> go(InactivityRunKind.valueOf(name), onlyBusy)),
                () -> go(null, onlyBusy));
        busy = new Chip(
                "chip-busy",
                Words.say("dormant.run.busy"),
                () -> Picks.one(
                        Words.say("dormant.run.busy"),
                        List.of("YES"),
                        word -> Words.say("dormant.run.busy.yes"),
                        onlyBusy ? "YES" : null,
                        word -> go(wantedKind, true)),
                () -> go(wantedKind, false));
        dry.setId("runs-dry");
        dry.addThemeVariants(ButtonVariant.SMALL);
        dry.setDisableOnClick(true);
        dry.addClickListener(e -> tryDry());
        list.addClassName("kw-list");
        var tools = new Div(dry);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("dormant.runs.title")), tools);
        head.addClassName("kw-head");
        var chips = new Div(kind, busy);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        add(head, sentence, new RoomLinks(RunsView.class), engine, chips, list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        wantedKind = asked.words("kind", InactivityRunKind.class).stream()
                .findFirst()
                .orElse(null);
        onlyBusy = "yes".equalsIgnoreCase(asked.one("busy"));
        kind.close();
        busy.close();
        kind.show(wantedKind == null ? null : Words.of(wantedKind));
        busy.show(onlyBusy ? Words.say("dormant.run.busy.yes") : null);
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var question = Query.none()
                .with("kind", wantedKind == null ? null : wantedKind.name())
                .with("busy", onlyBusy ? "YES" : null);
        put(States.loading());
        background.ask(this, () -> inactivity.runs(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, question, answer);
            }
        });
        background.ask(this, () -> inactivity.breaker(caller), answer -> {
            if (answer instanceof Answer.Ok<InactivityBreaker>(var breaker)) {
                engine.show(breaker);
            }
        });
    }

    private void show(Caller caller, Query question, Answer<InactivityRunPage> answer) {
        if (!(answer instanceof Answer.Ok<InactivityRunPage>(var first))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        if (first.rows().isEmpty()) {
            sentence.say("", "");
            put(States.empty("dormant.runs.empty.title", "dormant.runs.empty.text"));
            return;
        }
        var newest = first.rows().getFirst();
        sentence.say(Words.say("dormant.runs.sentence", times.ago(newest.startedAt()), RunWords.counts(newest)), "");
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
    }

    private KeysetPages.Slice<InactivityRun> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = inactivity.runs(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<InactivityRunPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void tryDry() {
        var caller = Caller.current();
        background.ask(this, () -> inactivity.dryRun(caller), answer -> {
            dry.setEnabled(true);
            if (answer instanceof Answer.Ok<InactivityRun>(var run)) {
                UI.getCurrent().navigate(RunView.AT + run.id());
            } else {
                Notification.show(States.line(answer));
            }
        });
    }

    private static void go(@Nullable InactivityRunKind kind, boolean busy) {
        UI.getCurrent()
                .navigate(
                        RunsView.class,
                        new Asked.Builder()
                                .put("kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT))
                                .put("busy", busy ? "yes" : null)
                                .build());
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("dormant.runs.title") + " · Keyward";
    }
}
