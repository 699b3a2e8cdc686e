package health.keyward.console.person;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.api.Recovery;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.SummaryWords;
import health.keyward.console.inactivity.ChainPanel;
import health.keyward.contract.history.PersonCard;
import health.keyward.contract.history.TimelinePage;
import health.keyward.contract.stepup.PersonFactors;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One person: who it is, one timeline of everything around them, their open sessions, and where the account stands on its way out of use. */
@Route(value = "people/:person", layout = Shell.class)
@RolesAllowed("system-admin")
public final class PersonView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private static final TimeRange STANDARD = TimeRange.Last.MONTH;

    private final transient People people;
    private final transient Approvals approvals;
    private final transient Recovery recovery;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final H1 name = new H1();
    private final Div card = new Div();
    private final Div list = new Div();
    private final TimelineGrid grid;
    private final Paged<TimelinePage.Item> items;
    private final SessionsPanel sessions;
    private final ChainPanel chain;
    private final Chip time;
    private final Chip kind;
    private String person = "";
    private TimeRange range = STANDARD;
    private Set<TimelineKind> kinds = Set.of();
    private @Nullable String shown;
    private int asking;

    PersonView(
            People people,
            Approvals approvals,
            Recovery recovery,
            Inactivity inactivity,
            Background background,
            Clock clock) {
        this.people = people;
        this.approvals = approvals;
        this.recovery = recovery;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        setId("person");
        addClassNames("kw-page", "kw-person");
        grid = new TimelineGrid(times);
        items = new Paged<>(grid);
        sessions = new SessionsPanel(people, background, times);
        chain = new ChainPanel(inactivity, people, background, times, clock);
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(range, clock, times.zone(), t -> go(t, kinds)),
                () -> go(STANDARD, kinds));
        kind = new Chip(
                "chip-kind",
                Words.say("chip.kind"),
                () -> Picks.words(
                        Words.say("chip.kind"), List.of(TimelineKind.values()), kinds, chosen -> go(range, chosen)),
                () -> go(range, Set.of()));
        card.setId("card");
        card.addClassName("kw-card-head");
        list.addClassName("kw-list");
        var head = new Div(name);
        head.addClassName("kw-head");
        var chips = new Div(time, kind);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        var timeline = new Div(new H2(Words.say("person.timeline")), chips, list);
        timeline.addClassName("kw-timeline");
        var side = new Div(sessions, chain);
        side.addClassName("kw-person-side");
        var parts = new Div(timeline, side);
        parts.addClassName("kw-person-parts");
        add(head, sentence, card, parts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        var wanted = event.getRouteParameters().get("person").orElse("");
        range = TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), STANDARD);
        kinds = asked.words("kind", TimelineKind.class);
        if (!wanted.equals(person)) {
            person = wanted;
            head();
            sessions.of(person);
            chain.of(person);
        }
        var question = person + range + kinds;
        if (!question.equals(shown)) {
            shown = question;
            timeline();
        }
    }

    private void head() {
        var caller = Caller.current();
        var id = person;
        name.setText(Words.say("state.loading"));
        background.ask(this, () -> people.card(caller, id), answer -> {
            if (!id.equals(person)) {
                return;
            }
            card.removeAll();
            if (answer instanceof Answer.Ok<PersonCard>(var known)) {
                name.setText(Objects.requireNonNullElse(known.name(), known.username()));
                sentence.say(PersonWords.sentence(known, times), "");
                card.add(PersonWords.tags(known));
                card.add(PersonWords.facts(known, times));
                if (known.exists() && known.enabled()) {
                    card.add(lostFactor(id));
                    UnfinishedLoss.of(id).ifPresent(kept -> lost(caller, id, kept));
                }
                sessions.named(name.getText());
            } else {
                name.setText(Words.say("person.title"));
                sentence.say("", "");
                card.add(States.of(answer, this::head));
            }
        });
    }

    private Button lostFactor(String id) {
        var button = new Button(Words.say("lost.button"), e -> lost(Caller.current(), id, null));
        button.setId("lost-button");
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void lost(Caller caller, String id, @Nullable UnfinishedLoss kept) {
        background.ask(this, () -> recovery.factors(caller, id), answer -> {
            if (answer instanceof Answer.Ok<PersonFactors>(var held)) {
                var dialog = new LostFactor(approvals, held, times);
                (kept == null ? dialog : dialog.with(kept)).open();
            } else {
                Notification.show(States.line(answer));
            }
        });
    }

    private void timeline() {
        int mine = ++asking;
        var caller = Caller.current();
        var id = person;
        var question = range.question(clock)
                .with("kind", kinds.stream().map(Enum::name).collect(Collectors.toList()));
        time.close();
        kind.close();
        time.show(SummaryWords.range(range, times), !range.equals(STANDARD));
        kind.show(
                kinds.isEmpty() ? null : kinds.stream().map(Words::of).sorted().collect(Collectors.joining(", ")));
        put(States.loading());
        background.ask(this, () -> people.timeline(caller, id, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, id, question, answer);
            }
        });
    }

    private void show(Caller caller, String id, Query question, Answer<TimelinePage> answer) {
        if (!(answer instanceof Answer.Ok<TimelinePage>(var first))) {
            put(States.of(answer, this::timeline));
        } else if (first.rows().isEmpty()) {
            put(States.empty("person.empty.title", "person.empty.text"));
        } else {
            items.show(
                    new KeysetPages.Slice<>(first.rows(), first.next()),
                    (cursor, limit) -> more(caller, id, question, cursor, limit));
            put(grid);
        }
    }

    private KeysetPages.Slice<TimelinePage.Item> more(
            Caller caller, String id, Query question, @Nullable String cursor, int limit) {
        var answer = people.timeline(caller, id, question, cursor, limit);
        if (answer instanceof Answer.Ok<TimelinePage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void go(TimeRange nextRange, Set<TimelineKind> nextKinds) {
        UI.getCurrent()
                .navigate(
                        PersonView.class,
                        new RouteParameters("person", person),
                        new Asked.Builder()
                                .time(nextRange, STANDARD)
                                .words("kind", nextKinds)
                                .build());
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("person.title") + " · Keyward";
    }
}
