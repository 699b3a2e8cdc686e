package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewQuality;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** One campaign, from its preview to its evidence: how far it is, who does how much how well, what was stopped, and what is to be done now. */
@Route(value = CampaignsView.PATH + "/:campaign", layout = Shell.class)
@RolesAllowed("system-admin")
public final class CampaignView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    /** Followed by an id. */
    static final String AT = CampaignsView.PATH + "/";

    private final transient Reviews reviews;
    private final transient Background background;
    private final Times times;
    private final H1 title = new H1();
    private final CampaignActs acts;
    private final Sentence sentence = new Sentence();
    private final Div parts = new Div();
    private final ItemsPart items;
    private final ListAndDrawer layout;
    private String id = "";
    private @Nullable Dialog dialog;

    CampaignView(Reviews reviews, Evidence evidence, Background background, Clock clock) {
        this.reviews = reviews;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("campaign-page");
        addClassName("kw-page");
        acts = new CampaignActs(reviews, evidence, background, clock, this::open, this::ask);
        items = new ItemsPart(reviews, background, times, this::go, this::open, this::ask, panel -> side(panel));
        var head = new Div(title, acts);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, parts, items);
        master.addClassNames("kw-page", "kw-dormant");
        layout = new ListAndDrawer(master, "440px", () -> go(items.filter(), null));
        add(layout);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getRouteParameters().get("campaign").orElse("");
        var query = event.getLocation().getQueryParameters();
        boolean other = !wanted.equals(id);
        id = wanted;
        items.at(id, ItemsFilter.of(query), new Asked(query).one("open"));
        if (other) {
            items.setVisible(false);
            ask();
        } else {
            items.ask();
        }
    }

    private void ask() {
        var caller = Caller.current();
        var wanted = id;
        parts.removeAll();
        parts.add(States.loading());
        background.ask(this, () -> reviews.campaign(caller, wanted), answer -> {
            if (wanted.equals(id)) {
                show(caller, answer);
            }
        });
    }

    private void show(Caller caller, Answer<ReviewCampaign> answer) {
        parts.removeAll();
        acts.removeAll();
        if (!(answer instanceof Answer.Ok<ReviewCampaign>(var found))) {
            title.setText(Words.say("review.one"));
            sentence.say("", "");
            items.setVisible(false);
            parts.add(States.of(answer, this::ask));
            return;
        }
        title.setText(found.definition().name());
        sentence.say(
                Words.say(
                                "review.campaign.sentence",
                                Words.of(found.state()),
                                ReviewWords.answered(found),
                                found.progress().items())
                        + " "
                        + ReviewWords.next(found, times),
                "");
        boolean planned = found.state() == ReviewCampaignState.DRAFT || found.state() == ReviewCampaignState.PREVIEWED;
        parts.add(new CampaignFacts(found, times));
        if (found.state() == ReviewCampaignState.PREVIEWED) {
            preview(caller, found);
        } else {
            acts.show(found, null);
        }
        if (!planned) {
            running(caller, found);
        }
        items.setVisible(found.state() != ReviewCampaignState.DRAFT);
        if (items.isVisible()) {
            items.show(found);
        }
    }

    private void preview(Caller caller, ReviewCampaign found) {
        var box = new Div(States.loading());
        parts.add(box);
        background.ask(this, () -> reviews.preview(caller, found.id()), answer -> {
            box.removeAll();
            if (answer instanceof Answer.Ok<ReviewPreview>(var preview)) {
                acts.show(found, preview);
                box.add(new PreviewPart(preview));
            } else {
                acts.show(found, null);
                box.add(States.of(answer, this::ask));
            }
        });
    }

    private void running(Caller caller, ReviewCampaign found) {
        var part = new ProgressPart(found);
        var tasks = new TasksPart(found.id(), reviews, background, times, this::open, this::ask);
        parts.add(part, tasks);
        tasks.ask();
        background.ask(this, () -> reviews.quality(caller, found.id()), answer -> {
            if (answer instanceof Answer.Ok<ReviewQuality>(var quality)) {
                part.show(quality);
            } else {
                part.show(States.of(answer, this::ask));
            }
        });
    }

    private void side(@Nullable Component panel) {
        layout.setDetail(panel);
    }

    private void go(ItemsFilter filter, @Nullable String open) {
        UI.getCurrent().navigate(CampaignView.class, new RouteParameters("campaign", id), filter.address(open));
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("review.one") + " · Keyward";
    }
}
