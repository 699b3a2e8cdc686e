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
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignPage;
import health.keyward.contract.review.ReviewCampaignState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All campaigns with how far they are and what is to be done next. The address bar is its state. */
@Route(value = CampaignsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class CampaignsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/reviews";

    private static final Set<ReviewCampaignState> TO_DO =
            Set.of(ReviewCampaignState.PREVIEWED, ReviewCampaignState.HALTED, ReviewCampaignState.AWAITING_SIGN_OFF);

    private final transient Reviews reviews;
    private final transient People people;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Chip state;
    private final CampaignGrid grid;
    private final Paged<ReviewCampaign> rows;
    private final Div list = new Div();
    private @Nullable ReviewCampaignState wanted;
    private @Nullable Dialog dialog;
    private int asking;

    CampaignsView(Reviews reviews, People people, Background background, Clock clock) {
        this.reviews = reviews;
        this.people = people;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        grid = new CampaignGrid(times);
        rows = new Paged<>(grid);
        setId("campaigns-page");
        addClassName("kw-page");
        state = new Chip(
                "chip-state",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        Stream.of(ReviewCampaignState.values())
                                .map(ReviewCampaignState::name)
                                .toList(),
                        name -> Words.of(ReviewCampaignState.valueOf(name)),
                        wanted == null ? null : wanted.name(),
                        name -> go(ReviewCampaignState.valueOf(name))),
                () -> go(null));
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("review.title")), tools());
        head.addClassName("kw-head");
        var chips = new Div(state);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        add(head, sentence, chips, list);
    }

    private Div tools() {
        var plans =
                new Button(Words.say("review.plans"), e -> open(new PlansDialog(reviews, people, times, this::open)));
        plans.setId("campaign-plans");
        plans.addThemeVariants(ButtonVariant.SMALL);
        var small = new Button(Words.say("review.micro"), e -> open(new MicroDialog(reviews, people)));
        small.setId("campaign-micro");
        small.addThemeVariants(ButtonVariant.SMALL);
        var add = new Button(
                Words.say("review.new"), Icons.of("plus"), e -> UI.getCurrent().navigate(WizardView.class));
        add.setId("campaign-new");
        add.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
        var tools = new Div(plans, small, add);
        tools.addClassName("kw-tools");
        return tools;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = new Asked(event.getLocation().getQueryParameters())
                .words("state", ReviewCampaignState.class).stream().findFirst().orElse(null);
        state.close();
        state.show(wanted == null ? null : Words.of(wanted));
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var question = Query.none().with("state", wanted == null ? null : wanted.name());
        put(States.loading());
        background.ask(this, () -> reviews.campaigns(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, question, answer);
            }
        });
    }

    private void show(Caller caller, Query question, Answer<ReviewCampaignPage> answer) {
        sentence.say("", "");
        if (!(answer instanceof Answer.Ok<ReviewCampaignPage>(var first))) {
            put(States.of(answer, this::ask));
            return;
        }
        MicroDialog.unfinished(reviews, people).ifPresent(this::open);
        PlansDialog.unfinished(reviews, people, times, this::open).ifPresent(this::open);
        if (first.rows().isEmpty()) {
            put(
                    wanted == null
                            ? States.empty("review.empty.title", "review.empty.text")
                            : States.empty("review.none.title", "review.none.text"));
            return;
        }
        long running = first.rows().stream()
                .filter(one -> one.state() == ReviewCampaignState.RUNNING)
                .count();
        long waits =
                first.rows().stream().filter(one -> TO_DO.contains(one.state())).count();
        sentence.say(
                Words.say("review.sentence", running), waits == 0 ? "" : Words.say("review.sentence.waits", waits));
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
    }

    private KeysetPages.Slice<ReviewCampaign> more(Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = reviews.campaigns(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<ReviewCampaignPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private static void go(@Nullable ReviewCampaignState next) {
        UI.getCurrent()
                .navigate(
                        CampaignsView.class,
                        new Asked.Builder()
                                .put("state", next == null ? null : next.name().toLowerCase(Locale.ROOT))
                                .build());
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
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("review.title") + " · Keyward";
    }
}
