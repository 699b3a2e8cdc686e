package health.keyward.console.changes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Changes;
import health.keyward.console.api.Exports;
import health.keyward.console.api.Query;
import health.keyward.console.api.Views;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.ExportMenu;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.SummaryWords;
import health.keyward.console.proof.Proofs;
import health.keyward.console.views.SavedViewsMenu;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangePage;
import health.keyward.contract.history.ChangeRow;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who changed what, before and after. */
@Route(value = ChangesView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ChangesView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "activity/changes";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final transient Changes changes;
    private final transient Proofs proofs;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final ChangeChips chips;
    private final ChangeGrid grid;
    private final Paged<ChangeRow> rows;
    private final Div list = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final ExportMenu export;
    private @Nullable ChangeFilter shown;
    private @Nullable String open;
    private int asking;

    ChangesView(Changes changes, Views views, Exports exports, Proofs proofs, Background background, Clock clock) {
        this.proofs = proofs;
        this.changes = changes;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new ChangeChips(times, clock, this::go);
        grid = new ChangeGrid(times, proofs::open);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> show(null));
        export = new ExportMenu("changes", calls(exports), background);
        setId("changes");
        addClassName("kw-page");
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                show(e.getFirstSelectedItem().map(ChangeRow::id).orElse(null));
            }
        });
        list.addClassName("kw-list");
        var tools = new Div(
                new SavedViewsMenu(
                        views, "changes", PATH, () -> filter().toQuery().getQueryString()),
                export);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("changes.title")), tools);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "440px", () -> show(null));
        add(layout);
    }

    private ExportMenu.Calls calls(Exports exports) {
        return new ExportMenu.Calls(
                format -> {
                    var caller = Caller.current();
                    var question = filter().question(clock);
                    return () -> changes.export(caller, question, format);
                },
                format -> {
                    var caller = Caller.current();
                    var question = filter().question(clock);
                    return () -> exports.order(caller, "changes", question, format);
                });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var filter = ChangeFilter.of(query);
        if (!filter.equals(shown)) {
            shown = filter;
            ask();
        }
        var wanted = query.getSingleParameter("open")
                .filter(id -> ID.matcher(id).matches())
                .orElse(null);
        if (wanted == null) {
            open = null;
            layout.setDetail(null);
            grid.deselectAll();
        } else if (!wanted.equals(open)) {
            open = wanted;
            detail(wanted);
        }
    }

    private void ask() {
        int mine = ++asking;
        var caller = Caller.current();
        var question = filter().question(clock);
        chips.show(filter());
        put(States.loading());
        background.ask(this, () -> changes.page(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, question, answer);
            }
        });
    }

    private void show(Caller caller, Query question, Answer<ChangePage> answer) {
        if (!(answer instanceof Answer.Ok<ChangePage>(var first))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        var many = first.rows().size() + (first.next() == null ? "" : "+");
        sentence.say(Words.say("changes.sentence", many, SummaryWords.range(filter().time(), times)), "");
        export.say(Words.say("export.count", many));
        if (first.rows().isEmpty()) {
            put(States.empty("changes.empty.title", "changes.empty.text"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
        rows.select(r -> r.id().equals(open));
    }

    private KeysetPages.Slice<ChangeRow> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = changes.page(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<ChangePage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        rows.select(r -> r.id().equals(id));
        background.ask(this, () -> changes.detail(caller, id), answer -> {
            if (!id.equals(open)) {
                return;
            }
            if (answer instanceof Answer.Ok<ChangeDetail>(var detail)) {
                var row = detail.row();
                drawer.show(
                        ChangeWords.operation(row.operation()) + ": " + ChangeWords.area(row.area()),
                        ChangeWords.actor(row) + " · " + times.exact(row.at()),
                        new ChangeFacts(times, proofs::open).of(detail).toArray(Component[]::new));
            } else {
                drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            }
        });
    }

    private void step(int by) {
        var id = open;
        rows.find(r -> r.id().equals(id)).flatMap(row -> rows.beside(row, by)).ifPresent(row -> show(row.id()));
    }

    private void show(@Nullable String id) {
        var all = new HashMap<>(filter().toQuery().getParameters());
        if (id != null) {
            all.put("open", List.of(id));
        }
        UI.getCurrent().navigate(ChangesView.class, new QueryParameters(all));
    }

    private void go(ChangeFilter filter) {
        UI.getCurrent().navigate(ChangesView.class, filter.toQuery());
    }

    private ChangeFilter filter() {
        return shown == null ? ChangeFilter.everything() : shown;
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("changes.title") + " · Keyward";
    }
}
