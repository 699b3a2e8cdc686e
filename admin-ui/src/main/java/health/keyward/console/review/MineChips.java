package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewRisk;
import health.keyward.contract.review.ReviewSummary;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How items stand together, and which of them. */
final class MineChips extends Div {
    private final Chip by;
    private final Chip campaign;
    private final Chip risk;
    private final Chip show;
    private transient List<ReviewSummary.Campaign> campaigns = List.of();
    private MineFilter filter = MineFilter.ALL;

    MineChips(Consumer<MineFilter> go) {
        addClassName("kw-chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        by = new Chip(
                "chip-by",
                Words.say("mine.by"),
                () -> Picks.one(
                        Words.say("mine.by"),
                        names(MineFilter.By.values()),
                        name -> Words.say("mine.by." + name),
                        filter.by().name(),
                        name -> go.accept(filter.by(MineFilter.By.valueOf(name)))),
                () -> go.accept(filter.by(MineFilter.By.ANY)));
        campaign = new Chip(
                "chip-campaign",
                Words.say("review.one"),
                () -> Picks.one(
                        Words.say("review.one"),
                        campaigns.stream().map(ReviewSummary.Campaign::id).toList(),
                        this::named,
                        filter.campaign(),
                        id -> go.accept(filter.campaign(id))),
                () -> go.accept(filter.campaign(null)));
        risk = new Chip(
                "chip-risk",
                Words.say("mine.risk"),
                () -> Picks.one(
                        Words.say("mine.risk"),
                        names(ReviewRisk.values()),
                        name -> Words.of(ReviewRisk.valueOf(name)),
                        filter.risk() == null ? null : filter.risk().name(),
                        name -> go.accept(filter.risk(ReviewRisk.valueOf(name)))),
                () -> go.accept(filter.risk(null)));
        show = new Chip(
                "chip-show",
                Words.say("mine.show"),
                () -> Picks.one(
                        Words.say("mine.show"),
                        List.of("OPEN", "DECIDED"),
                        name -> Words.say("mine.show." + name),
                        filter.decided() ? "DECIDED" : "OPEN",
                        name -> go.accept(filter.decided(name.equals("DECIDED")))),
                () -> go.accept(filter.decided(false)));
        add(show, by, campaign, risk);
    }

    private static List<String> names(Enum<?>[] words) {
        return Stream.of(words).map(Enum::name).toList();
    }

    void show(MineFilter now) {
        filter = now;
        for (var chip : List.of(by, campaign, risk, show)) {
            chip.close();
        }
        by.show(Words.say("mine.by." + now.by().name()), now.by() != MineFilter.By.ANY);
        show.show(Words.say(now.decided() ? "mine.show.DECIDED" : "mine.show.OPEN"), now.decided());
        campaign.show(now.campaign() == null ? null : named(now.campaign()));
        risk.show(now.risk() == null ? null : Words.of(now.risk()));
    }

    void campaigns(List<ReviewSummary.Campaign> known) {
        campaigns = known;
        if (filter.campaign() != null) {
            campaign.show(named(filter.campaign()));
        }
    }

    private String named(String id) {
        return campaigns.stream()
                .filter(one -> one.id().equals(id))
                .map(ReviewSummary.Campaign::name)
                .findFirst()
                .orElse(id);
    }
}
