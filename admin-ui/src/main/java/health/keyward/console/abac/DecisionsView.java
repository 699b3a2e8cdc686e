package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
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
import health.keyward.console.api.Decisions;
import health.keyward.console.api.Query;
import health.keyward.console.base.Background;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Drawer;
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
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.contract.abac.DecisionSummary;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decisions by policy: how they came out, which rules refuse, and one of them explained. The address bar is its state. */
@Route(value = DecisionsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class DecisionsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/decisions";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MOST_RULES = 12;

    private final transient Decisions decisions;
    private final transient Proofs proofs;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Histogram histogram = new Histogram(
            "decisions.chart",
            List.of(
                    new Histogram.Bar("effect.PERMIT", "--kw-ok"),
                    new Histogram.Bar("effect.DENY", "--kw-failed"),
                    new Histogram.Bar("effect.STEP_UP", "--kw-step_up")));
    private final Details rates = new Details(Words.say("decisions.rates"));
    private final DecisionsChips chips;
    private final DecisionGrid grid;
    private final Div list = new Div();
    private final Div file = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final Paged<DecisionRow> rows;
    private @Nullable DecisionsFilter shown;
    private @Nullable String open;
    private int asking;

    DecisionsView(Decisions decisions, Proofs proofs, Background background, Clock clock) {
        this.decisions = decisions;
        this.proofs = proofs;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new DecisionsChips(times, clock, this::go);
        grid = new DecisionGrid(times);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> show(null));
        setId("decisions-page");
        addClassName("kw-page");
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                show(e.getFirstSelectedItem().map(DecisionRow::id).orElse(null));
            }
        });
        list.addClassName("kw-list");
        rates.setId("rates");
        rates.addClassName("kw-rates");
        rates.setVisible(false);
        histogram.addRangeChosenListener(e -> go(filter().time(new TimeRange.Between(e.from(), e.to()))));
        var head = new Div(new H1(Words.say("decisions.title")), file);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, histogram, rates, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "440px", () -> show(null));
        add(layout);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var filter = DecisionsFilter.of(query);
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
        histogram.setVisible(true);
        content(States.loading());
        file.removeAll();
        background.ask(this, () -> decisions.page(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                rows(caller, question, answer);
            }
        });
        background.ask(this, () -> decisions.summary(caller, question), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<DecisionSummary>(var summary)) {
                summary(summary);
            }
        });
    }

    private void summary(DecisionSummary summary) {
        var text = DecisionWords.sentence(summary, filter().time(), times);
        sentence.say(text, "");
        histogram.show(DecisionWords.bars(summary), times, Sentence.plain(text));
        rates.removeAll();
        rates.setVisible(!summary.rules().isEmpty());
        var bars = new Bars(Words.say("decisions.rates"));
        for (var rule : summary.rules().stream().limit(MOST_RULES).toList()) {
            var link = new Anchor(
                    PATH + "?" + filter().reason(rule.reason()).toQuery().getQueryString(), rule.reason());
            link.addClassNames("kw-link", "kw-mono");
            bars.add(
                    link,
                    Words.say(
                            "decisions.rate",
                            DecisionWords.number(rule.refusals()),
                            percent(rule.refusals(), summary.total())),
                    0,
                    rule.refusals(),
                    Math.max(1, summary.total()));
        }
        rates.add(bars);
    }

    private static String percent(long part, long whole) {
        return String.format(Words.locale(), "%.1f", 100.0 * part / Math.max(1, whole));
    }

    private void rows(Caller caller, Query question, Answer<DecisionPage> answer) {
        if (!(answer instanceof Answer.Ok<DecisionPage>(var first))) {
            sentence.say("", "");
            histogram.setVisible(false);
            rates.setVisible(false);
            content(States.of(answer, this::ask));
            return;
        }
        if (first.rows().isEmpty()) {
            content(States.empty("decisions.empty.title", "decisions.empty.text"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        content(grid);
        file.removeAll();
        file.add(new DecisionsFile(() -> decisions.export(caller, question)));
        select();
    }

    private KeysetPages.Slice<DecisionRow> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = decisions.page(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<DecisionPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        select();
        background.ask(this, () -> decisions.detail(caller, id), answer -> {
            if (!id.equals(open)) {
                return;
            }
            if (answer instanceof Answer.Ok<DecisionDetail>(var detail)) {
                drawer.show(
                        DecisionWords.effect(detail.row().effect()),
                        DecisionWords.who(detail.row()) + " · "
                                + times.exact(detail.row().at()),
                        new DecisionFacts(times, proofs::open).of(detail).toArray(Component[]::new));
            } else {
                drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            }
        });
    }

    private void step(int by) {
        current().flatMap(row -> rows.beside(row, by)).ifPresent(row -> show(row.id()));
    }

    private Optional<DecisionRow> current() {
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
        UI.getCurrent().navigate(DecisionsView.class, new QueryParameters(all));
    }

    private void go(DecisionsFilter filter) {
        UI.getCurrent().navigate(DecisionsView.class, filter.toQuery());
    }

    private DecisionsFilter filter() {
        return shown == null ? DecisionsFilter.everything() : shown;
    }

    private void content(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("decisions.title") + " · Keyward";
    }
}
