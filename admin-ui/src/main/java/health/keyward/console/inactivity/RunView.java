package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunPeople;
import health.keyward.contract.inactivity.InactivityRunPerson;
import health.keyward.contract.inactivity.InactivityRunState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run: why it was stopped if it was, what it did to whom, and the proof of it (IN-7, IN-14). */
@Route(value = RunsView.PATH + "/:run", layout = Shell.class)
@RolesAllowed("system-admin")
public final class RunView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    /** Followed by an id. */
    static final String AT = RunsView.PATH + "/";

    private final transient Inactivity inactivity;
    private final transient Evidence evidence;
    private final transient Background background;
    private final Times times;
    private final H1 title = new H1();
    private final Div tools = new Div();
    private final Sentence sentence = new Sentence();
    private final Div facts = new Div();
    private final Chip act;
    private final Chip state;
    private final LineGrid grid = new LineGrid();
    private final Paged<InactivityRunPerson> rows = new Paged<>(grid);
    private final Div list = new Div();
    private String run = "";
    private @Nullable InactivityAct wantedAct;
    private @Nullable InactivityItemState wantedState;
    private @Nullable Dialog dialog;
    private int asking;

    RunView(Inactivity inactivity, Evidence evidence, Background background, Clock clock) {
        this.inactivity = inactivity;
        this.evidence = evidence;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("inactivity-run-page");
        addClassNames("kw-page", "kw-dormant");
        act = new Chip(
                "chip-act",
                Words.say("dormant.act"),
                () -> Picks.one(
                        Words.say("dormant.act"),
                        Stream.of(InactivityAct.values())
                                .map(InactivityAct::name)
                                .toList(),
                        name -> Words.of(InactivityAct.valueOf(name)),
                        wantedAct == null ? null : wantedAct.name(),
                        name -> go(InactivityAct.valueOf(name), wantedState)),
                () -> go(null, wantedState));
        state = new Chip(
                "chip-state",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        Stream.of(InactivityItemState.values())
                                .map(InactivityItemState::name)
                                .toList(),
                        name -> Words.of(InactivityItemState.valueOf(name)),
                        wantedState == null ? null : wantedState.name(),
                        name -> go(wantedAct, InactivityItemState.valueOf(name))),
                () -> go(wantedAct, null));
        tools.addClassName("kw-tools");
        facts.addClassName("kw-card-head");
        list.addClassName("kw-list");
        var head = new Div(title, tools);
        head.addClassName("kw-head");
        var chips = new Div(act, state);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        add(head, sentence, new RoomLinks(RunView.class), facts, chips, list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        var wanted = event.getRouteParameters().get("run").orElse("");
        wantedAct = asked.words("act", InactivityAct.class).stream().findFirst().orElse(null);
        wantedState = asked.words("state", InactivityItemState.class).stream()
                .findFirst()
                .orElse(null);
        act.close();
        state.close();
        act.show(wantedAct == null ? null : Words.of(wantedAct));
        state.show(wantedState == null ? null : Words.of(wantedState));
        if (!wanted.equals(run)) {
            run = wanted;
            head();
        }
        lines();
    }

    private void head() {
        var caller = Caller.current();
        var id = run;
        title.setText(Words.say("state.loading"));
        background.ask(this, () -> inactivity.run(caller, id), answer -> {
            if (id.equals(run)) {
                show(answer);
            }
        });
    }

    private void show(Answer<InactivityRun> answer) {
        tools.removeAll();
        facts.removeAll();
        if (!(answer instanceof Answer.Ok<InactivityRun>(var found))) {
            title.setText(Words.say("dormant.run.title"));
            sentence.say("", "");
            facts.add(States.of(answer, this::head));
            return;
        }
        title.setText(Words.say("dormant.run.of", Words.of(found.kind()), times.brief(found.startedAt())));
        sentence.say(Words.say("dormant.run.sentence", found.evaluated(), RunWords.counts(found)), "");
        if (found.state() == InactivityRunState.HALTED) {
            var decide = new Button(Words.say("dormant.engine.decide"), e -> decide(found, ""));
            decide.setId("run-decide");
            decide.addThemeVariants(ButtonVariant.PRIMARY);
            tools.add(decide);
            BreakerDialog.unfinished(found).ifPresent(why -> decide(found, why));
        }
        if (found.eventId() != null) {
            var prove = new Button(
                    Words.say("dormant.run.evidence"),
                    Icons.of("shield"),
                    e -> open(new RunEvidenceDialog(found, inactivity, evidence, background)));
            prove.setId("run-evidence");
            tools.add(prove);
        }
        if (!found.halts().isEmpty()) {
            facts.add(halts(found));
        }
        facts.add(both(found));
    }

    private static Component halts(InactivityRun found) {
        var why = new UnorderedList();
        why.setId("run-halts");
        why.addClassName("kw-attention");
        found.halts().forEach(said -> why.add(new ListItem(Icons.of("flag"), new Span(DormantWords.halt(said)))));
        return why;
    }

    private Component both(InactivityRun found) {
        var left = Facts.ofPage(Words.say("dormant.run.title"))
                .fact("column.state", RunWords.marked(found.state()))
                .fact("dormant.run.started", times.exact(found.startedAt()))
                .fact("dormant.run.ended", found.endedAt() == null ? null : times.exact(found.endedAt()))
                .fact(
                        "dormant.run.version",
                        found.policyVersion() == 0
                                ? Words.say("dormant.run.defaults")
                                : Long.toString(found.policyVersion()));
        var right = Facts.ofPage(Words.say("dormant.run.evidence"))
                .id("dormant.run.id", found.id())
                .id("dormant.run.hash", found.listHash())
                .id("dormant.run.entry", found.eventId());
        var both = new Div(left, right);
        both.addClassName("kw-two-facts");
        return both;
    }

    private void decide(InactivityRun found, String why) {
        open(new BreakerDialog(inactivity, background, found, why, this::head));
    }

    private void lines() {
        var caller = Caller.current();
        var id = run;
        int mine = ++asking;
        var question = Query.none()
                .with("act", wantedAct == null ? null : wantedAct.name())
                .with("state", wantedState == null ? null : wantedState.name());
        put(States.loading());
        background.ask(this, () -> inactivity.lines(caller, id, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, id, question, answer);
            }
        });
    }

    private void show(Caller caller, String id, Query question, Answer<InactivityRunPeople> answer) {
        if (!(answer instanceof Answer.Ok<InactivityRunPeople>(var first))) {
            put(States.of(answer, this::lines));
        } else if (first.rows().isEmpty()) {
            put(States.empty("dormant.lines.empty.title", "dormant.lines.empty.text"));
        } else {
            rows.show(
                    new KeysetPages.Slice<>(first.rows(), first.next()),
                    (cursor, limit) -> more(caller, id, question, cursor, limit));
            put(grid);
        }
    }

    private KeysetPages.Slice<InactivityRunPerson> more(
            Caller caller, String id, Query question, @Nullable String cursor, int limit) {
        var answer = inactivity.lines(caller, id, question, cursor, limit);
        if (answer instanceof Answer.Ok<InactivityRunPeople>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void go(@Nullable InactivityAct nextAct, @Nullable InactivityItemState nextState) {
        UI.getCurrent()
                .navigate(
                        RunView.class,
                        new RouteParameters("run", run),
                        new Asked.Builder()
                                .put("act", small(nextAct))
                                .put("state", small(nextState))
                                .build());
    }

    private static @Nullable String small(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("dormant.run.title") + " · Keyward";
    }
}
