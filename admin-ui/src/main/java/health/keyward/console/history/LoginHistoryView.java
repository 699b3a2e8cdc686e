package health.keyward.console.history;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
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
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Exports;
import health.keyward.console.api.Query;
import health.keyward.console.api.SignIns;
import health.keyward.console.api.Views;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.ExportMenu;
import health.keyward.console.base.Histogram;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.Proofs;
import health.keyward.console.views.SavedViewsMenu;
import health.keyward.contract.history.Newer;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.history.SignInRow;
import health.keyward.contract.history.Summary;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Login history. The address bar is its state; the list never moves under the reader, new rows announce themselves. */
@Route(value = LoginHistoryView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class LoginHistoryView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "activity/sign-ins";
    private static final int BUCKETS = 48;
    private static final int LOOK_EVERY_MILLIS = 5_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final transient SignIns signIns;
    private final transient Proofs proofs;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Histogram histogram = new Histogram();
    private final SignInChips chips;
    private final SignInGrid grid;
    private final Div list = new Div();
    private final Button fresh = new Button();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final ExportMenu export;
    private @Nullable SignInFilter shown;
    private @Nullable String open;
    private @Nullable String top;
    private final Paged<SignInRow> rows;
    private int asking;
    private @Nullable Registration polls;

    LoginHistoryView(SignIns signIns, Views views, Exports exports, Proofs proofs, Background background, Clock clock) {
        this.proofs = proofs;
        this.signIns = signIns;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new SignInChips(times, clock, this::go);
        grid = new SignInGrid(times, proofs::open);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> show(null));
        export = new ExportMenu("login-history", calls(exports), background);
        setId("login-history");
        addClassName("kw-page");
        configureFresh();
        configureGrid();
        histogram.addRangeChosenListener(e -> go(filter().time(new TimeRange.Between(e.from(), e.to()))));
        var tools = new Div(
                new SavedViewsMenu(
                        views, "sign-ins", PATH, () -> filter().toQuery().getQueryString()),
                export);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("history.title")), tools);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, histogram, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "400px", () -> show(null));
        add(layout);
    }

    private ExportMenu.Calls calls(Exports exports) {
        return new ExportMenu.Calls(
                format -> {
                    var caller = Caller.current();
                    var question = question();
                    return () -> signIns.export(caller, question, format);
                },
                format -> {
                    var caller = Caller.current();
                    var question = question();
                    return () -> exports.order(caller, "sign-ins", question, format);
                });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var filter = SignInFilter.of(query);
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

    /** Asks everything anew: sentence, bars, and the first page of rows. */
    private void ask() {
        int mine = ++asking;
        var caller = Caller.current();
        var question = question();
        chips.show(filter(), null);
        fresh.setVisible(false);
        histogram.setVisible(true);
        content(States.loading());
        background.ask(this, () -> signIns.page(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                rows(caller, question, answer);
            }
        });
        background.ask(this, () -> signIns.summary(caller, question), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<Summary>(var summary)) {
                summary(caller, question, summary, mine);
            }
        });
    }

    private void summary(Caller caller, Query question, Summary summary, int mine) {
        var text = SummaryWords.sentence(summary, filter().time(), times);
        sentence.say(text, SummaryWords.warning(summary, times));
        export.say(Words.say("export.count", SummaryWords.all(summary)));
        background.ask(this, () -> signIns.histogram(caller, question, BUCKETS), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<health.keyward.contract.history.Histogram>(var bars)) {
                histogram.show(bars, times, Sentence.plain(text));
            }
        });
    }

    private void rows(Caller caller, Query question, Answer<SignInPage> answer) {
        if (!(answer instanceof Answer.Ok<SignInPage>(var first))) {
            sentence.say("", "");
            histogram.setVisible(false);
            content(States.of(answer, this::ask));
            return;
        }
        top = first.top();
        if (first.rows().isEmpty()) {
            content(States.empty("history.empty.title", "history.empty.text"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        content(grid);
        select();
    }

    private KeysetPages.Slice<SignInRow> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = signIns.page(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<SignInPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    /** Looks whether rows came meanwhile; the list stays where it is. */
    void lookForFresh() {
        if (top == null || filter().time() instanceof TimeRange.Between b && b.to() != null) {
            return;
        }
        var caller = Caller.current();
        var question = question();
        int mine = asking;
        background.ask(this, () -> signIns.newer(caller, question, java.util.Objects.requireNonNull(top)), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<Newer>(var newer) && newer.count() > 0) {
                fresh.setText(Words.say("history.fresh", newer.count() + (newer.more() ? "+" : "")));
                fresh.setVisible(true);
            }
        });
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        select();
        background.ask(this, () -> signIns.detail(caller, id), answer -> {
            if (!id.equals(open)) {
                return;
            }
            if (answer instanceof Answer.Ok<SignInDetail>(var detail)) {
                var row = detail.row();
                drawer.show(
                        Rows.who(row),
                        Rows.what(row) + " · " + times.exact(row.at()),
                        new SignInFacts(times, proofs::open).of(detail).toArray(Component[]::new));
            } else {
                drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            }
        });
    }

    private void step(int by) {
        current().flatMap(row -> rows.beside(row, by)).ifPresent(row -> show(row.id()));
    }

    private Optional<SignInRow> current() {
        var id = open;
        return id == null ? Optional.empty() : rows.find(r -> r.id().equals(id));
    }

    private void select() {
        rows.select(r -> r.id().equals(open));
    }

    private void show(@Nullable String id) {
        var all = new HashMap<>(filter().toQuery().getParameters());
        if (id != null) {
            all.put("open", List.of(id));
        }
        UI.getCurrent().navigate(LoginHistoryView.class, new QueryParameters(all));
    }

    private void go(SignInFilter filter) {
        UI.getCurrent().navigate(LoginHistoryView.class, filter.toQuery());
    }

    private SignInFilter filter() {
        return shown == null ? SignInFilter.everything() : shown;
    }

    private Query question() {
        return filter().question(clock);
    }

    private void content(Component what) {
        list.removeAll();
        list.add(fresh, what);
    }

    private void configureFresh() {
        fresh.setId("fresh");
        fresh.addClassName("kw-fresh");
        fresh.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        fresh.getElement().setAttribute("role", "status");
        fresh.setVisible(false);
        fresh.addClickListener(e -> ask());
    }

    private void configureGrid() {
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                show(e.getFirstSelectedItem().map(SignInRow::id).orElse(null));
            }
        });
        list.addClassName("kw-list");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().setPollInterval(LOOK_EVERY_MILLIS);
        polls = event.getUI().addPollListener(e -> lookForFresh());
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
        return Words.say("history.title") + " · Keyward";
    }
}
