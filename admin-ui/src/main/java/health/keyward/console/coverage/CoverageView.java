package health.keyward.console.coverage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
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
import health.keyward.console.api.Coverage;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.CoveragePage;
import health.keyward.contract.stepup.FactorCoverage;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.FactorExceptions;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many people hold a factor that cannot be phished, who does not, and who need not for a while. The address bar is its state. */
@Route(value = CoverageView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class CoverageView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/factors";
    /** Exceptions end, and are few; what is older is in the history of changes. */
    private static final int MOST_EXCEPTIONS = 200;

    private final transient Coverage coverage;
    private final transient People people;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Nav parts = new Nav();
    private final Map<Part, RouterLink> link = new EnumMap<>(Part.class);
    private final CoverageChips chips;
    private final PersonGrid grid;
    private final Paged<CoveragePage.Person> rows;
    private final Div list = new Div();
    private final Div file = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final Button except = new Button(Words.say("coverage.except"), Icons.of("plus"), e -> except(null));
    private List<String> roles = List.of();
    private Part part = Part.ROLES;
    private CoverageFilter filter = CoverageFilter.ALL;
    private @Nullable String shown;
    private @Nullable String open;
    private @Nullable Dialog dialog;
    private int asking;

    CoverageView(Coverage coverage, People people, Background background, Clock clock) {
        this.coverage = coverage;
        this.people = people;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new CoverageChips(next -> go(Part.PEOPLE, next, null));
        grid = new PersonGrid(times);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> go(part, filter, null));
        setId("coverage");
        addClassName("kw-page");
        configureParts();
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go(
                        part,
                        filter,
                        e.getFirstSelectedItem()
                                .map(CoveragePage.Person::userId)
                                .orElse(null));
            }
        });
        except.setId("except-add");
        except.addThemeVariants(ButtonVariant.SMALL);
        list.addClassName("kw-list");
        var tools = new Div(file, except);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("coverage.title")), tools);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, parts, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "400px", () -> go(part, filter, null));
        add(layout);
    }

    /** Links and no tabs: each part has an address, and what is chosen is the current page. */
    private void configureParts() {
        parts.setId("coverage-parts");
        parts.addClassName("kw-lists");
        parts.setAriaLabel(Words.say("coverage.title"));
        for (var one : Part.values()) {
            var mine = new RouterLink(Words.say("coverage.part." + one.word()), CoverageView.class);
            mine.setQueryParameters(address(one, CoverageFilter.ALL, null));
            mine.setHighlightCondition(HighlightConditions.never());
            mine.setId("coverage-part-" + one.word());
            link.put(one, mine);
            parts.add(mine);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        part = Part.of(query.getSingleParameter("show").orElse(null));
        filter = part == Part.PEOPLE ? CoverageFilter.of(query) : CoverageFilter.ALL;
        open = part == Part.PEOPLE ? new Asked(query).one("open") : null;
        var wanted = part + filter.question().toString();
        chips.setVisible(part == Part.PEOPLE);
        file.setVisible(part == Part.PEOPLE);
        chips.show(filter);
        link.forEach((one, its) -> {
            if (one == part) {
                its.getElement().setAttribute("aria-current", "page");
            } else {
                its.getElement().removeAttribute("aria-current");
            }
        });
        if (wanted.equals(shown)) {
            person();
        } else {
            shown = wanted;
            ask();
        }
    }

    private void ask() {
        ask(Caller.current());
    }

    private void ask(Caller caller) {
        int mine = ++asking;
        layout.setDetail(null);
        put(States.loading());
        background.ask(this, () -> coverage.figures(caller), answer -> {
            if (mine == asking) {
                show(caller, mine, answer);
            }
        });
    }

    private void show(Caller caller, int mine, Answer<FactorCoverage> answer) {
        if (!(answer instanceof Answer.Ok<FactorCoverage>(var found))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(CoverageWords.sentence(found) + CoverageWords.excepted(found, times), "");
        roles = found.roles().stream().map(FactorCoverage.Role::name).toList();
        ExceptDialog.unfinished().ifPresent(kept -> open(dialog().with(kept)));
        switch (part) {
            case ROLES ->
                put(
                        found.roles().isEmpty()
                                ? States.empty("coverage.empty.title", "coverage.empty.roles")
                                : scrolling(new RolesPart(found)));
            case PEOPLE -> {
                var question = filter.question();
                offer(caller, question);
                background.ask(this, () -> coverage.people(caller, question, null, Paged.SIZE), page -> {
                    if (mine == asking) {
                        people(caller, question, page);
                    }
                });
            }
            case EXCEPTIONS ->
                background.ask(this, () -> coverage.exceptions(caller, null, MOST_EXCEPTIONS), page -> {
                    if (mine == asking) {
                        exceptions(caller, page);
                    }
                });
        }
    }

    private void people(Caller caller, Query question, Answer<CoveragePage> answer) {
        if (!(answer instanceof Answer.Ok<CoveragePage>(var first))) {
            put(States.of(answer, this::ask));
            return;
        }
        if (first.rows().isEmpty()) {
            put(States.empty("coverage.empty.title", "coverage.empty.people"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
        person();
    }

    /** The same people as a file, for whoever hands keys out. */
    private void offer(Caller caller, Query question) {
        file.removeAll();
        file.add(new PeopleFile(() -> coverage.export(caller, question)));
    }

    private KeysetPages.Slice<CoveragePage.Person> more(
            Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = coverage.people(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<CoveragePage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void exceptions(Caller caller, Answer<FactorExceptions> answer) {
        if (!(answer instanceof Answer.Ok<FactorExceptions>(var found))) {
            put(States.of(answer, this::ask));
            return;
        }
        if (found.rows().isEmpty()) {
            put(States.empty("coverage.empty.exceptions.title", "coverage.empty.exceptions"));
            return;
        }
        put(scrolling(new ExceptionsPart(found, times, one -> end(caller, one, null))));
        found.rows().forEach(one -> EndExceptionDialog.unfinished(one).ifPresent(kept -> end(caller, one, kept)));
    }

    /** Shows who is chosen, as far as the person is among the rows at hand. */
    private void person() {
        var id = open;
        rows.select(row -> row.userId().equals(id));
        rows.find(row -> row.userId().equals(id)).ifPresentOrElse(this::show, () -> layout.setDetail(null));
    }

    private void show(CoveragePage.Person one) {
        var page = new Anchor("people/" + one.userId(), Words.say("coverage.person"));
        page.setId("coverage-person");
        page.addClassName("kw-link");
        page.getElement().setAttribute("router-link", true);
        var facts = new Facts(Words.say("coverage.holds"))
                .fact("column.factor", Words.of(one.factor()))
                .fact("coverage.elsewhere", one.elsewhere() ? Words.say("coverage.elsewhere.yes") : null)
                .fact("column.excepted", one.exceptedUntil() == null ? null : times.exact(one.exceptedUntil()));
        var who = new Facts(Words.say("coverage.who"))
                .fact("column.roles", String.join(", ", one.roles()))
                .fact("column.unit", one.unit())
                .fact(
                        "column.lastsignin",
                        one.lastSignIn() == null ? Words.say("coverage.never") : times.exact(one.lastSignIn()))
                .id("coverage.id", one.userId());
        var buttons = new Div(page);
        buttons.addClassNames("kw-buttons", "kw-group");
        if (one.exceptedUntil() == null) {
            var button = new Button(Words.say("coverage.except"), e -> except(one));
            button.setId("except-person-button");
            button.addThemeVariants(ButtonVariant.SMALL);
            buttons.add(button);
        }
        drawer.show(CoverageWords.person(one), one.username(), facts, who, buttons);
        layout.setDetail(drawer);
    }

    private void except(CoveragePage.@Nullable Person one) {
        open(one == null ? dialog() : dialog().of(one.userId(), one.username()));
    }

    private ExceptDialog dialog() {
        var caller = Caller.current();
        return new ExceptDialog(coverage, people, roles, times, clock, () -> ask(caller));
    }

    private void end(Caller caller, FactorException one, @Nullable Unfinished kept) {
        open(new EndExceptionDialog(coverage, one, kept, () -> ask(caller)));
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void step(int by) {
        var id = open;
        rows.find(row -> row.userId().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go(part, filter, row.userId()));
    }

    private static void go(Part part, CoverageFilter filter, @Nullable String id) {
        UI.getCurrent().navigate(CoverageView.class, address(part, filter, id));
    }

    private static QueryParameters address(Part part, CoverageFilter filter, @Nullable String id) {
        return filter.put(new Asked.Builder().put("show", part == Part.ROLES ? null : part.word()))
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
            dialog = null;
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("coverage.title") + " · Keyward";
    }
}
