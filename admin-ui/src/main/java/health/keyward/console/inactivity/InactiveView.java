package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityAccountDetail;
import health.keyward.contract.inactivity.InactivityAccountPage;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.contract.inactivity.InactivitySummary;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Who is where on the way out of use, what the next days bring, and how the engine is doing. The address bar is its state. */
@Route(value = InactiveView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class InactiveView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive";

    static final int SHORT = 30;
    private static final int LONG = 90;

    private final transient Inactivity inactivity;
    private final transient People people;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final EngineState engine;
    private final Div counts = new Div();
    private final Forecast forecast = new Forecast();
    private final Nav span = new Nav();
    private final DormantChips chips;
    private final DormantGrid grid;
    private final Paged<InactivityAccount> rows;
    private final Div list = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private DormantFilter filter = DormantFilter.CHAIN;
    private int ahead = SHORT;
    private @Nullable StepCounts figures;
    private @Nullable InactivitySummary summary;
    private @Nullable String shown;
    private @Nullable String open;
    private @Nullable Dialog dialog;
    private int asking;

    InactiveView(Inactivity inactivity, People people, Background background, Clock clock) {
        this.inactivity = inactivity;
        this.people = people;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        engine = new EngineState(times);
        chips = new DormantChips(next -> go(next, ahead, null));
        grid = new DormantGrid(times, clock);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> go(filter, ahead, null));
        setId("inactive");
        addClassName("kw-page");
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go(
                        filter,
                        ahead,
                        e.getFirstSelectedItem().map(InactivityAccount::userId).orElse(null));
            }
        });
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("nav.inactive")));
        head.addClassName("kw-head");
        var master =
                new Div(head, sentence, new RoomLinks(InactiveView.class), engine, counts, forecast(), chips, list);
        master.addClassNames("kw-page", "kw-dormant");
        layout = new ListAndDrawer(master, "420px", () -> go(filter, ahead, null));
        add(layout);
    }

    private Component forecast() {
        span.setId("forecast-span");
        span.addClassName("kw-lists");
        span.setAriaLabel(Words.say("dormant.forecast"));
        var title = new Div(new H2(Words.say("dormant.forecast")), span);
        title.addClassName("kw-forecast-head");
        return new Div(title, forecast);
    }

    private void spans() {
        span.removeAll();
        for (int days : new int[] {SHORT, LONG}) {
            var link = new RouterLink(Words.say("dormant.ahead", days), InactiveView.class);
            link.setQueryParameters(address(filter, days, open));
            link.setHighlightCondition(HighlightConditions.never());
            link.setId("ahead-" + days);
            if (days == ahead) {
                link.getElement().setAttribute("aria-current", "true");
            }
            span.add(link);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var asked = new Asked(query);
        filter = DormantFilter.of(query);
        ahead = Integer.toString(LONG).equals(asked.one("ahead")) ? LONG : SHORT;
        open = asked.one("open");
        chips.show(filter);
        spans();
        figures();
        if (summary == null) {
            look();
        } else {
            show(summary);
        }
        var wanted = filter.question().toString();
        if (wanted.equals(shown)) {
            account();
        } else {
            shown = wanted;
            ask();
        }
    }

    private void figures() {
        var now = new StepCounts(ahead);
        now.here(filter);
        figures = now;
        counts.removeAll();
        counts.add(now);
    }

    private void look() {
        var caller = Caller.current();
        background.ask(this, () -> inactivity.summary(caller), answer -> {
            if (answer instanceof Answer.Ok<InactivitySummary>(var now)) {
                summary = now;
                show(now);
            } else {
                sentence.say("", States.line(answer));
            }
        });
        background.ask(this, () -> inactivity.breaker(caller), answer -> {
            if (answer instanceof Answer.Ok<InactivityBreaker>(var breaker)) {
                engine.show(breaker);
            }
        });
    }

    private void show(InactivitySummary now) {
        var days = now.days().subList(0, Math.min(ahead + 1, now.days().size()));
        long warned = now.steps().stream()
                .filter(one -> one.step().compareTo(InactivityStep.DISABLED) < 0)
                .mapToLong(InactivitySummary.Count::accounts)
                .sum();
        long out = now.steps().stream()
                        .mapToLong(InactivitySummary.Count::accounts)
                        .sum()
                - warned;
        long soon = days.stream().mapToLong(InactivitySummary.Day::disable).sum();
        sentence.say(
                Words.say("dormant.sentence", now.accounts(), warned, out, ahead, soon)
                        + (now.lastRunAt() == null
                                ? ""
                                : " " + Words.say("dormant.lastrun", times.ago(now.lastRunAt()))),
                "");
        engine.show(now);
        if (figures != null) {
            figures.show(now);
        }
        forecast.show(days);
    }

    private void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var question = filter.question();
        layout.setDetail(null);
        put(States.loading());
        background.ask(this, () -> inactivity.accounts(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, question, answer);
            }
        });
    }

    private void show(Caller caller, Query question, Answer<InactivityAccountPage> answer) {
        if (!(answer instanceof Answer.Ok<InactivityAccountPage>(var first))) {
            put(States.of(answer, this::ask));
        } else if (first.rows().isEmpty()) {
            put(
                    filter.chain()
                            ? States.empty("dormant.calm.title", "dormant.calm.text")
                            : States.empty("dormant.empty.title", "dormant.empty.text"));
        } else {
            rows.show(
                    new KeysetPages.Slice<>(first.rows(), first.next()),
                    (cursor, limit) -> more(caller, question, cursor, limit));
            put(grid);
            account();
        }
    }

    private KeysetPages.Slice<InactivityAccount> more(
            Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = inactivity.accounts(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<InactivityAccountPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    /** Shows the chosen account, whether it is among the rows at hand or not. */
    private void account() {
        var id = open;
        rows.select(row -> row.userId().equals(id));
        if (id == null) {
            layout.setDetail(null);
            return;
        }
        var caller = Caller.current();
        background.ask(this, () -> inactivity.account(caller, id), answer -> {
            if (id.equals(open)) {
                show(answer);
            }
        });
    }

    private void show(Answer<InactivityAccountDetail> answer) {
        if (!(answer instanceof Answer.Ok<InactivityAccountDetail>(var detail))) {
            drawer.show(Words.say("person.title"), "", States.of(answer, this::account));
            layout.setDetail(drawer);
            return;
        }
        var one = detail.account();
        var page = new Anchor("people/" + one.userId(), Words.say("coverage.person"));
        page.setId("dormant-person");
        page.addClassName("kw-link");
        page.getElement().setAttribute("router-link", true);
        var alone =
                new Button(Words.say("dormant.exemption.add"), e -> open(dialog().of(one.userId(), one.username())));
        alone.setId("dormant-exempt");
        alone.addThemeVariants(ButtonVariant.SMALL);
        var buttons = new Div(page, alone);
        buttons.addClassNames("kw-buttons", "kw-group");
        drawer.show(DormantWords.person(one), one.username(), new ChainFacts(detail, times, clock.instant()), buttons);
        layout.setDetail(drawer);
        ExemptionDialog.unfinished().ifPresent(kept -> open(dialog().with(kept)));
    }

    private ExemptionDialog dialog() {
        return new ExemptionDialog(inactivity, people, times, clock);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void step(int by) {
        var id = open;
        rows.find(row -> row.userId().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go(filter, ahead, row.userId()));
    }

    private static void go(DormantFilter filter, int ahead, @Nullable String id) {
        UI.getCurrent().navigate(InactiveView.class, address(filter, ahead, id));
    }

    static QueryParameters address(DormantFilter filter, int ahead, @Nullable String id) {
        return filter.put(new Asked.Builder())
                .put("ahead", ahead == SHORT ? null : Integer.toString(ahead))
                .put("open", id)
                .build();
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
        return Words.say("nav.inactive") + " · Keyward";
    }
}
