package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.MyReviews;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewSummary;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What waits for the answer of whoever looks: own items only, one at a time or several, by keyboard (AR-7 to AR-9). The address bar is its state. */
@Route(value = MineView.PATH, layout = Shell.class)
@RolesAllowed({"system-admin", "reviewer"})
public final class MineView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/my-reviews";

    private static final String FORM = "my-review:";

    private final transient MyReviews reviews;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final ItemFacts facts;
    private final Sentence sentence = new Sentence();
    private final MineProgress progress = new MineProgress();
    private final MineChips chips;
    private final MineGrid grid;
    private final Div list = new Div();
    private final Letters letters = new Letters(e -> pressed(e.key()));
    private final Button keep = new Button();
    private final Button revoke = new Button();
    private final AnswerBar bar;
    private final ItemPanel panel;
    private final ListAndDrawer layout;
    private final Deque<List<String>> done = new ArrayDeque<>();
    private MineFilter filter = MineFilter.ALL;
    private @Nullable String shown;
    private @Nullable String open;
    private @Nullable Dialog dialog;
    private String trouble = "";
    private int asking;

    MineView(MyReviews reviews, Background background, Clock clock) {
        this.reviews = reviews;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        facts = new ItemFacts(times);
        chips = new MineChips(next -> go(next, null));
        grid = new MineGrid(times);
        bar = new AnswerBar(times, this::undo, this::answer);
        panel = new ItemPanel(this::step, () -> go(filter, null));
        setId("my-reviews");
        addClassName("kw-page");
        grid.addItemClickListener(e -> go(filter, e.getItem().id()));
        grid.addSelectionListener(e -> offer());
        list.addClassName("kw-list");
        var away = new Button(Words.say("mine.away"), e -> open(new AbsenceDialog(reviews, times, clock)));
        away.setId("mine-away");
        away.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        var tools = new Div(away);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("mine.title")), tools);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, progress, chips, bulk(), list, letters);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "480px", () -> go(filter, null));
        add(layout);
    }

    private Div bulk() {
        revoke.setId("bulk-revoke");
        revoke.addClickListener(e -> bulk(ReviewDecision.REVOKE));
        keep.setId("bulk-keep");
        keep.addClickListener(e -> bulk(ReviewDecision.KEEP));
        for (var button : List.of(revoke, keep)) {
            button.addThemeVariants(ButtonVariant.SMALL);
        }
        var box = new Div(revoke, keep);
        box.setId("bulk-acts");
        box.addClassNames("kw-buttons", "kw-bulk");
        box.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("mine.bulk"));
        offer();
        return box;
    }

    /** Buttons say how many they would answer; where there is nothing to answer they are not there. */
    private void offer() {
        var chosen = chosen();
        long kept = chosen.stream().filter(ReviewWords::keptTogether).count();
        revoke.setText(Words.say("mine.bulk.revoke", chosen.size()));
        revoke.setVisible(!chosen.isEmpty());
        keep.setText(Words.say("mine.bulk.keep", kept));
        keep.setVisible(kept > 0);
    }

    /** As they are now: an item that was looked at since has another form. */
    private List<ReviewItem> chosen() {
        var ids = grid.getSelectedItems().stream().map(ReviewItem::id).collect(Collectors.toSet());
        return grid.rows().stream().filter(item -> ids.contains(item.id())).toList();
    }

    private void bulk(ReviewDecision decision) {
        var chosen = chosen();
        open(new BulkDialog(reviews, chosen, decision, ids -> {
            if (!ids.isEmpty()) {
                done.push(ids);
            }
            ask();
        }));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        filter = MineFilter.of(query);
        open = new Asked(query).one("open");
        chips.show(filter);
        var wanted = filter.address(null).getQueryString();
        if (wanted.equals(shown)) {
            item();
        } else {
            shown = wanted;
            ask();
        }
    }

    private void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var question = filter.question();
        put(States.loading());
        background.ask(this, () -> reviews.summary(caller), answer -> {
            if (mine == asking && answer instanceof Answer.Ok<ReviewSummary>(var summary)) {
                say(summary);
            }
        });
        background.ask(this, () -> reviews.items(caller, question), answer -> {
            if (mine == asking) {
                show(answer);
            }
        });
    }

    private void say(ReviewSummary summary) {
        chips.campaigns(summary.campaigns());
        progress.show(summary.decided(), summary.open());
        var due = summary.nextDue() == null ? "" : Words.say("mine.sentence.due", times.brief(summary.nextDue()));
        sentence.say(
                summary.open() == 0
                        ? Words.say("mine.sentence.none", summary.decided())
                        : Words.say("mine.sentence", summary.open(), summary.highRisk()) + due,
                "");
    }

    private void show(Answer<MyReviews.All> answer) {
        if (!(answer instanceof Answer.Ok<MyReviews.All>(var all))) {
            sentence.say("", "");
            layout.setDetail(null);
            put(States.of(answer, this::ask));
            return;
        }
        var rows = all.rows().stream()
                .filter(item -> filter.risk() == null || item.risk() == filter.risk())
                .toList();
        grid.show(rows, filter.by());
        offer();
        if (rows.isEmpty()) {
            put(States.empty(
                    filter.decided() ? "mine.empty.decided.title" : "mine.empty.title",
                    filter.decided() ? "mine.empty.decided.text" : "mine.empty.text"));
        } else {
            put(grid);
        }
        item();
    }

    /** Shows the item the address names. Looking at it is what lets it be answered alone, and starts its clock. */
    private void item() {
        var id = open;
        grid.current(id);
        if (id == null) {
            layout.setDetail(null);
            return;
        }
        var caller = Caller.current();
        background.ask(this, () -> reviews.open(caller, id), answer -> {
            if (id.equals(open)) {
                show(id, answer);
            }
        });
    }

    private void show(String id, Answer<ReviewItem> answer) {
        if (answer instanceof Answer.Ok<ReviewItem>(var found)) {
            grid.put(found);
            fill(found);
            if (!trouble.isEmpty()) {
                bar.trouble(trouble);
                trouble = "";
            }
            Unfinished.take(FORM + id)
                    .ifPresent(kept -> bar.again(kept.text("reason").strip()));
        } else {
            panel.show(Words.say("mine.item"), "", States.of(answer, this::item));
            panel.foot();
        }
        layout.setDetail(panel);
    }

    private void fill(ReviewItem found) {
        panel.show(
                Words.say("mine.holds", ReviewWords.person(found), ReviewWords.right(found)),
                (found.unit() == null ? "" : found.unit() + " · ")
                        + found.campaign()
                        + " · "
                        + ReviewWords.state(found),
                facts.of(found));
        bar.show(found, clock.instant());
        var hand = new Button(Words.say("mine.hand"), e -> handOn(found));
        hand.setId("item-hand");
        hand.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        panel.foot(bar, hand);
    }

    private void handOn(ReviewItem found) {
        open(new HandOnDialog(found, to -> reviews.reassign(Caller.current(), found.id(), to), now -> {
            Notification.show(Words.say("mine.hand.done"));
            leave(found);
        }));
    }

    private void leave(ReviewItem found) {
        var next = grid.nextOpen(found.id()).map(ReviewItem::id).orElse(null);
        grid.remove(found.id());
        go(filter, next);
    }

    private void pressed(String key) {
        switch (key) {
            case "k" -> bar(ReviewDecision.KEEP);
            case "r" -> bar(ReviewDecision.REVOKE);
            case "d" -> bar(ReviewDecision.UNKNOWN);
            case "u" -> undo();
            case "n", "j" -> step(1);
            case "p" -> step(-1);
            default -> {}
        }
    }

    private void bar(ReviewDecision decision) {
        if (open != null && panel.isAttached()) {
            bar.decide(decision);
        }
    }

    private void answer(DecideReviewItem decided) {
        var id = open;
        if (id == null) {
            return;
        }
        var answer = reviews.answer(Caller.current(), id, decided);
        if (answer instanceof Answer.Ok<ReviewItem>(var now)) {
            done.push(List.of(id));
            progress.answered(grid.find(id).filter(ReviewWords::answered).isEmpty() ? 1 : 0);
            grid.put(now);
            next(now);
        } else if (answer instanceof Answer.StepUpFirst<ReviewItem> first) {
            Unfinished.leave(
                    UI.getCurrent(),
                    first,
                    FORM + id,
                    Map.of("reason", decided.reason() == null ? " " : decided.reason()));
        } else if (Refused.is(answer, Refused.NEEDS_REASON)) {
            bar.askWhy(decided.decision());
        } else {
            bar.trouble(Refused.line(answer));
            if (Refused.is(answer, Refused.CHANGED)) {
                trouble = Refused.line(answer);
                item();
            }
        }
    }

    /** Goes on to what waits; where nothing does, the answered one stays to be seen. */
    private void next(ReviewItem now) {
        var next = grid.nextOpen(now.id());
        if (next.isPresent()) {
            go(filter, next.get().id());
        } else {
            fill(now);
            ask();
        }
    }

    /** Takes the answer of what is shown back, or else the last one given. */
    private void undo() {
        var here = Optional.ofNullable(open).flatMap(grid::find).filter(ReviewWords::answered);
        var ids = here.map(item -> List.of(item.id())).orElseGet(() -> done.isEmpty() ? List.of() : done.pop());
        if (ids.isEmpty()) {
            Notification.show(Words.say("mine.undo.nothing"));
            return;
        }
        here.ifPresent(item -> done.remove(ids));
        for (var id : ids) {
            var answer = reopened(id);
            if (!(answer instanceof Answer.Ok<ReviewItem>)) {
                Notification.show(Refused.line(answer));
                break;
            }
        }
        if (ids.size() == 1 && grid.find(ids.getFirst()).isPresent()) {
            progress.answered(-1);
            if (ids.getFirst().equals(open)) {
                item();
            } else {
                go(filter, ids.getFirst());
            }
        } else {
            ask();
        }
    }

    private Answer<ReviewItem> reopened(String id) {
        var caller = Caller.current();
        var now = grid.find(id).<Answer<ReviewItem>>map(Answer.Ok::new).orElseGet(() -> reviews.open(caller, id));
        if (!(now instanceof Answer.Ok<ReviewItem>(var item))) {
            return now;
        }
        var answer = reviews.reopen(caller, id, item.version());
        if (answer instanceof Answer.Ok<ReviewItem>(var reopened)) {
            grid.put(reopened);
        }
        return answer;
    }

    private void step(int by) {
        grid.beside(open, by).ifPresent(item -> go(filter, item.id()));
    }

    private static void go(MineFilter filter, @Nullable String id) {
        UI.getCurrent().navigate(MineView.class, filter.address(id));
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
            dialog = null;
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("mine.title") + " · Keyward";
    }
}
