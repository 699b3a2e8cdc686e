package health.keyward.console.failures;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Failures;
import health.keyward.console.api.Query;
import health.keyward.console.api.SignIns;
import health.keyward.console.api.Views;
import health.keyward.console.base.Background;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Histogram;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.history.Rows;
import health.keyward.console.history.SignInChips;
import health.keyward.console.history.SignInFilter;
import health.keyward.console.history.SummaryWords;
import health.keyward.console.views.SavedViewsMenu;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.Summary;
import health.keyward.contract.history.TopList;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failed attempts over time, by person, by address, by cause and by app; each leads to the list it counts. */
@Route(value = FailuresView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class FailuresView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "activity/failures";
    private static final int BUCKETS = 48;
    private static final int MOST = 12;

    /** What failed attempts are grouped by; the name in lower case is the API's word. */
    private enum By {
        PERSON,
        ADDRESS,
        CAUSE,
        APP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final transient Failures failures;
    private final transient SignIns signIns;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Histogram histogram = new Histogram();
    private final SignInChips chips;
    private final Map<By, Div> zones = new EnumMap<>(By.class);
    private @Nullable SignInFilter shown;
    private int asking;

    FailuresView(Failures failures, SignIns signIns, Views views, Background background, Clock clock) {
        this.failures = failures;
        this.signIns = signIns;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        chips = new SignInChips(times, clock, this::go).withoutOutcome();
        setId("failures");
        addClassNames("kw-page", "kw-scroll");
        histogram.addRangeChosenListener(e -> go(filter().time(new TimeRange.Between(e.from(), e.to()))));
        var tools = new Div(new SavedViewsMenu(
                views, "failures", PATH, () -> filter().toQuery().getQueryString()));
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("failures.title")), tools);
        head.addClassName("kw-head");
        var grid = new Div();
        grid.addClassNames("kw-zones", "kw-four");
        for (var by : By.values()) {
            var body = new Div();
            body.setId("top-" + by.word());
            zones.put(by, body);
            var zone = new Div(new H2(Words.say("failures.by." + by.word())), body);
            zone.addClassName("kw-zone");
            grid.add(zone);
        }
        add(head, sentence, histogram, chips, grid);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var filter = SignInFilter.of(event.getLocation().getQueryParameters());
        if (!filter.equals(shown)) {
            shown = filter;
            ask();
        }
    }

    private void ask() {
        int mine = ++asking;
        var caller = Caller.current();
        var question = filter().question(clock);
        var failed = failed(filter()).question(clock);
        chips.show(filter(), null);
        zones.forEach((by, zone) -> {
            put(zone, States.loading());
            background.ask(this, () -> failures.top(caller, question, by.word(), MOST), answer -> {
                if (mine == asking) {
                    put(zone, top(by, answer));
                }
            });
        });
        background.ask(this, () -> signIns.summary(caller, failed), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<Summary>(var summary)) {
                said(caller, failed, summary, mine);
            }
        });
    }

    private void said(Caller caller, Query failed, Summary summary, int mine) {
        var text = Words.say(
                "failures.sentence",
                SummaryWords.number(summary.failed(), summary),
                SummaryWords.range(filter().time(), times),
                SummaryWords.number(summary.failedBefore(), summary));
        sentence.say(text, SummaryWords.warning(summary, times));
        background.ask(this, () -> signIns.histogram(caller, failed, BUCKETS), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<health.keyward.contract.history.Histogram>(var bars)) {
                histogram.show(bars, times, Sentence.plain(text));
            }
        });
    }

    private Component top(By by, Answer<TopList> answer) {
        if (!(answer instanceof Answer.Ok<TopList>(var list))) {
            return States.of(answer, this::ask);
        }
        if (list.rows().isEmpty()) {
            return States.empty("failures.empty.title", "failures.empty.text");
        }
        long most = list.rows().stream().mapToLong(TopList.Top::count).max().orElse(1);
        var bars = new Bars(Words.say("failures.by." + by.word()));
        for (var one : list.rows()) {
            bars.add(label(by, one), note(by, one), 0, one.count(), most);
        }
        return bars;
    }

    private Component label(By by, TopList.Top one) {
        var text = one.unknownName()
                ? Rows.unknown(one.key())
                : by == By.CAUSE ? cause(one.key()) : one.label() == null ? one.key() : one.label();
        var link = new Anchor(
                LoginHistoryView.PATH + "?"
                        + failed(narrowed(by, one.key())).toQuery().getQueryString(),
                text);
        link.addClassName("kw-link");
        return link;
    }

    private String note(By by, TopList.Top one) {
        var count = String.format(Words.locale(), "%,d", one.count());
        return by == By.PERSON || one.people() < 2
                ? Words.say("failures.note", count, times.ago(one.last()))
                : Words.say("failures.note.people", count, one.people(), times.ago(one.last()));
    }

    private SignInFilter narrowed(By by, String key) {
        return switch (by) {
            case PERSON -> filter().person(key);
            case ADDRESS -> filter().address(key);
            case APP -> filter().apps(List.of(key));
            case CAUSE ->
                SignInFilter.of(QueryParameters.of("cause", key)).causes().isEmpty()
                        ? filter()
                        : filter().causes(Set.of(Cause.valueOf(key.toUpperCase(Locale.ROOT))));
        };
    }

    private static String cause(String key) {
        for (var cause : Cause.values()) {
            if (cause.name().equalsIgnoreCase(key)) {
                return Words.of(cause);
            }
        }
        return key;
    }

    private static SignInFilter failed(SignInFilter filter) {
        return filter.outcomes(Set.of(Outcome.FAILED));
    }

    private static void put(Div zone, Component what) {
        zone.removeAll();
        zone.add(what);
    }

    private void go(SignInFilter filter) {
        UI.getCurrent().navigate(FailuresView.class, filter.toQuery());
    }

    private SignInFilter filter() {
        return shown == null ? SignInFilter.everything() : shown;
    }

    @Override
    public String getPageTitle() {
        return Words.say("failures.title") + " · Keyward";
    }
}
