package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import java.util.List;

/** Campaigns, newest first; a name leads to its page. */
final class CampaignGrid extends Grid<ReviewCampaign> {
    private static final String NAME =
            "<a class='kw-link kw-two' router-link href='${item.href}' title='${item.text}'>${item.text}</a>";
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";
    private static final String PROGRESS =
            "<span class='kw-share'><span class='kw-track' aria-hidden='true'><i class='ok' style='width:${item.share}%'></i></span>"
                    + "<span class='kw-num'>${item.text}</span></span>";
    private static final String PLAIN = "<span class='kw-two' title='${item.text}'>${item.text}</span>";

    CampaignGrid(Times times) {
        setId("campaigns");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("review.title"));
        column(
                "review.name",
                LitRenderer.<ReviewCampaign>of(NAME)
                        .withProperty("href", one -> CampaignView.AT + one.id())
                        .withProperty("text", one -> one.definition().name()),
                "200px",
                1);
        column(
                "column.state",
                LitRenderer.<ReviewCampaign>of(STATE)
                        .withProperty("tone", one -> ReviewWords.tone(one.state()))
                        .withProperty("icon", one -> ReviewWords.icon(one.state()))
                        .withProperty("word", one -> Words.of(one.state())),
                "180px",
                0);
        column(
                "review.progress",
                LitRenderer.<ReviewCampaign>of(PROGRESS)
                        .withProperty("share", CampaignGrid::share)
                        .withProperty(
                                "text",
                                one -> Words.say(
                                        "review.progress.of",
                                        ReviewWords.answered(one),
                                        one.progress().items())),
                "190px",
                0);
        column(
                "review.next",
                LitRenderer.<ReviewCampaign>of(PLAIN).withProperty("text", one -> ReviewWords.next(one, times)),
                "230px",
                1);
        column(
                "review.owner",
                LitRenderer.<ReviewCampaign>of(PLAIN)
                        .withProperty("text", one -> one.ownerName() == null ? "–" : one.ownerName()),
                "120px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("review.progress", "review.next", "review.owner")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("review.name").setWidth(narrow ? "150px" : "200px");
            getColumnByKey("column.state").setWidth(narrow ? "160px" : "180px");
        });
    }

    private static long share(ReviewCampaign one) {
        return Math.round(
                100.0 * ReviewWords.answered(one) / Math.max(1, one.progress().items()));
    }

    private void column(String key, LitRenderer<ReviewCampaign> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }
}
