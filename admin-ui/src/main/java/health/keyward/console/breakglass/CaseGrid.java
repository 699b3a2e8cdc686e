package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCase;

/** Reviews in the order somebody should look at them. */
final class CaseGrid extends Grid<BreakGlassCase> {
    private static final String STATE =
            "<span class='kw-outcome kw-wraps ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    CaseGrid(Times times) {
        setId("cases");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("cases.title"));
        column("person", text(BreakGlassCase::username), "170px", 1);
        column(
                "state",
                LitRenderer.<BreakGlassCase>of(STATE)
                        .withProperty("tone", CaseWords::tone)
                        .withProperty("icon", CaseWords::icon)
                        .withProperty("word", CaseWords::state),
                "200px",
                0);
        column("signs", text(CaseWords::signs), "260px", 2);
        column("reason", text(BreakGlassCase::reason), "190px", 1);
        column("due", text(one -> times.brief(one.dueAt())), "160px", 0);
        column(
                "reviewer",
                text(one -> one.reviewer() == null ? Words.say("cases.nobody") : one.reviewer()),
                "150px",
                0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            getColumnByKey("reason").setVisible(!narrow);
            getColumnByKey("due").setVisible(!narrow);
            getColumnByKey("reviewer").setVisible(!narrow);
            getColumnByKey("person").setWidth(narrow ? "120px" : "170px");
            getColumnByKey("state").setWidth(narrow ? "150px" : "200px");
            getColumnByKey("signs").setWidth(narrow ? "140px" : "260px");
        });
    }

    private void column(String key, LitRenderer<BreakGlassCase> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("cases.column." + key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<BreakGlassCase> text(ValueProvider<BreakGlassCase, String> value) {
        return LitRenderer.<BreakGlassCase>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
