package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
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
import health.keyward.console.api.EmergencyGrants;
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
import health.keyward.contract.breakglass.BreakGlassGrant;
import health.keyward.contract.breakglass.BreakGlassGrants;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Emergency access: who has it now, how often it happens and where, and every grant there was. The address bar is its state. */
@Route(value = EmergencyView.PATH, layout = Shell.class)
@RolesAllowed({"system-admin", "privacy-officer"})
public final class EmergencyView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/emergency";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Query RUNNING = Query.none().with("state", "RUNNING");
    /** More at once than a hospital should ever see; the list shows the rest. */
    private static final int MOST_RUNNING = 200;

    private final transient EmergencyGrants grants;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Nav parts = new Nav();
    private final Map<GrantPart, RouterLink> links = new EnumMap<>(GrantPart.class);
    private final GrantsChips chips;
    private final GrantGrid grid;
    private final Paged<BreakGlassGrant> rows;
    private final Div list = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private GrantPart part = GrantPart.RUNNING;
    private GrantsFilter filter = GrantsFilter.ALL;
    private @Nullable String shown;
    private @Nullable String open;
    private @Nullable Dialog dialog;
    private int asking;

    EmergencyView(EmergencyGrants grants, Background background, Clock clock) {
        this.grants = grants;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new GrantsChips(times, clock, next -> go(part, next, null));
        grid = new GrantGrid(times);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> go(part, filter, null));
        setId("emergency");
        addClassName("kw-page");
        configureParts();
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go(
                        part,
                        filter,
                        e.getFirstSelectedItem().map(BreakGlassGrant::id).orElse(null));
            }
        });
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("grant.title")));
        head.addClassName("kw-head");
        var master = new Div(head, sentence, parts, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "400px", () -> go(part, filter, null));
        add(layout);
    }

    /** Links and no tabs: each part has an address, and what is chosen is the current page. */
    private void configureParts() {
        parts.setId("grant-parts");
        parts.addClassName("kw-lists");
        parts.setAriaLabel(Words.say("grant.title"));
        for (var one : GrantPart.values()) {
            var mine = link(Words.say("grant.part." + one.word()), one, GrantsFilter.ALL);
            mine.setId("grant-part-" + one.word());
            links.put(one, mine);
            parts.add(mine);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        part = GrantPart.of(query.getSingleParameter("show").orElse(null));
        filter = switch (part) {
            case RUNNING -> GrantsFilter.ALL;
            case NUMBERS -> GrantsFilter.of(query).counted();
            case GRANTS -> GrantsFilter.of(query);
        };
        chips.setVisible(part != GrantPart.RUNNING);
        chips.show(filter, part == GrantPart.NUMBERS);
        links.forEach((one, its) -> {
            if (one == part) {
                its.getElement().setAttribute("aria-current", "page");
            } else {
                its.getElement().removeAttribute("aria-current");
            }
        });
        var wanted = part + filter.toString();
        if (!wanted.equals(shown)) {
            shown = wanted;
            ask(Caller.current());
        }
        open(query.getSingleParameter("open")
                .filter(id -> ID.matcher(id).matches())
                .orElse(null));
        EndGrantDialog.unfinished(grants, this::again).ifPresent(this::ask);
    }

    private void again() {
        var id = open;
        open = null;
        ask(Caller.current());
        open(id);
    }

    private void ask(Caller caller) {
        int mine = ++asking;
        put(States.loading());
        sentence.say("", "");
        switch (part) {
            case RUNNING ->
                background.ask(this, () -> grants.page(caller, RUNNING, null, MOST_RUNNING), answer -> {
                    if (mine == asking) {
                        running(answer);
                    }
                });
            case NUMBERS -> {
                var time = filter.question(clock);
                background.ask(this, () -> grants.metrics(caller, time), answer -> {
                    if (mine == asking) {
                        numbers(answer);
                    }
                });
            }
            case GRANTS -> {
                var question = filter.question(clock);
                background.ask(this, () -> grants.page(caller, question, null, Paged.SIZE), answer -> {
                    if (mine == asking) {
                        grants(caller, question, answer);
                    }
                });
            }
        }
    }

    private void running(Answer<BreakGlassGrants> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassGrants>(var page))) {
            put(States.of(answer, () -> ask(Caller.current())));
            return;
        }
        sentence.say(Words.say("grant.sentence.running", page.grants().size()), "");
        put(
                page.grants().isEmpty()
                        ? States.empty("grant.empty.running.title", "grant.empty.running")
                        : scrolling(new RunningPart(
                                page.grants(),
                                times,
                                clock,
                                grant -> go(part, filter, grant.id()),
                                grant -> ask(new EndGrantDialog(grants, grant, this::again)))));
    }

    private void numbers(Answer<BreakGlassMetrics> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassMetrics>(var numbers))) {
            put(States.of(answer, () -> ask(Caller.current())));
            return;
        }
        sentence.say(
                numbers.rate() == null
                        ? Words.say("grant.sentence.numbers", numbers.grants())
                        : Words.say(
                                "grant.sentence.rate",
                                numbers.grants(),
                                numbers.sessions(),
                                GrantWords.number(numbers.rate(), 1)),
                "");
        put(
                numbers.grants() == 0
                        ? States.empty("grant.empty.title", "grant.empty.numbers")
                        : scrolling(new NumbersPart(numbers, this::listed)));
    }

    private void grants(Caller caller, Query question, Answer<BreakGlassGrants> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassGrants>(var first))) {
            put(States.of(answer, () -> ask(Caller.current())));
            return;
        }
        if (first.grants().isEmpty()) {
            put(States.empty("grant.empty.title", "grant.empty.grants"));
            return;
        }
        sentence.say(
                Words.say(
                        first.next() == null ? "grant.sentence.grants" : "grant.sentence.more",
                        first.grants().size()),
                "");
        rows.show(
                new KeysetPages.Slice<>(first.grants(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
        rows.select(row -> row.id().equals(open));
    }

    private KeysetPages.Slice<BreakGlassGrant> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = grants.page(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<BreakGlassGrants>(var page)) {
            return new KeysetPages.Slice<>(page.grants(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void open(@Nullable String id) {
        if (id == null) {
            open = null;
            layout.setDetail(null);
            grid.deselectAll();
        } else if (!id.equals(open)) {
            open = id;
            detail(id);
        }
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        rows.select(row -> row.id().equals(id));
        background.ask(this, () -> grants.one(caller, id), answer -> {
            if (!id.equals(open)) {
                return;
            }
            if (answer instanceof Answer.Ok<BreakGlassGrant>(var grant)) {
                var facts = new GrantFacts(times, one -> ask(new EndGrantDialog(grants, one, this::again)));
                drawer.show(
                        grant.username(),
                        GrantWords.state(grant),
                        facts.of(grant).toArray(Component[]::new));
            } else {
                drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            }
        });
    }

    private void step(int by) {
        var id = open;
        rows.find(row -> row.id().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go(part, filter, row.id()));
    }

    private void ask(Dialog next) {
        dialog = next;
        next.open();
    }

    /** A link to the grants behind a number, of the time that was counted. */
    private Component listed(GrantsFilter wanted) {
        var text = wanted.person() == null ? wanted.reason() : wanted.person();
        var link = link(text == null ? "" : text, GrantPart.GRANTS, wanted.time(filter.time()));
        link.addClassNames("kw-link", wanted.person() == null ? "kw-mono" : "kw-strong");
        return link;
    }

    private static RouterLink link(String text, GrantPart part, GrantsFilter filter) {
        var link = new RouterLink(text, EmergencyView.class);
        link.setQueryParameters(address(part, filter, null));
        link.setHighlightCondition(HighlightConditions.never());
        return link;
    }

    private static void go(GrantPart part, GrantsFilter filter, @Nullable String id) {
        UI.getCurrent().navigate(EmergencyView.class, address(part, filter, id));
    }

    private static QueryParameters address(GrantPart part, GrantsFilter filter, @Nullable String id) {
        return filter.put(new Asked.Builder().put("show", part == GrantPart.RUNNING ? null : part.word()))
                .put("open", id)
                .build();
    }

    private static Component scrolling(Component content) {
        var box = new Div(content);
        box.addClassNames("kw-page", "kw-scroll");
        return box;
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
        return Words.say("grant.title") + " · Keyward";
    }
}
