package health.keyward.console.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.House;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Histogram;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.TimeRange;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.history.SignInFilter;
import health.keyward.console.history.SummaryWords;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.Overview;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the house is doing: sign-ins, failures, people and apps over time, and what needs attention. */
@Route(value = "", layout = Shell.class)
@RolesAllowed("system-admin")
public final class OverviewView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private final transient House house;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Chip time;
    private final Div content = new Div();
    private final Paragraph ledger = new Paragraph();
    private @Nullable TimeRange shown;
    private int asking;

    OverviewView(House house, Background background, Clock clock) {
        this.house = house;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        setId("overview");
        addClassNames("kw-page", "kw-scroll");
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(range(), clock, times.zone(), this::go),
                () -> go(SignInFilter.STANDARD));
        var tools = new Div(time);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("overview.title")), tools);
        head.addClassName("kw-head");
        content.addClassName("kw-parts");
        ledger.setId("ledger");
        ledger.addClassNames("kw-quiet", "kw-foot");
        add(head, sentence, content, ledger);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        var range = TimeRange.of(asked.one("time"), asked.one("from"), asked.one("to"), SignInFilter.STANDARD);
        if (!range.equals(shown)) {
            shown = range;
            ask();
        }
    }

    private void ask() {
        int mine = ++asking;
        var caller = Caller.current();
        var window = range().question(clock);
        time.close();
        time.show(SummaryWords.range(range(), times), !range().equals(SignInFilter.STANDARD));
        put(States.loading());
        background.ask(this, () -> house.overview(caller, window), answer -> {
            if (mine == asking) {
                show(answer);
            }
        });
        background.ask(this, () -> house.ledger(caller), answer -> {
            if (answer instanceof Answer.Ok<LedgerHealth>(var health)) {
                ledger.setText(Words.say(
                        health.waiting() == 0 ? "overview.ledger" : "overview.ledger.waiting",
                        health.size(),
                        health.waiting(),
                        health.oldestWaitingMillis() / 1000));
            }
        });
    }

    private void show(Answer<Overview> answer) {
        if (!(answer instanceof Answer.Ok<Overview>(var overview))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        var text = SummaryWords.sentence(overview.summary(), range(), times);
        sentence.say(text, SummaryWords.warning(overview.summary(), times));
        var histogram = new Histogram();
        histogram.addRangeChosenListener(e -> UI.getCurrent()
                .navigate(
                        LoginHistoryView.class,
                        SignInFilter.everything()
                                .time(new TimeRange.Between(e.from(), e.to()))
                                .toQuery()));
        var zones = new Div(attention(overview.attention()), apps(overview.topApps()));
        zones.addClassName("kw-zones");
        content.removeAll();
        content.add(numbers(overview), histogram, zones);
        histogram.show(overview.histogram(), times, Sentence.plain(text));
    }

    private Component numbers(Overview overview) {
        var all = new Div();
        all.addClassName("kw-numbers");
        var sum = overview.summary();
        all.add(
                number("numbers.success", SummaryWords.number(sum.success(), sum)),
                number("numbers.failed", SummaryWords.number(sum.failed(), sum)),
                number("numbers.people", SummaryWords.number(sum.people(), sum)),
                number("numbers.apps", String.format(Words.locale(), "%,d", overview.apps())),
                number("numbers.newest", overview.newestEventAt() == null ? "–" : times.ago(overview.newestEventAt())));
        return all;
    }

    private static Component number(String key, String value) {
        var box = new Div();
        box.addClassName("kw-number");
        box.setId(key.replace('.', '-'));
        box.getElement().appendChild(new Element("b").setText(value), new Element("span").setText(Words.say(key)));
        return box;
    }

    private Component attention(List<Overview.Attention> open) {
        var zone = new Div(new H2(Words.say("overview.attention")));
        zone.addClassName("kw-zone");
        zone.setId("needs-attention");
        if (open.isEmpty()) {
            zone.add(States.empty("overview.calm.title", "overview.calm.text"));
            return zone;
        }
        var list = new UnorderedList();
        list.addClassName("kw-attention");
        for (var one : open) {
            var words = new Div(new Span(Attentions.say(one)));
            var since = new Span(" " + Words.say("overview.since", times.brief(one.since())) + " ");
            since.addClassName("kw-quiet");
            words.add(since);
            if (one.link() != null) {
                var link = new Anchor(LoginHistoryView.PATH + "?" + within(one.link()), Words.say("overview.look"));
                link.getElement().setAttribute("aria-label", Words.say("overview.look") + ": " + Attentions.say(one));
                link.addClassName("kw-link");
                words.add(link);
            }
            list.add(new ListItem(Icons.of(Attentions.icon(one)), words));
        }
        zone.add(list);
        return zone;
    }

    /** The list shows the time this page looks at, unless the link says another. */
    private String within(String link) {
        var time =
                new Asked.Builder().time(range(), SignInFilter.STANDARD).build().getQueryString();
        return time.isEmpty() || link.contains("from=") ? link : link + "&" + time;
    }

    private Component apps(List<Overview.AppUse> top) {
        var zone = new Div(new H2(Words.say("overview.apps")));
        zone.addClassName("kw-zone");
        zone.setId("top-apps");
        if (top.isEmpty()) {
            zone.add(States.empty("overview.noapps.title", "overview.noapps.text"));
            return zone;
        }
        long most = top.stream().mapToLong(a -> a.success() + a.failed()).max().orElse(1);
        var bars = new Bars(Words.say("overview.apps"));
        for (var app : top) {
            var link = new Anchor(
                    LoginHistoryView.PATH + "?"
                            + SignInFilter.everything()
                                    .time(range())
                                    .apps(List.of(app.app()))
                                    .toQuery()
                                    .getQueryString(),
                    app.app());
            link.addClassName("kw-link");
            bars.add(link, Words.say("overview.app", app.success(), app.failed()), app.success(), app.failed(), most);
        }
        zone.add(bars);
        return zone;
    }

    private void put(Component what) {
        content.removeAll();
        content.add(what);
    }

    private void go(TimeRange range) {
        UI.getCurrent()
                .navigate(
                        OverviewView.class,
                        new Asked.Builder().time(range, SignInFilter.STANDARD).build());
    }

    private TimeRange range() {
        return shown == null ? SignInFilter.STANDARD : shown;
    }

    @Override
    public String getPageTitle() {
        return Words.say("overview.title") + " · Keyward";
    }
}
