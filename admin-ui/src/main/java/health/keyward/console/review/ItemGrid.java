package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItem;
import java.util.List;

/** Items of a campaign as an administrator sees them. */
final class ItemGrid extends Grid<ReviewItem> {
    private static final String MARK =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    ItemGrid() {
        setId("items");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("review.items"));
        column("column.person", text(ReviewWords::person), "150px", 1);
        column("mine.right", text(ReviewWords::right), "190px", 1);
        column(
                "mine.risk",
                LitRenderer.<ReviewItem>of(MARK)
                        .withProperty("tone", item -> ReviewWords.tone(item.risk()))
                        .withProperty("icon", item -> ReviewWords.icon(item.risk()))
                        .withProperty("word", item -> Words.of(item.risk())),
                "110px",
                0);
        column("review.reviewer", text(ReviewWords::asked), "120px", 0);
        column("mine.answer", text(ReviewWords::state), "130px", 0);
        column(
                "review.effect",
                text(item -> item.effect() == ReviewEffect.NONE ? "–" : Words.of(item.effect())),
                "160px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("mine.risk", "review.reviewer", "review.effect")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("column.person").setWidth(narrow ? "100px" : "150px");
            getColumnByKey("mine.right").setWidth(narrow ? "110px" : "190px");
            getColumnByKey("mine.answer").setWidth(narrow ? "90px" : "130px");
        });
    }

    private void column(String key, LitRenderer<ReviewItem> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<ReviewItem> text(ValueProvider<ReviewItem, String> value) {
        return LitRenderer.<ReviewItem>of("<span class='kw-two' title='${item.text}'>${item.text}</span>")
                .withProperty("text", value);
    }
}
